"""The end of sessions: what they brought goes with them.

Streamlit keeps the session of a tab that has closed for some seconds, ``disconnectedSessionTTL``,
since a lost connection may come back to it. After these it lets go of it only when another session
closes, so here one is opened and closed on time. A visitor's choices are kept for longer than that:
whoever comes back later finds them in a new session.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from namegen.ui.serving import memory, own_lists
from namegen.ui.serving.runs import scheduler
from namegen.ui.serving.web.addresses import base

_KEPT = 120.0  # seconds for which a visitor's choices are kept
# Seconds from an end to the collection of what it leaves, so that a crowd's ends share one; and for
# how many times as long as the last one took there is none. A thorough one waits until nobody
# plays, but no longer than the last number.
_TOGETHER, _REST = 1.0, 10.0
_LOOK_AGAIN, _AT_LATEST = 5.0, 60.0
_STREAM = "/_stcore/stream"


def _expires() -> float:
    """Seconds from the end of a connection until its session may be let go of."""
    return st.get_option("server.disconnectedSessionTTL") + 0.1


async def _come_and_go(server: ASGIApp) -> None:
    """Open and close a session, as a tab does."""
    said = iter(({"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}))

    async def receive() -> Message:
        return next(said)

    async def send(_: Message) -> None:
        pass

    scope = {"type": "websocket", "path": base() + _STREAM, "query_string": b"", "headers": []}
    await server(scope, receive, send)


class SilentTabs:
    """Middleware: a tab that closes before its page has run leaves a session behind, too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        try:
            await self._app(scope, receive, send)
        finally:
            # The session that comes and goes to have others let go of has no headers.
            if scope.get("headers") and scope["path"].endswith(_STREAM):
                asyncio.get_running_loop().call_later(_expires(), departures.end, began)


class Departures:
    """Those who have left and may come back, and what is to be done once they do not; one for a
    server."""

    def __init__(self) -> None:
        self.server: ASGIApp | None = None  # where pages are served by a host, there is none
        # Whose browsers have said that they close, while their connection may still hold.
        self._closed: set[str] = set()
        self._left: dict[str, Any] = {}
        self._oldest, self._ended = math.inf, False
        self._collecting: asyncio.Task[None] | None = None
        self._rested = 0.0  # until when there is no collection
        self._thorough = time.monotonic()  # the last; the server's start had none to do

    def leave(self, session: str, visitor: Any, let_go: Callable[[], None]) -> None:
        """A visitor's connection is gone. let_go: called once the session has ended; a page that
        still ran as its tab closed may have begun something."""
        with suppress(RuntimeError):  # without a server nothing ends
            loop = asyncio.get_running_loop()
            if session in self._closed:
                self._closed.discard(session)
            else:
                self._left[session] = visitor
                loop.call_later(_KEPT, self.close, session, False)
            loop.call_later(_expires(), self.end, visitor.began)
            loop.call_later(_expires(), let_go)

    def back(self, session: str) -> Any:
        """Who left that session, if they are still known: they are back."""
        return self._left.pop(session, None)

    def close(self, session: str, is_open: bool) -> None:
        """A tab is closed for good: its browser says so, or it has been gone for long."""
        if is_open:
            self._closed.add(session)
        elif visitor := self.back(session):
            self.end(visitor.began)

    def end(self, began: float) -> None:
        """A session has ended. began: in monotonic seconds."""
        self._oldest, self._ended = min(self._oldest, began), True
        self._collect_in(max(_TOGETHER, self._rested - time.monotonic()))

    def _collect_in(self, seconds: float) -> None:
        if self._collecting is None:
            self._collecting = asyncio.create_task(self._collect(seconds))

    async def _collect(self, after: float) -> None:
        await asyncio.sleep(after)
        self._collecting = None
        ended, self._ended = self._ended, False
        if self.server and ended:
            await _come_and_go(self.server)
        begun = time.monotonic()
        spared = memory.is_spared(self._oldest)
        thorough = spared and (not scheduler().playing() or begun - self._thorough > _AT_LATEST)
        if ended or thorough:  # else it only waits until nobody plays
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


departures = Departures()
