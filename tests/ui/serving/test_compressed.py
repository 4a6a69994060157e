"""Files of the pages are sent compressed, and compressed once."""

from __future__ import annotations

import gzip
import time

import brotli
import pytest
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from namegen.ui.serving.web import compressed
from namegen.ui.serving.web.compressed import Compressed
from tests.load.tab import run

_FOR_GOOD = {"cache-control": "public, immutable, max-age=31536000"}
_SCRIPT = "let names = 1;" * 1000


class _Site:
    """A site of one script, which counts how often it was asked for it."""

    def __init__(self, headers: dict[str, str], status: int = 200) -> None:
        self.asked = 0
        self._headers, self._status = headers, status

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        response = Response(_SCRIPT, self._status, self._headers, "text/javascript")
        await response(scope, receive, send)


async def _receive() -> Message:
    return {"type": "http.request"}


def _get(app: Compressed, kind: str = "http", **asked: str) -> list[Message]:
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": kind, "method": "GET", "path": "/static/js/a.js", "headers": headers}
    run(app(scope, _receive, send))
    return said


def _body(said: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in said)


def test_what_never_changes_is_compressed_once_for_all() -> None:
    site = _Site(_FOR_GOOD)
    app = Compressed(site)
    answers = [_get(app, accept_encoding="gzip, br") for _ in range(3)]
    assert site.asked == 1
    assert [gzip.decompress(_body(answer)).decode() for answer in answers] == [_SCRIPT] * 3
    told = Headers(raw=answers[2][0]["headers"])
    assert told["vary"] == "Accept-Encoding"
    assert "immutable" in told["cache-control"]


def test_who_comes_later_has_it_smaller_where_that_is_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compressed, "_PATIENCE", 0.0)
    site = _Site(_FOR_GOOD)
    app = Compressed(site)
    first, end = _get(app, accept_encoding="gzip, deflate, br, zstd"), time.monotonic() + 30
    answer = first
    while answer == first and time.monotonic() < end:
        answer = _get(app, accept_encoding="gzip, deflate, br, zstd")
    told = Headers(raw=answer[0]["headers"])
    assert told["content-encoding"] == "br"
    assert told["vary"] == "Accept-Encoding"
    assert int(told["content-length"]) == len(_body(answer)) < len(_body(first))
    assert brotli.decompress(_body(answer)).decode() == _SCRIPT
    assert _get(app, accept_encoding="gzip, deflate") == first
    assert site.asked == 1


@pytest.mark.parametrize(
    "site",
    [_Site({}), _Site({"cache-control": "no-cache"}), _Site(_FOR_GOOD, status=404),
     _Site({**_FOR_GOOD, "set-cookie": "whose=mine"})],
    ids=["nothing said", "may change", "not there", "one visitor's"],
)  # fmt: skip
def test_any_other_answer_is_asked_for_anew(site: _Site) -> None:
    app = Compressed(site)
    for _ in range(2):
        assert gzip.decompress(_body(_get(app, accept_encoding="gzip"))).decode() == _SCRIPT
    assert site.asked == 2


@pytest.mark.parametrize(
    "asked",
    [{}, {"accept_encoding": "gzip", "range": "bytes=0-9"},
     {"accept_encoding": "gzip", "if_none_match": '"a"'}],
    ids=["not understood", "a part", "known already"],
)  # fmt: skip
def test_who_asks_for_something_else_has_the_sites_own_answer(asked: dict[str, str]) -> None:
    site = _Site(_FOR_GOOD)
    app = Compressed(site)
    _get(app, accept_encoding="gzip")
    assert _body(_get(app, **asked)).decode() == _SCRIPT
    assert site.asked == 2


def test_a_socket_is_left_alone() -> None:
    said = _get(Compressed(_Site({})), kind="websocket", accept_encoding="gzip")
    assert said == [{"type": "websocket.accept"}]
