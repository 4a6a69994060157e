"""Files of the pages, sent compressed: a first visit is three megabytes of them without it."""

from __future__ import annotations

import gzip
import threading
import time
from queue import SimpleQueue

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from namegen.ui.serving.training_thread import let_pages_go_first

# More than the files that Streamlit has for browsers; a path can be spelled in many ways.
_MOST_KEPT = 1000
# Seconds in which those who come first have the processor to themselves.
_PATIENCE = 10.0
# Bytes from which the best that Brotli can do, a tenth less, takes too long: for plotly's a minute.
_LARGE = 1_000_000


class Compressed:
    """Middleware that compresses answers, and what never changes only once.

    Streamlit leaves its own files as they are, since compressing them anew for everyone would keep
    the server from its work. Here the first answer is kept, compressed, for all who come later.
    Meanwhile it is made smaller for browsers that read Brotli, as they do by https and on the
    computer itself: a page's files, by a sixth, in three seconds of a processor.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compress = GZipMiddleware(app)
        self._kept: dict[str, list[Message]] = {}
        self._smaller: dict[str, list[Message]] = {}
        self._waiting: SimpleQueue[str] = SimpleQueue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_plain_get(scope):
            await self.app(scope, receive, send)
        elif kept := self._known(scope):
            for message in kept:
                await send(message)
        else:
            await self._answer_and_keep(scope, receive, send)

    def _known(self, scope: Scope) -> list[Message] | None:
        path = scope["path"]
        smaller = self._smaller.get(path) if _understands("br", scope) else None
        return smaller or self._kept.get(path)

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
            if not self._kept:
                threading.Thread(target=self._make_smaller, name="brotli", daemon=True).start()
            self._kept[scope["path"]] = said
            self._waiting.put(scope["path"])

    def _make_smaller(self) -> None:
        let_pages_go_first()
        time.sleep(_PATIENCE)
        while True:
            path = self._waiting.get()
            self._smaller[path] = _smaller(self._kept[path])


def _smaller(said: list[Message]) -> list[Message]:
    """An answer that is compressed with gzip, with Brotli."""
    start, *parts = said
    plain = gzip.decompress(b"".join(part.get("body", b"") for part in parts))
    body = brotli.compress(plain, quality=9 if len(plain) > _LARGE else 11)
    headers = MutableHeaders(raw=[*start["headers"]])
    headers.update({"content-encoding": "br", "content-length": str(len(body))})
    return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}]


def _is_plain_get(scope: Scope) -> bool:
    """Whether a compressed answer is understood, and the whole of it is asked for."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Headers(scope=scope)
    return _understands("gzip", scope) and "range" not in asked and "if-none-match" not in asked


def _understands(encoding: str, scope: Scope) -> bool:
    return encoding in Headers(scope=scope).get("accept-encoding", "")


def _never_changes(start: Message) -> bool:
    """Whether an answer is compressed, and the same for everybody for good."""
    told = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in told.get("cache-control", "")
        and told.get("content-encoding") == "gzip"
        and "set-cookie" not in told
    )
