"""The runs of everybody: shared, trained for those who watch, and kept within a budget of memory.

A thread for each visitor would leave a small machine with none of its pages answering. Here one
thread goes round the runs that somebody is watching, a slice of an epoch at a time, so that nobody
waits for a big network to finish. Visitors with the same list and settings watch the same run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.memory import give_back
from namegen.ui.serving.shared_run import SharedRun, Wish
from namegen.ui.serving.training_thread import TrainingThread

if TYPE_CHECKING:
    from namegen.training.run import TrainingRun

_BALANCE_EVERY = 1.0
# A tab that has closed may come back to its runs at once, by a reload or a connection found again.
_COMES_BACK = 5.0
# How many runs an open tab has use for: those that it looked at last.
_LOOKS = 8


@dataclass(frozen=True)
class Status:
    """What the host wants to know."""

    playing: int
    runs: int
    training: int
    shared: int
    epochs: int
    epochs_a_second: float
    bytes: int


class Scheduler:
    """Runs by key, and the thread that trains those that somebody wants more of."""

    def __init__(self, budget: int, left_budget: int, forget_after: float) -> None:
        """budget: bytes for all runs and their contexts. left_budget: bytes for the runs, of these,
        that no open tab has use for. forget_after: seconds unwatched."""
        self._budget, self._left_budget = budget, left_budget
        self._forget_after = forget_after
        self._runs: dict[Hashable, SharedRun] = {}
        # What each session wants, up to which epoch of which runs, and what it is told by.
        self._wants: dict[str, tuple[Mapping[Hashable, int], Callable[[], None] | None]] = {}
        # The runs that each open tab looked at last, the latest first.
        self._looks: dict[str, list[Hashable]] = {}
        # The same runs, and those that were dropped while a page still holds them: they take
        # memory, and they can come back.
        self._alive: WeakValueDictionary[Hashable, TrainingRun] = WeakValueDictionary()
        self._lock = threading.Lock()
        self._balanced = time.monotonic()
        self._trainer = TrainingThread(self._wanted, self._balance)
        self.close = self._trainer.close

    def run(
        self, key: Hashable, make: Callable[[], TrainingRun], session: str | None = None
    ) -> TrainingRun:
        """The run of this key: the one that is there, or a new one. session: whose tab shows it.

        What ``make`` raises passes. Raises LimitError where there is no memory for a new one.
        """
        run = self.known(key)
        if run is None:
            made = make()
            with self._lock:  # two visitors may have made the same run: the first stays
                self._alive.setdefault(key, made)
                run = self._find(key).run
                self._make_room(key)
        if session is not None:
            self._look(session, key)
        return run

    def known(self, key: Hashable) -> TrainingRun | None:
        """The run of this key, if there is one."""
        with self._lock:
            shared = self._find(key)
        if shared is None:
            return None
        shared.last_seen = time.monotonic()
        return shared.run

    def _find(self, key: Hashable) -> SharedRun | None:
        """The run of this key, back among the others if it had been dropped."""
        shared = self._runs.get(key)
        if shared is None and (run := self._alive.get(key)):
            shared = self._runs[key] = SharedRun(run)
        return shared

    def _look(self, session: str, key: Hashable) -> None:
        with self._lock:
            looks = self._looks.setdefault(session, [])
            if key not in looks[:1]:
                looks[:] = [key, *(other for other in looks if other != key)][:_LOOKS]

    def want(
        self,
        session: str,
        wants: Mapping[Hashable, int],
        advanced: Callable[[], None] | None = None,
    ) -> None:
        """Have runs trained, each up to an epoch, until the session wants something else, or
        nothing, or its tab has closed.

        advanced: called in the thread that trains, after each epoch of these runs and where one
        stops with an error.
        """
        if self._wants.get(session, ({}, advanced)) == (wants, advanced):
            return
        with self._lock:
            for key in self._wants.pop(session, ({}, None))[0]:
                if key in self._runs:
                    self._runs[key].wishes.pop(session, None)
            found = {key: shared for key in wants if (shared := self._find(key))}
            for key, shared in found.items():
                shared.wishes[session] = Wish(wants[key], advanced)
                shared.last_seen = time.monotonic()
            if found:
                self._wants[session] = {key: wants[key] for key in found}, advanced
        if any(wants[key] > shared.run.last_epoch for key, shared in found.items()):
            self._trainer.wake()

    def rest(self, session: str) -> None:
        """Train nothing more for a session: it pauses."""
        self.want(session, {})

    def leave(self, session: str) -> None:
        """The same for a session whose tab has closed: it has no use for its runs, either."""
        self.rest(session)
        with self._lock:
            for key in self._looks.pop(session, []):
                if key in self._runs:
                    self._runs[key].last_seen = time.monotonic()

    def forget(self, digest: str) -> None:
        """Drop the runs of a list that nobody has any more; a run's key begins with its digest."""
        with self._lock:
            for key in [key for key in self._runs if isinstance(key, tuple) and key[0] == digest]:
                del self._runs[key]

    def playing(self) -> int:
        """How many sessions want something trained."""
        return len(self._wants)

    def status(self) -> Status:
        with self._lock:
            runs = list(self._runs.values())
            return Status(
                playing=self.playing(),
                runs=len(runs),
                training=sum(shared.wanted for shared in runs),
                shared=sum(len(shared.wishes) > 1 for shared in runs),
                epochs=self._trainer.epochs,
                epochs_a_second=round(self._trainer.epochs_a_second, 1),
                bytes=self._bytes(),
            )

    def _wanted(self) -> list[SharedRun]:
        with self._lock:
            return [shared for shared in self._runs.values() if shared.wanted]

    def _balance(self) -> None:
        """Keep to the memory budget: drop the longest unwatched runs, then thin histories; and
        give back what is free."""
        now = time.monotonic()
        if now - self._balanced < _BALANCE_EVERY:
            return
        self._balanced = now
        with self._lock:
            self._drop_unwatched(now, self._bytes)
            self._thin()
        give_back()

    def _thin(self) -> None:
        """Keep fewer epochs of each run, where all together take more than the budget.

        Under the lock: runs that are held here would count as in use when a visitor needs room.
        """
        if self._bytes() <= self._budget:
            return
        alive = list(self._alive.values())
        fixed = _dataset_bytes(alive) + sum(run.bytes - run.history.bytes for run in alive)
        for run in alive:
            run.history.thin(max(0, self._budget - fixed) // len(alive))

    def _drop_unwatched(
        self, now: float, memory: Callable[[], int], spared: Hashable = None
    ) -> None:
        """Drop the runs that nobody has looked at for long, and more while memory is short: first
        those that no open tab has use for."""
        in_use = {key for looks in self._looks.values() for key in looks}
        # Numbers, and no runs: one that is held here would not be gone when it is dropped.
        unwatched = {
            key: (key in in_use, shared.last_seen, shared.run.bytes)
            for key, shared in self._runs.items()
            if key != spared and not shared.wishes
        }
        left = sum(size for used, _, size in unwatched.values() if not used)
        held: int | None = None  # known until a run is dropped: to ask costs a look at all of them
        for key in sorted(unwatched, key=unwatched.__getitem__):
            used, seen, size = unwatched[key]
            gone = not used and now - seen > _COMES_BACK
            needless = now - seen > self._forget_after or (gone and left > self._left_budget)
            if not needless and held is None:
                held = memory()
            if needless or held > self._budget:
                left -= 0 if used else size
                del self._runs[key]
                held = None

    def _make_room(self, key: Hashable) -> None:
        """Raises LimitError where a new run does not fit beside what is in use."""
        if self._bytes() <= self._budget:
            return
        self._drop_unwatched(time.monotonic(), self._least_bytes, spared=key)
        if len(self._alive) > 1 and self._least_bytes() > self._budget:
            del self._runs[key], self._alive[key]
            raise LimitError(
                "The memory of this server is taken by what others train now. Choose a shorter "
                "context or list, or try again in a minute."
            )

    def _bytes(self) -> int:
        """The memory of runs and contexts."""
        alive = list(self._alive.values())
        return _dataset_bytes(alive) + sum(run.bytes for run in alive)

    def _least_bytes(self) -> int:
        """What they will need at least, however much their histories are thinned."""
        alive = list(self._alive.values())
        return _dataset_bytes(alive) + sum(run.least_bytes for run in alive)


def _dataset_bytes(runs: Iterable[TrainingRun]) -> int:
    """The memory of contexts, which the runs of one list share."""
    datasets = {id(run.dataset): run.dataset for run in runs}
    return sum(dataset.bytes for dataset in datasets.values())
