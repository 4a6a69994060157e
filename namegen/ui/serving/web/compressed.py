"""Files of the pages, sent compressed: a first visit is three megabytes of them without it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# More than the files that Streamlit has for browsers; a path can be spelled in many ways.
_MOST_KEPT = 1000


class Compressed:
    """Middleware that compresses answers, and what never changes only once.

    Streamlit leaves its own files as they are, since compressing them anew for everyone would keep
    the server from its work. Here the first answer is kept, compressed, for all who come later.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compress = GZipMiddleware(app)
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_plain_get(scope):
            await self.app(scope, receive, send)
        elif kept := self._kept.get(scope["path"]):
            for message in kept:
                await send(message)
        else:
            await self._answer_and_keep(scope, receive, send)

    async def _answer_and_keep(self, scope: Scope, receive: Receive, send: Send) -> None:
        said: list[Message] = []
        keep = False

        async def hear(message: Message) -> None:
            nonlocal keep
            if message["type"] == "http.response.start":
                keep = _never_changes(message)
            if keep:
                said.append(message)
            await send(message)

        await self._compress(scope, receive, hear)
        whole = keep and not said[-1].get("more_body", False)
        if whole and len(self._kept) < _MOST_KEPT:
            self._kept[scope["path"]] = said


def _is_plain_get(scope: Scope) -> bool:
    """Whether a compressed answer is understood, and the whole of it is asked for."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Headers(scope=scope)
    return (
        "gzip" in asked.get("accept-encoding", "")
        and "range" not in asked
        and "if-none-match" not in asked
    )


def _never_changes(start: Message) -> bool:
    """Whether an answer is compressed, and the same for everybody for good."""
    told = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in told.get("cache-control", "")
        and told.get("content-encoding") == "gzip"
        and "set-cookie" not in told
    )
