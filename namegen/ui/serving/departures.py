"""The end of sessions: what they brought goes with them.

Streamlit keeps a session whose tab has closed, for one that lost its connection may come back; and
drops it some time after that, when another one closes. Here it is ended on time.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from streamlit import runtime

from namegen.ui.serving import memory, own_lists, startup

# Seconds for which a session without its tab is kept. It comes back by its link, too, but without a
# list of its own: one that has such a list is kept for longer.
KEPT, KEPT_WITH_LIST = 30.0, 120.0
_SAID = 0.5  # where its browser has said that the tab is closed
# Seconds from an end to the collection of what it leaves, so that a crowd's ends share one; and for
# how many times as long as the last one took there is none. A thorough one waits until nobody
# plays, but no longer than the last number.
_TOGETHER, _REST = 2.0, 10.0
_LOOK_AGAIN, _AT_LATEST = 5.0, 60.0


@dataclass(frozen=True)
class Departure:
    """A tab that closed: whether it is back, and its session as Streamlit knows it."""

    session: str
    known_as: str
    began: float  # monotonic seconds
    is_back: Callable[[], bool]


class Departures:
    """Those that are to come; one for a server."""

    def __init__(self) -> None:
        self._closed: set[str] = (
            set()
        )  # their browsers said so, and their connection may still hold
        self._waiting: dict[str, tuple[Departure, asyncio.TimerHandle]] = {}
        self._oldest = math.inf
        self._collecting = False
        self._rested = self._thorough = 0.0  # until when there is no collection; the last thorough

    def leave(self, departure: Departure, has_list: bool) -> None:
        """The connection is gone: end the session, unless it comes back in time."""
        said = departure.session in self._closed
        self._closed.discard(departure.session)
        with suppress(RuntimeError):  # without a server nothing ends
            loop = asyncio.get_running_loop()
            seconds = _SAID if said else KEPT_WITH_LIST if has_list else KEPT
            handle = loop.call_later(seconds, self._end, departure)
            self._waiting[departure.session] = departure, handle

    def close(self, session: str, is_open: bool) -> None:
        """A browser says that the tab is closed for good."""
        if is_open:
            self._closed.add(session)
        elif session in self._waiting:
            departure, handle = self._waiting[session]
            handle.cancel()
            self._end(departure)

    def _end(self, departure: Departure) -> None:
        self._waiting.pop(departure.session, None)
        server = runtime.get_instance()
        if departure.is_back() or server.is_active_session(departure.known_as):
            return
        server.close_session(departure.known_as)
        self._oldest = min(self._oldest, departure.began)
        self._collect_in(max(_TOGETHER, self._rested - time.monotonic()))

    def _collect_in(self, seconds: float) -> None:
        if not self._collecting:
            self._collecting = True
            asyncio.get_running_loop().call_later(seconds, self._collect)

    def _collect(self) -> None:
        self._collecting, begun = False, time.monotonic()
        spared = memory.is_spared(self._oldest)
        thorough = spared and (not _somebody_plays() or begun - self._thorough > _AT_LATEST)
        memory.collect(thorough)
        own_lists.forget_gone()
        now = time.monotonic()
        self._rested = now + _REST * (now - begun)
        if thorough:
            self._thorough = now
        if thorough or not spared:
            self._oldest = math.inf
        else:
            self._collect_in(_LOOK_AGAIN)


def _somebody_plays() -> bool:
    if not startup.ready():
        return False
    from namegen.ui.serving.runs import scheduler

    return scheduler().playing() > 0


departures = Departures()
