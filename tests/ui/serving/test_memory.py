"""Memory that the server gives back."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

_MANY_THREADS = """
import ctypes, threading
from namegen.ui.serving import memory
memory.share_arenas()
together = threading.Barrier(9)

def work():
    kept = [bytearray(2000) for _ in range(100)]
    together.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
together.wait()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, out)
library.fflush(out)
"""


def test_threads_share_two_places_for_their_memory() -> None:
    if sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"):
        pytest.skip("Only glibc can be told.")
    told = subprocess.run([sys.executable, "-c", _MANY_THREADS], capture_output=True, text=True)
    assert told.stderr == ""
    assert 1 <= told.stdout.count("<heap nr=") <= 2
