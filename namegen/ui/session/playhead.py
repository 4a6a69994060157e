"""A visitor's place in a run's history: Play moves it, Pause holds it, Step moves it by one."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from threading import RLock

# Epochs a second, by what the page calls it.
SPEEDS: dict[str, float] = {
    "As fast as it goes": math.inf,
    "10 epochs a second": 10.0,
    "3 epochs a second": 3.0,
    "1 epoch a second": 1.0,
}
# As fast as eyes can follow: at most this number of epochs a second, and the whole run in no fewer
# seconds than this.
_FASTEST = 120.0
_SHORTEST = 3.0
# How far ahead of a paced playhead its run is trained, in seconds.
_AHEAD = 0.5
# A tick that comes later than this, in seconds, comes from somebody who was away, on another page
# or with the laptop shut: even a full hall's come sooner. That time is none of the playing.
_AWAY = 2.0


@dataclass
class Playhead:
    """``epoch`` is where the visitor is, with a fraction while moving; it plays to ``goal``.

    A page moves it, and so does the stream of its stage, in another thread.
    """

    epoch: float = 0.0
    goal: int = 0
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

    def play(self, goal: int) -> None:
        """Move on until the goal. Time counts from the next tick."""
        with self._lock:
            self.goal = max(goal, self.shown)
            self._ticked, self.rate = None, 0.0

    def jump(self, epoch: int) -> None:
        """Stand still at an epoch."""
        with self._lock:
            self.epoch, self.goal, self.rate = float(epoch), epoch, 0.0

    def pause(self) -> None:
        with self._lock:
            self.jump(self.shown)

    def target(self, speed: float) -> int:
        """Up to which epoch the run must be trained for this playhead."""
        if not self.playing or math.isinf(speed):
            return self.goal
        return min(self.goal, math.ceil(self.epoch + max(1.0, speed * _AHEAD)))

    def due(self, last_epoch: int, speed: float) -> float | None:
        """In how many seconds the next epoch is to be shown; None where there is none yet."""
        if not self.playing or self.shown + 1 > last_epoch:
            return None
        return (self.shown + 1 - self.epoch) / self._pace(speed)

    def since_tick(self, now: float) -> float:
        """Seconds since the last tick of this playing, as far as its visitor was there for them; 0
        before there was one."""
        return min(now - self._ticked, _AWAY) if self._ticked is not None else 0.0

    def tick(self, now: float, last_epoch: int, speed: float) -> None:
        """Move on to the time ``now`` (seconds), no further than the run has been trained."""
        with self._lock:
            self._tick(now, last_epoch, speed)

    def _tick(self, now: float, last_epoch: int, speed: float) -> None:
        if not self.playing:
            return
        elapsed = self.since_tick(now)
        self._ticked = now
        before = self.epoch
        self.epoch = min(self.epoch + elapsed * self._pace(speed), last_epoch, self.goal)
        self.epoch = max(self.epoch, before)
        if elapsed > 0:
            moved = (self.epoch - before) / elapsed
            self.rate = moved if not self.rate else self.rate + 0.3 * (moved - self.rate)

    def _pace(self, speed: float) -> float:
        """Epochs a second, no more than eyes can follow."""
        return min(speed, max(_FASTEST, self.goal / _SHORTEST))
