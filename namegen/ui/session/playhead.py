"""A visitor's place in a run's history: Play moves it, Pause holds it, Step moves it by one."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from threading import RLock

SPEEDS = {
    "whole": "About 6 seconds",
    "most": "As fast as it goes",
    "10": "10 epochs a second",
    "3": "3 epochs a second",
    "1": "1 epoch a second",
}
"""How fast it may play: a link's words, and what the page calls them. The first is the default: a
run that takes long enough to be seen."""
_WHOLE = 6.0  # seconds
# As fast as eyes can follow: at most this number of epochs a second, and the whole run in no fewer
# seconds than this.
_FASTEST = 120.0
_SHORTEST = 3.0
# How far ahead of a paced playhead its run is trained, in seconds.
_AHEAD = 0.5
# A tick that comes later than this, in seconds, comes from somebody who was away, on another page
# or with the laptop shut: even a full hall's come sooner. That time is none of the playing.
_AWAY = 2.0
# Who presses Play sees the first epoch as soon as it is trained.
_AT_ONCE = 0.999


def pace(speed: str, epochs: int) -> float:
    """Epochs a second of one of ``SPEEDS``, for a run of this number of epochs."""
    return {"whole": epochs / _WHOLE, "most": math.inf}.get(speed) or float(speed)


@dataclass
class Playhead:
    """``epoch`` is where the visitor is, with a fraction while moving; it plays to ``goal``, and up
    to ``return_to``, where a visitor has been before, without taking its time.

    A page moves it, and so does the stream of its stage, in another thread.
    """

    epoch: float = 0.0
    goal: int = 0
    return_to: int = 0
    rate: float = 0.0
    _ticked: float | None = None
    _lock: RLock = field(default_factory=RLock, repr=False, compare=False)

    @property
    def shown(self) -> int:
        """The epoch on the screen."""
        return int(self.epoch)

    @property
    def playing(self) -> bool:
        return self.epoch < self.goal

    @property
    def place(self) -> tuple[int, bool]:
        """The epoch that a reload returns to, and whether it plays on from there."""
        epoch = max(self.shown, self.return_to)
        return epoch, epoch < self.goal

    def play(self, goal: int, return_to: int = 0) -> None:
        """Move on until the goal. Time counts from the next tick."""
        with self._lock:
            self.goal, self.return_to = max(goal, self.shown), return_to
            if self.playing:
                self.epoch = self.shown + _AT_ONCE
            self._ticked, self.rate = None, 0.0

    def jump(self, epoch: int) -> None:
        """Stand still at an epoch."""
        with self._lock:
            self.epoch, self.goal, self.return_to, self.rate = float(epoch), epoch, 0, 0.0

    def pause(self) -> None:
        with self._lock:
            self.jump(self.shown)

    def target(self, speed: float) -> int:
        """Up to which epoch the run must be trained for this playhead."""
        if not self.playing or math.isinf(speed):
            return self.goal
        ahead = math.ceil(self.epoch + max(1.0, speed * _AHEAD))
        return min(self.goal, max(ahead, self.return_to))

    def due(self, last_epoch: int, speed: float) -> float | None:
        """In how many seconds the next epoch is to be shown; None where there is none yet."""
        if not self.playing or self.shown + 1 > last_epoch:
            return None
        if self.shown < self.return_to:
            return 0.0
        return (self.shown + 1 - self.epoch) / self._pace(speed)

    def since_tick(self, now: float) -> float:
        """Seconds since the last tick of this playing, as far as its visitor was there for them; 0
        before there was one."""
        return min(now - self._ticked, _AWAY) if self._ticked is not None else 0.0

    def tick(self, now: float, last_epoch: int, speed: float) -> None:
        """Move on to the time ``now`` (seconds), no further than the run has been trained."""
        with self._lock:
            if not self.playing:
                return
            elapsed, before = self.since_tick(now), self.epoch
            self._ticked = now
            reached = max(before + elapsed * self._pace(speed), self.return_to)
            self.epoch = max(min(reached, last_epoch, self.goal), before)
            if elapsed > 0:
                moved = (self.epoch - before) / elapsed
                self.rate = moved if not self.rate else self.rate + 0.3 * (moved - self.rate)

    def _pace(self, speed: float) -> float:
        """Epochs a second, no more than eyes can follow."""
        return min(speed, max(_FASTEST, self.goal / _SHORTEST))
