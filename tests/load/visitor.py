"""A visitor of a load test: what they do on the Train page, and what they notice."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from websockets.exceptions import WebSocketException

from tests.load.client import Session

PATIENCE = 60.0
"""How long a visitor waits for a page or for an effect, in seconds."""
LONGEST_LOOK = 1.0
"""The most seconds between a page's appearing and its visitor's pressing Play."""
FEWEST_EPOCHS = 400
"""What visitors who move the slider of the epochs leave at least: enough to watch."""

# The sliders that people move.
_MOVES = ("Epochs", "Learning rate")
# What the data of the live component hold, whatever else is with it.
_FRAME = {"run", "epoch", "epochs", "lastEpoch", "playing"}


def now() -> float:
    """Seconds on the clock of all measurements."""
    return time.perf_counter()


@dataclass
class Ledger:
    """The epochs that all visitors together have seen trained, a shared run's only once."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, run: str, last_epoch: int) -> None:
        first, furthest = self.seen.get(run, (last_epoch, last_epoch))
        self.seen[run] = min(first, last_epoch), max(furthest, last_epoch)

    @property
    def total(self) -> int:
        return sum(furthest - first for first, furthest in self.seen.values())


@dataclass
class Visitor:
    """One session and its notebook. Times are in seconds.

    Attributes:
        first_page: from opening the connection to the end of the page's first run.
        updates: frames that came while playing; ``changes``: those unlike the one before.
        playing_for: how long it has been playing in all.
        effects: from each slider's move to the first frame that shows it.
        problems: what went wrong, in words.
        frame: the newest data of the live component, which came at ``frame_at``.
        progress: of each frame, when it came and how far its run had been trained.
    """

    url: str
    ledger: Ledger
    first_page: float = math.nan
    updates: int = 0
    changes: int = 0
    playing_for: float = 0.0
    effects: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    frame: dict[str, Any] = field(default_factory=dict)
    frame_at: float = math.nan
    progress: list[tuple[float, int]] = field(default_factory=list)
    finished_at: float = math.nan
    _playing_since: float | None = None

    def __post_init__(self) -> None:
        self.tab = Session(self.url, self._saw)

    @property
    def lost(self) -> bool:
        """Whether the page never came, or the connection broke."""
        return self.tab.lost or math.isnan(self.first_page)

    async def visit(self, *acts: Callable[[], Awaitable[None]]) -> None:
        """Open the page, do these things there, and leave. Whatever goes wrong is noted."""
        try:
            await self._open()
            for act in acts:
                await act()
        except (OSError, LookupError, TimeoutError, WebSocketException) as error:
            self.problems.append(f"{type(error).__name__}: {error}")
        finally:
            self._count_time(playing=False)
            await self.tab.close()
            self.problems += self.tab.errors

    async def play(self) -> None:
        """Press Play, from the start of another seed if the last epoch has been reached."""
        if self.frame["epoch"] >= self.frame["epochs"]:
            await self.tab.click("New seed")
            await self._until(lambda: self.frame["epoch"] < self.frame["epochs"])
        self._playing_since = now()
        await self.tab.click("Play")
        await self._until(lambda: self.tab.page.has("Pause") or self.at_end)

    async def read(self, seconds: float) -> None:
        """Look, and press Play again when a training is over."""
        until = now() + seconds
        while now() < until:
            await asyncio.sleep(min(0.2, max(until - now(), 0)))
            if self.lost:
                raise ConnectionError("The connection was lost.")
            if self.at_rest:
                await self.play()

    async def move(self, label: str) -> None:
        """Move a slider and wait for the frame that shows it."""
        before, moved = _settings(self.frame), now()
        await self.tab.set(label, self._other(label))
        await self._until(lambda: _settings(self.frame) != before)
        self.effects.append(self.frame_at - moved)

    async def use(self, seconds: float, every: float = 4.0) -> None:
        """Play, read, and move a slider every few seconds."""
        until, labels = now() + seconds, cycle(random.sample(_MOVES, len(_MOVES)))
        await asyncio.sleep(random.uniform(0.3, LONGEST_LOOK))
        await self.play()
        while now() < until:
            await self.read(min(random.uniform(0.5, 1.5) * every, until - now()))
            if now() < until and not self.at_rest:
                await self.move(next(labels))

    async def finish(self) -> None:
        """Wait for the last epoch on the screen."""
        await self._until(lambda: self.at_end)
        self.finished_at = self.frame_at

    @property
    def at_end(self) -> bool:
        return bool(self.frame) and self.frame["epoch"] >= self.frame["epochs"]

    @property
    def at_rest(self) -> bool:
        return not self.frame["playing"] and self.tab.page.has("Play")

    async def _open(self) -> None:
        started = now()
        await self.tab.connect()
        await self.tab.run(PATIENCE)
        self.first_page = now() - started
        # A server that has only just started shows its page before it can train.
        await self._until(lambda: bool(self.frame))

    async def _until(self, condition: Callable[[], bool]) -> None:
        await self.tab.wait_for(condition, PATIENCE)

    def _other(self, label: str) -> Any:
        """Another value of a slider, which leaves the training long enough to watch."""
        slider, value = self.tab.page.find(label).content, self.tab.page.value(label)[0]
        if slider.options:
            options = list(slider.options)
            middle = options.index(value)
            near = options[max(middle - 2, 0) : middle + 3]
            return random.choice([option for option in near if option != value])
        low, high = max(slider.min, min(FEWEST_EPOCHS, slider.max - 1)), slider.max
        return random.choice([n for n in range(int(low), int(high) + 1) if n != value])

    def _saw(self, component: str, data: Any, at: float) -> None:
        data = data.get("frame") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not data.keys() >= _FRAME:
            return
        self._count_time(data["playing"])
        if data["playing"]:
            self.updates += 1
            self.changes += data != self.frame
        self.frame, self.frame_at = data, at
        self.progress.append((at, data["lastEpoch"]))
        self.ledger.note(data["run"], data["lastEpoch"])

    def _count_time(self, playing: bool) -> None:
        if self._playing_since is not None:
            self.playing_for += now() - self._playing_since
        self._playing_since = now() if playing else None


def _settings(frame: dict[str, Any]) -> tuple[Any, Any]:
    """What a moved slider changes in a frame: which run it is, or how many epochs it takes."""
    return frame["run"], frame["epochs"]
