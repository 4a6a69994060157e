"""Files on their way to a page: how many of them one visitor and the whole server may hold."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from namegen.ui.serving.limits import MAX_UPLOADS, MAX_UPLOADS_A_SESSION

_PATH = "/_stcore/upload_file/"
_STORED, _TOO_LATE, _TOO_MANY = 204, 408, 429
_REFUSAL = "Too many files come at once: try again in a minute."
_STALLED = "The file has come too slowly: try again."
# In seconds: how long a file waits for its turn, and how long it is there for a page to read.
_PATIENCE, _LOOK_AGAIN = 20.0, 0.2
_READ_WITHIN = 60.0
# For how long nothing of a file may come, as where a phone has lost its network; and for how long a
# whole one may take.
_NEXT_WITHIN, _COMES_WITHIN = 20.0, 300.0
_KNOWS_BROWSER = {b"host", b"cookie", b"x-xsrftoken"}  # headers


@dataclass(frozen=True)
class _Unread:
    """A file that the server holds, and what asks it to drop that, as a browser would."""

    session: str
    app: ASGIApp
    scope: Scope
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    async def drop(self) -> None:
        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(_: Message) -> None:
            pass

        headers = [header for header in self.scope["headers"] if header[0] in _KNOWS_BROWSER]
        await self.app({**self.scope, "method": "DELETE", "headers": headers}, receive, send)


_unread: dict[str, _Unread] = {}  # by the id of the file


class LimitedUploads:
    """Has a file wait while too many are on their way or wait to be read: a page reads one at once.

    A file is as large as ``maxUploadSize`` allows at most, so this bounds the memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session, _, file = scope.get("path", "").partition(_PATH)[2].partition("/")
        method = scope["method"] if scope["type"] == "http" and file else ""
        if method == "DELETE":
            _unread.pop(file, None)
        if method != "PUT":
            await self._app(scope, receive, send)
            return
        until = time.monotonic() + _PATIENCE
        while not self._has_room(session):
            if time.monotonic() > until:
                await PlainTextResponse(_REFUSAL, _TOO_MANY)(scope, receive, send)
                return
            await asyncio.sleep(_LOOK_AGAIN)
        asked = _Unread(session, self._app, {**scope})
        latest = asked.loop.time() + _COMES_WITHIN
        told = False

        async def take() -> Message:
            message = await receive()
            limit.reschedule(min(asked.loop.time() + _NEXT_WITHIN, latest))
            return message

        async def hear(message: Message) -> None:
            nonlocal told
            told = True
            if message.get("status") == _STORED:
                _unread[file] = asked
                asked.loop.call_later(_READ_WITHIN, drop, file)
            await send(message)

        self._coming[session] += 1
        try:
            async with asyncio.timeout(_NEXT_WITHIN) as limit:
                await self._app(scope, take, hear)
        except TimeoutError:
            if not told:  # the line ends with it: what may yet come of the file is not waited for
                answer = PlainTextResponse(_STALLED, _TOO_LATE, {"connection": "close"})
                await answer(scope, receive, send)
        finally:
            self._coming -= Counter((session,))

    def _has_room(self, session: str) -> bool:
        held = self._coming + Counter(one.session for one in _unread.values())
        return held[session] < MAX_UPLOADS_A_SESSION and held.total() < MAX_UPLOADS


def drop(file: str) -> None:
    """A file has been read: the server need not keep it. file: its id."""
    if held := _unread.pop(file, None):
        asyncio.run_coroutine_threadsafe(held.drop(), held.loop)
