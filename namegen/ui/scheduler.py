"""One thread that trains everybody's runs in turn.

A thread for each visitor would leave a small machine with none of its pages answering. Here one
thread goes round the runs that somebody is watching, a slice of an epoch at a time, so that nobody
waits for a big network to finish. Visitors with the same list and settings watch the same run.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from namegen.training import TrainingRun
from namegen.ui.limits import LimitError

_log = logging.getLogger(__name__)

# Seconds for one run before it is the next one's turn: so long alone, and so short that a round of
# many runs stays short.
_SLICE = 0.02
_ROUND = 0.4
_SHORTEST_SLICE = 0.003
# Nobody's tick comes later than this after the one before, even with the hall full.
_LONGEST_LEASE = 5.0
_BALANCE_EVERY = 1.0
_LATE = 5.0
# After so much training, in seconds, the pages go first if they need the processor: for so long,
# and for a share of the time by which their ticks come late.
_BURST = 0.01
_PATIENCE, _MOST_PATIENCE = 0.01, 0.06
_PATIENCE_WHEN_LATE = 0.1
# How much the newest tick counts in what is known of their lateness.
_MEMORY = 0.1
# Whether they do is looked at so often.
_GLANCE = 0.0002
# A thread that computes lets others have the interpreter after so long: at Python's own 5 ms every
# script run, which starts a thread, keeps the whole server waiting.
_SWITCH = 0.0005
# Linux takes a thread's niceness: pages go before training when both want the core.
_NICENESS = 3


@dataclass
class Lease:
    """Up to which epoch a session wants a run trained, and until when (monotonic seconds)."""

    target: int
    until: float


@dataclass(eq=False)
class Shared:
    """A run, and the leases on it by session."""

    run: TrainingRun
    leases: dict[str, Lease] = field(default_factory=dict)
    last_seen: float = field(default_factory=time.monotonic)

    def wanted(self, now: float) -> bool:
        """Whether a live lease wants more of the run than there is."""
        if self.run.error:
            return False
        frontier = self.run.frontier
        return any(lease.until > now and lease.target > frontier for lease in self.all_leases())

    def watched(self, now: float) -> bool:
        return any(lease.until > now for lease in self.all_leases())

    def all_leases(self) -> list[Lease]:
        return list(self.leases.values())


@dataclass(frozen=True)
class Status:
    """What the host wants to know."""

    runs: int
    training: int
    playing: int
    shared: int
    epochs: int
    epochs_a_second: float
    bytes: int


class Scheduler:
    """Runs by key, and the thread that trains those with a lease."""

    def __init__(self, budget: int, forget_after: float) -> None:
        """budget: bytes for all histories and contexts. forget_after: seconds unwatched."""
        self._budget, self._forget_after = budget, forget_after
        self._runs: dict[Hashable, Shared] = {}
        # The same runs, and those that were dropped while a page still holds them: they take
        # memory, and they can come back.
        self._alive: WeakValueDictionary[Hashable, TrainingRun] = WeakValueDictionary()
        self._lock = threading.Lock()
        self._work = threading.Event()
        self._closed = False
        self._late = 0.0
        self._epochs = 0
        self._pace = (time.monotonic(), 0, 0.0)
        self._balanced = time.monotonic()
        self._thread = threading.Thread(target=self._train_for_ever, name="trainer", daemon=True)
        self._thread.start()
        # A thread that is inside torch when the interpreter ends would bring the process down.
        atexit.register(self.close)

    def close(self) -> None:
        """Stop training, for good."""
        self._closed = True
        self._work.set()
        self._thread.join(timeout=5)
        atexit.unregister(self.close)

    def run(self, key: Hashable, make: Callable[[], TrainingRun]) -> TrainingRun:
        """The run of this key: the one that is there, or a new one.

        What ``make`` raises passes. Raises LimitError where there is no memory for a new one.
        """
        run = self.known(key)
        if run is None:
            made = make()
            with self._lock:  # two visitors may have made the same run: the first stays
                self._alive.setdefault(key, made)
                run = self._find(key).run
                self._make_room(key)
        return run

    def known(self, key: Hashable) -> TrainingRun | None:
        """The run of this key, if there is one."""
        with self._lock:
            shared = self._find(key)
        if shared is None:
            return None
        shared.last_seen = time.monotonic()
        return shared.run

    def _find(self, key: Hashable) -> Shared | None:
        """The run of this key, back among the others if it had been dropped."""
        run = self._alive.get(key)
        return self._runs.setdefault(key, Shared(run)) if run else None

    def lease(self, session: str, wants: Mapping[Hashable, int], seconds: float) -> None:
        """Have runs trained, each up to an epoch, for so long as the session keeps asking.

        What the session asked for before and does not ask for now is given up.
        """
        now = time.monotonic()
        until = now + min(seconds, _LONGEST_LEASE)
        work = False
        with self._lock:
            for key in wants:
                self._find(key)
            for key, shared in self._runs.items():
                if key in wants:
                    shared.leases[session] = Lease(wants[key], until)
                    shared.last_seen = now
                    work = work or shared.wanted(now)
                else:
                    shared.leases.pop(session, None)
        if work:
            self._work.set()

    def tell_late(self, seconds: float) -> None:
        """A session's tick came so much later than it should: the server has too much to do."""
        self._late += _MEMORY * (seconds - self._late)

    def leave(self, session: str) -> None:
        """Forget what the session wanted: its tab has been closed, or it pauses."""
        with self._lock:
            for shared in self._runs.values():
                shared.leases.pop(session, None)

    def playing(self) -> int:
        """How many sessions have a lease; one that has been late for a moment counts."""
        now = time.monotonic() - _LATE
        with self._lock:
            return len(
                {
                    session
                    for shared in self._runs.values()
                    for session, lease in shared.leases.items()
                    if lease.until > now
                }
            )

    def status(self) -> Status:
        now = time.monotonic()
        with self._lock:
            runs = list(self._runs.values())
            held = self._bytes()
        watchers = [sum(lease.until > now for lease in shared.all_leases()) for shared in runs]
        return Status(
            runs=len(runs),
            training=sum(shared.wanted(now) for shared in runs),
            playing=self.playing(),
            shared=sum(number > 1 for number in watchers),
            epochs=self._epochs,
            epochs_a_second=self._pace[2],
            bytes=held,
        )

    def _train_for_ever(self) -> None:
        sys.setswitchinterval(_SWITCH)
        with suppress(OSError, AttributeError):
            thread = threading.get_native_id()
            nice = os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS
            os.setpriority(os.PRIO_PROCESS, thread, nice)
        while not self._closed:
            trained = self._train_in_turn()
            self._measure_pace()
            self._balance()
            if not trained:
                self._work.wait(timeout=_BALANCE_EVERY)
                self._work.clear()

    def _train_in_turn(self) -> bool:
        """A slice of each run that somebody wants; whether there was one."""
        now = time.monotonic()
        with self._lock:
            wanted = [shared for shared in self._runs.values() if shared.wanted(now)]
        seconds = max(_SHORTEST_SLICE, min(_SLICE, _ROUND / max(1, len(wanted))))
        patience = min(_PATIENCE + _PATIENCE_WHEN_LATE * self._late, _MOST_PATIENCE)
        begun, others = time.monotonic(), _time_of_others()
        for shared in wanted:
            self._train(shared, seconds)
            if time.monotonic() - begun > _BURST:
                if _time_of_others() > others:
                    _give_way(patience)
                begun, others = time.monotonic(), _time_of_others()
        return bool(wanted)

    def _train(self, shared: Shared, seconds: float) -> None:
        """One slice of one run. Whatever goes wrong stays with this run."""
        run = shared.run
        if not shared.wanted(time.monotonic()):
            return
        before = run.frontier
        try:
            run.work(seconds)
        except Exception:
            _log.exception("A run could not go on")
            run.error = "This training stopped because of a fault; choose other settings."
        self._epochs += run.frontier - before

    def _measure_pace(self) -> None:
        since, epochs, _ = self._pace
        elapsed = time.monotonic() - since
        if elapsed >= 1:
            self._pace = (time.monotonic(), self._epochs, (self._epochs - epochs) / elapsed)

    def _balance(self) -> None:
        """Keep to the memory budget: drop the longest unwatched runs, then thin histories."""
        now = time.monotonic()
        if now - self._balanced < _BALANCE_EVERY:
            return
        self._balanced = now
        with self._lock:
            self._drop_unwatched(now)
            alive = list(self._alive.values())
            held = self._bytes()
        if held > self._budget:
            for_histories = max(0, self._budget - _material_bytes(alive))
            for run in alive:
                run.history.thin(for_histories // len(alive))

    def _drop_unwatched(self, now: float, spared: Hashable = None) -> None:
        """Drop the runs that nobody has looked at for long, and more while memory is short."""
        unwatched = {k: s.last_seen for k, s in self._runs.items() if not s.watched(now)}
        for key in sorted(unwatched, key=unwatched.__getitem__):
            forgotten = now - unwatched[key] > self._forget_after
            if not forgotten and self._bytes() <= self._budget:
                break
            if key != spared:
                del self._runs[key]

    def _make_room(self, key: Hashable) -> None:
        """Raises LimitError where a new run does not fit beside what is in use."""
        if self._bytes() <= self._budget:
            return
        self._drop_unwatched(time.monotonic(), spared=key)
        alive = list(self._alive.values())
        needed = _material_bytes(alive) + sum(run.history.least_bytes for run in alive)
        if len(alive) > 1 and needed > self._budget:
            del self._runs[key], self._alive[key]
            raise LimitError(
                "The memory of this server is taken by what others train now. Choose a shorter "
                "context or list, or try again in a minute."
            )

    def _bytes(self) -> int:
        """The memory of histories and contexts."""
        alive = list(self._alive.values())
        return _material_bytes(alive) + sum(run.history.bytes for run in alive)


def _time_of_others() -> float:
    """Processor time, in seconds, that the other threads of this process have used."""
    return time.process_time() - time.thread_time()


def _give_way(patience: float) -> None:
    """Leave the processor to the other threads while they make use of it, but not for ever.

    Python's threads take turns at its lock, whatever their priority: beside a training, pages and
    the server that sends them wait at every step for their turn, and those of a full hall would
    come seconds late.
    """
    end = time.monotonic() + patience
    busy = True
    while busy and (now := time.monotonic()) < end:
        used = _time_of_others()
        time.sleep(_GLANCE)
        busy = _time_of_others() - used > (time.monotonic() - now) / 2


def _material_bytes(runs: Iterable[TrainingRun]) -> int:
    """The memory of contexts, which the runs of one list share."""
    return sum({id(run.material): run.material.bytes for run in runs}.values())
