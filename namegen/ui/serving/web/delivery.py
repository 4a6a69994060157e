"""What a run says reaches its browser, whatever is asked for next.

Streamlit's server passes on what a run of a page or of a fragment says. Where a fragment is asked
for when that run has ended and the server has yet to come to its last words, a new run takes its
place, and these are dropped: on a busy server up to a whole page, once in a hundred such times. So
a run of ours ends when the server has come to all that it said.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any

import streamlit as st

_LONGEST = 2.0  # seconds that a run waits for a server that does not come to it
_loops: list[asyncio.AbstractEventLoop] = []
_pages: set[int] = set()  # threads that run a page


def begin() -> None:
    """The server begins. Where pages are served by a host, it is not known, and nobody waits."""
    _loops[:] = [asyncio.get_running_loop()]


def wait() -> None:
    """Return when the server has come to all that this run has said so far."""
    passed = threading.Event()
    with suppress(RuntimeError):  # it has ended
        for loop in _loops:
            loop.call_soon_threadsafe(passed.set)
            passed.wait(_LONGEST)


@contextmanager
def page() -> Iterator[None]:
    """What a page runs meanwhile is its own: its fragments leave the waiting to it."""
    thread = threading.get_ident()
    _pages.add(thread)
    try:
        yield
    finally:
        _pages.discard(thread)


def fragment(
    function: Callable[..., Any] | None = None, *, run_every: float | None = None
) -> Callable[..., Any]:
    """Streamlit's fragment, all of whose words arrive."""
    if function is None:
        return lambda function: fragment(function, run_every=run_every)

    @wraps(function)
    def heard(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if threading.get_ident() not in _pages:
            wait()
        return result

    return st.fragment(heard, run_every=run_every)
