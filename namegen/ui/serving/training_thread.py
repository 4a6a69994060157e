"""The thread that trains: a slice of an epoch of each run that somebody wants, in turn."""

from __future__ import annotations

import atexit
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from namegen.ui.serving.shared_run import SharedRun

_log = logging.getLogger(__name__)

# Seconds for one run before it is the next one's turn, and those that a round of many runs is to
# take.
_SLICE = 0.02
_ROUND = 0.4
_SHORTEST_SLICE = 0.003
# Seconds of training after which the pages go first if they need the processor, and for how long.
_BURST = 0.01
_PATIENCE = 0.01
# Processor time of others in a burst, in seconds, that is no page's: a stage's frames take less.
_LITTLE = 0.0005
# Seconds between two looks whether they do.
_GLANCE = 0.0002
# Seconds after which a thread that computes lets others have the interpreter: at Python's own
# 5 ms every script run, which starts a thread, keeps the whole server waiting.
_SWITCH = 0.0005
_NICENESS = 3
# Seconds between two looks round with nothing to train.
_IDLE = 1.0


class TrainingThread:
    """Trains for everybody. Whatever goes wrong with a run stays with that run."""

    def __init__(
        self, wanted: Callable[[], Sequence[SharedRun]], after_a_round: Callable[[], None]
    ) -> None:
        """wanted: the runs that somebody wants more of."""
        self._wanted, self._after_a_round = wanted, after_a_round
        self.epochs = 0
        self._pace = (time.monotonic(), 0, 0.0)
        self._work = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._train_for_ever, name="trainer", daemon=True)
        self._thread.start()
        # A thread that is inside torch when the interpreter ends would bring the process down.
        atexit.register(self.close)

    @property
    def epochs_a_second(self) -> float:
        """Over the last second or so."""
        return self._pace[2]

    def wake(self) -> None:
        """There is something to train."""
        self._work.set()

    def close(self) -> None:
        """Stop training, for good."""
        self._closed = True
        self._work.set()
        self._thread.join(timeout=5)
        atexit.unregister(self.close)

    def _train_for_ever(self) -> None:
        sys.setswitchinterval(_SWITCH)
        let_pages_go_first()
        while not self._closed:
            wanted = self._wanted()
            self._train_in_turn(wanted)
            self._measure_pace()
            self._after_a_round()
            if not wanted:
                self._work.wait(timeout=_IDLE)
                self._work.clear()

    def _train_in_turn(self, wanted: Sequence[SharedRun]) -> None:
        """A slice of each."""
        seconds = max(_SHORTEST_SLICE, min(_SLICE, _ROUND / max(1, len(wanted))))
        begun, others = time.monotonic(), _time_of_others()
        for shared in wanted:
            self._train(shared, seconds)
            if time.monotonic() - begun > _BURST:
                if _time_of_others() > others + _LITTLE:
                    _give_way()
                begun, others = time.monotonic(), _time_of_others()

    def _train(self, shared: SharedRun, seconds: float) -> None:
        run = shared.run
        if not shared.wanted:
            return
        before = run.last_epoch
        try:
            run.work(seconds)
        except Exception:
            _log.exception("A run could not go on")
            run.error = "This training stopped because of a fault; choose other settings."
        self.epochs += run.last_epoch - before
        if run.error or run.last_epoch > before:
            shared.tell()

    def _measure_pace(self) -> None:
        since, epochs, _ = self._pace
        elapsed = time.monotonic() - since
        if elapsed >= 1:
            self._pace = (time.monotonic(), self.epochs, (self.epochs - epochs) / elapsed)


def let_pages_go_first() -> None:
    """Have this thread wait where a page wants the core, too. Linux takes a thread's niceness."""
    with suppress(OSError, AttributeError):
        thread = threading.get_native_id()
        nice = os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS
        os.setpriority(os.PRIO_PROCESS, thread, nice)


def _time_of_others() -> float:
    """Processor time, in seconds, that the other threads of this process have used."""
    return time.process_time() - time.thread_time()


def _give_way() -> None:
    """Leave the processor to the other threads while they make use of it, but not for ever.

    Python's threads take turns at its lock, whatever their priority: beside a training, pages and
    the server that sends them wait at every step for their turn, and those of a full hall would
    come seconds late.
    """
    end = time.monotonic() + _PATIENCE
    busy = True
    while busy and (now := time.monotonic()) < end:
        used = _time_of_others()
        time.sleep(_GLANCE)
        busy = _time_of_others() - used > (time.monotonic() - now) / 2
