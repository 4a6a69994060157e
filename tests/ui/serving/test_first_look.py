"""A page names at once the scripts that it will need, and leaves its font for later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from namegen.ui.serving.web import fonts
from namegen.ui.serving.web.first_look import FirstLook
from namegen.ui.serving.web.style import style
from tests.load.tab import run

_STATIC = Path(st.__file__).parent / "static"
_INDEX = (_STATIC / "index.html").read_text("utf-8")
_PAGE = "<html><head></head><body>Ünïcode</body></html>"
_SITE = Starlette(
    routes=[
        Route("/", lambda _: HTMLResponse(_INDEX)),
        Route("/page", lambda _: HTMLResponse(_PAGE)),
        Route("/no/such/page", lambda _: HTMLResponse(_PAGE)),
        Route("/lost", lambda _: HTMLResponse(_PAGE, 404)),
        Route("/text", lambda _: Response(_PAGE, media_type="text/plain")),
    ]
)


async def _receive() -> Message:
    return {"type": "http.request"}


def _ask(path: str, method: str = "GET", asked: bytes = b"") -> tuple[Headers, str]:
    """The headers and the text of an answer of a site."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    accepts = [(b"accept-encoding", b"gzip")]
    scope = {
        "type": "http", "method": method, "path": path, "headers": accepts, "query_string": asked,
    }  # fmt: skip
    run(FirstLook(_SITE)(scope, _receive, send))
    return Headers(raw=said[0]["headers"]), b"".join(m.get("body", b"") for m in said).decode()


def test_a_page_names_the_scripts_of_its_parts_once_each() -> None:
    named = re.findall(r"static/js/([\w.-]+\.js)", _ask("/")[1])
    assert len(named) == len(set(named))
    assert {"BidiComponent", "Selectbox", "Slider"} <= {name.split(".")[0] for name in named}
    assert all((_STATIC / "static" / "js" / name).is_file() for name in named)


def test_what_only_some_pages_have_is_loaded_when_it_is_needed() -> None:
    assert "js/PlotlyChart" not in _ask("/")[1]


def test_a_font_is_not_asked_for_before_the_scripts() -> None:
    assert 'as="font"' in _INDEX
    assert 'as="font"' not in _ask("/")[1]


def test_streamlits_icons_are_those_that_are_needed() -> None:
    (whole,) = (_STATIC / "static" / "media").glob("MaterialSymbols-Rounded.*")
    headers, body = _ask(f"/static/media/{whole.name}")
    assert headers["location"] == f"../..{fonts.address('icons')}"
    assert body == "" and headers["cache-control"] == "no-cache"
    assert fonts.address("letters") in _ask("/")[1]


def test_what_back_does_is_said_before_any_script_of_the_page() -> None:
    page = _ask("/")[1]
    assert 0 < page.index("history.pushState =") < page.index('src="')


def test_the_css_of_all_pages_stands_after_streamlits_own() -> None:
    page = _ask("/")[1]
    assert page.index("</head>") < page.index(style()) == page.rindex(style())
    assert all(f".{one}" in style() for one in ("stApp", "game-turn", "start-slide"))


def test_a_page_has_a_name_and_something_to_read_before_its_scripts_come() -> None:
    page = _ask("/")[1]
    assert "<title>namegen</title>" in page and "Streamlit</title>" not in page
    assert re.search(r'<div id="root"><p class="loading">One moment: .+</p></div>', page)


def test_a_page_below_another_leads_to_where_its_scripts_are_found() -> None:
    headers, body = _ask("/no/such/page", asked=b"epochs=3&model=deep")
    assert headers["location"] == "../../page?epochs=3&model=deep"
    assert body == ""
    headers, _ = _ask("/no/such/page", asked=b"seed=\xff")
    assert headers["location"] == "../../page?seed=%C3%BF"


def test_a_page_keeps_its_text_and_says_how_long_it_is() -> None:
    headers, text = _ask("/page")
    assert "Ünïcode" in text
    assert int(headers["content-length"]) == len(text.encode())


@pytest.mark.parametrize("path", ["/lost", "/text"])
def test_other_answers_are_left_as_they_are(path: str) -> None:
    assert _ask(path)[1] == _PAGE


def test_a_question_about_a_page_has_the_sites_own_answer() -> None:
    assert _ask("/page", "HEAD")[1] == _PAGE


def test_a_socket_passes() -> None:
    passed: list[Scope] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope)

    socket = {"type": "websocket", "headers": []}
    run(FirstLook(site)(socket, _receive, lambda message: _receive()))
    assert passed == [socket]
