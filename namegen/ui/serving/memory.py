"""Memory that is free again."""

from __future__ import annotations

import ctypes
import gc
import math
import time
from contextlib import suppress

_ARENAS = -8  # glibc's M_ARENA_MAX
_FEWEST = 10_000  # new objects after which the garbage collector looks at them, in place of 700
_frozen_at = -math.inf  # monotonic seconds


def share_arenas() -> None:
    """Let all threads take memory from two places. glibc would give each thread one of its own, and
    every run of a script is a new thread: what lies free between them grew without end.

    With 16 visitors at a time a server took 405 MB and not 449 after a thousand visits.
    """
    with suppress(OSError, AttributeError, TypeError):  # as below
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def collect_rarely() -> None:
    """Have the garbage collector look less often: most of what a page makes is gone by itself soon,
    and what those who leave left is collected then. A page takes a tenth less of the processor."""
    gc.set_threshold(_FEWEST)


def freeze() -> None:
    """Spare the garbage collector what is there now, such as the libraries. Whatever sessions there
    are is spared with it: what they leave takes a thorough collection."""
    global _frozen_at
    gc.freeze()
    _frozen_at = time.monotonic()


def is_spared(began: float) -> bool:
    """Whether a session that began then (monotonic seconds) left what is spared."""
    return began <= _frozen_at


def collect(thorough: bool) -> None:
    """Free what nobody has any more: some 20 ms, or half a second where that is to be thorough."""
    if thorough:
        gc.unfreeze()
    gc.collect()
    if thorough:
        freeze()
    give_back()


def give_back() -> None:
    """Let the system have what this process has freed, where its C library would keep it.

    In a busy hall that is some 30 MB; it takes a few milliseconds. Only glibc has the call: others
    do not have it, and Windows has no library without a name.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
