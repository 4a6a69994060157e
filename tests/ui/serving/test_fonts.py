"""A first look loads small fonts, and misses nothing for it."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.types import Message

from namegen.ui.serving.web import fonts
from tests.fonts import drawn, icons, letters, whole
from tests.load.tab import run


def _ask(path: str) -> tuple[int, Headers, bytes]:
    """The answer to a path: its status, its headers, its body."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    run(Starlette(routes=[fonts.ROUTE])(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in said)
    return said[0]["status"], Headers(raw=said[0]["headers"]), body


def test_every_icon_is_there() -> None:
    assert icons() <= drawn(TTFont(fonts.FOLDER / "icons.woff2")).keys()


def test_every_letter_is_there_that_the_whole_font_has() -> None:
    small = TTFont(fonts.FOLDER / "letters.woff2").getBestCmap()
    everything = whole("SourceSansVF-Upright.ttf").getBestCmap()
    assert letters() & everything.keys() <= small.keys()
    assert {*"aZåß–→"} <= {chr(code) for code in small}


@pytest.mark.parametrize("name", ["letters", "icons"])
def test_a_font_is_small_and_kept_for_good(name: str) -> None:
    _, headers, body = _ask(fonts.address(name))
    assert body == (fonts.FOLDER / f"{name}.woff2").read_bytes()
    assert len(body) < 32_000
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"] == "font/woff2"


@pytest.mark.parametrize("path", ["letters.0.woff2", "LICENSE.0.woff2", "../style.0.woff2"])
def test_nothing_else_is_sent(path: str) -> None:
    assert _ask(f"/fonts/{path}")[0] == 404
