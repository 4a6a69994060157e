"""What happens once, as the server starts: limits, and in the background the import of torch."""

from __future__ import annotations

import functools
import gc
import importlib
import logging
import os
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

from namegen.models.torch_import import MENDED_BY, import_torch
from namegen.ui.serving import memory

# Python does little else while it imports torch: the seconds in which a server that has just begun
# answers first. To wait for its first page would have whoever opens Train wait twice as long.
_PAGE_FIRST = 0.4
# Milliseconds for which what is sent to a browser may lie unanswered: as long as an open socket is
# kept whose pings are not answered, so that nobody is cut off sooner.
_UNANSWERED = 40_000

PROBLEM = (
    "PyTorch cannot be loaded on this server, so nothing can be trained here. Whoever runs it mends"
    f" that with: {MENDED_BY}"
)

_done = threading.Event()
_failed = threading.Event()


@functools.cache
def begin() -> None:
    """Start the work in the background, at the first call."""
    threading.Thread(target=_import, name="imports", daemon=True).start()


def raise_soft_limit() -> None:
    """Let this process have as many open files as the system grants it: each tab takes some."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def leave_the_silent() -> None:
    """Have the system end connections to browsers that have vanished or read no more. While there
    is something left to send, a server that closes such a one waits, a quarter of an hour or more.

    Every connection inherits this from the socket that the server listens on. Linux has it.
    """
    for open_file in Path("/proc/self/fd").glob("*"):
        with suppress(OSError, AttributeError):  # a socket of another kind, or another system
            if open_file.is_socket():
                with socket.socket(fileno=os.dup(int(open_file.name))) as one:
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNANSWERED)


def ready() -> bool:
    """Whether training can begin."""
    return _done.is_set() and not _failed.is_set()


def failed() -> bool:
    """Whether training can never begin: PROBLEM says why."""
    return _failed.is_set()


def wait(seconds: float) -> bool:
    """Wait for the imports at most this number of seconds; whether they have come to an end."""
    return _done.wait(seconds)


def _import() -> None:
    time.sleep(_PAGE_FIRST)
    # Whatever the imports make stays for good: the garbage collector need not look at it, meanwhile
    # (which takes a quarter of their time) or ever again.
    gc.disable()
    try:
        import_torch().set_num_threads(1)
        importlib.import_module("namegen.training.run")
    except Exception:  # a library that is damaged fails in many ways
        _failed.set()
        logging.getLogger(__name__).exception(PROBLEM)
    finally:
        memory.freeze()
        gc.enable()
        _done.set()
