"""What happens once, after the first page is out: importing torch."""

from __future__ import annotations

import functools
import gc
import importlib
import threading
import time

# Python does little else while it imports torch, and the browser has yet to fetch what it shows the
# first page with: that takes so many seconds.
_PAGE_FIRST = 0.4

_ready = threading.Event()


@functools.cache
def begin() -> None:
    """Start the work in the background, at the first call."""
    threading.Thread(target=_import, name="imports", daemon=True).start()


def ready() -> bool:
    """Whether training can begin."""
    return _ready.is_set()


def wait(seconds: float) -> bool:
    """Wait for the imports at most so long; whether they are done."""
    return _ready.wait(seconds)


def _import() -> None:
    time.sleep(_PAGE_FIRST)
    # Whatever the imports make stays for good: the garbage collector need not look at it, meanwhile
    # (which takes a quarter of their time) or ever again.
    gc.disable()
    try:
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        importlib.import_module("namegen.training.run")
    finally:
        gc.freeze()
        gc.enable()
    _ready.set()
