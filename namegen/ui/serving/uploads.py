"""Files on their way to a page: how many of them one visitor and the whole server may hold."""

from __future__ import annotations

import asyncio
import time
from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from namegen.ui.serving.limits import MAX_UPLOADS, MAX_UPLOADS_A_SESSION

_PATH = "/_stcore/upload_file/"
_TOO_MANY = 429
_REFUSAL = "Too many files come at once: try again in a minute."
# In seconds: a file waits for its turn before any of it is read.
_PATIENCE, _LOOK_AGAIN = 20.0, 0.2


class LimitedUploads:
    """Has a file wait while too many are on their way or wait to be read: a page reads one at once.

    A file is as large as ``maxUploadSize`` allows at most, so this bounds the memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "PUT" or _PATH not in path:
            await self._app(scope, receive, send)
            return
        session = path.partition(_PATH)[2].partition("/")[0]
        until = time.monotonic() + _PATIENCE
        while not self._has_room(session):
            if time.monotonic() > until:
                await PlainTextResponse(_REFUSAL, _TOO_MANY)(scope, receive, send)
                return
            await asyncio.sleep(_LOOK_AGAIN)
        self._coming[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming -= Counter((session,))

    def _has_room(self, session: str) -> bool:
        waiting = runtime.get_instance().uploaded_file_mgr.file_storage
        mine = self._coming[session] + len(waiting.get(session, ()))
        all_ = self._coming.total() + sum(map(len, list(waiting.values())))
        return mine < MAX_UPLOADS_A_SESSION and all_ < MAX_UPLOADS


def drop(file: str) -> None:
    """A file has been read: the server need not keep it. file: its id."""
    if runtime.exists():
        manager = runtime.get_instance().uploaded_file_mgr
        for session, files in list(manager.file_storage.items()):
            if file in files:
                manager.remove_file(session, file)
