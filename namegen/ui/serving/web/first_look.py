"""What a first visit loads when: its scripts together, fonts once there is something to read.

Streamlit's page names the scripts that it begins with, and finds those of a page's parts one after
another: turns of half a second each on a phone. A font meanwhile takes its share of the line, so it
waits, and holds no more than most pages need. Before all of it stands what Back is to do, after it
the css of all pages: Streamlit's own comes into the head, and of two rules the later one holds.
Until the scripts are there the page says that it is loading, under a name of its own.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from namegen.ui.serving.web import fonts
from namegen.ui.serving.web.addresses import base
from namegen.ui.serving.web.scripts import beside
from namegen.ui.serving.web.style import style

# The parts that stand on nearly every page. A script that is not found is loaded when it is needed.
_PARTS = ("BidiComponent", "Html", "Selectbox", "ButtonGroup", "Slider", "PageLink", "Button")
_SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_BACK = beside(__file__)("back.js")
_INSTEAD = {
    "<title>Streamlit</title>": "<title>namegen</title>",
    # What stands there is gone as soon as the scripts draw the page.
    '<div id="root"></div>': (
        '<div id="root"><p class="loading">One moment: the page is loading.</p></div>'
    ),
}
# What the scripts ask the server before they open a socket: it is there by then.
_ASKED = "".join(
    f'<link rel="preload" as="fetch" crossorigin href="./_stcore/{name}">'
    for name in ("health", "host-config")
)
_FONT = re.compile(r'<link\s+rel="preload"[^>]+as="font"[^>]*>')


class FirstLook:
    """Middleware that tells the browser at once what a page will need."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if smaller := fonts.instead(scope["path"]):
            # Not kept: with new icons it leads elsewhere.
            answer = RedirectResponse(smaller, headers={"Cache-Control": "no-cache"})
            await answer(scope, receive, send)
            return
        start: Message = {}
        page = b""

        async def hear(message: Message) -> None:
            nonlocal start, page
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif not start:
                await send(message)
            else:
                page += message.get("body", b"")
                if message.get("more_body", False):
                    return
                if nearer := _nearer(scope):
                    await RedirectResponse(nearer)(scope, receive, send)
                else:
                    hinted = _hinted(page.decode()).encode()
                    MutableHeaders(raw=start["headers"])["content-length"] = str(len(hinted))
                    await send(start)
                    await send({"type": "http.response.body", "body": hinted})

        # Asked for as it is: all answers are compressed on their way out.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": headers}, receive, hear)


def _nearer(scope: Scope) -> str | None:
    """Where a page leads that stands below another one, as seen from its path: a page names its
    scripts from where it is, and would stay blank there."""
    below = scope["path"].removeprefix(base()).lstrip("/")
    if "/" not in below:
        return None
    page = quote(below.strip("/").rpartition("/")[2])
    asked = scope["query_string"].decode("latin-1")  # whatever bytes a client sends
    return "../" * below.count("/") + page + (f"?{asked}" if asked else "")


def _is_page(start: Message) -> bool:
    kind = MutableHeaders(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


def _hinted(page: str) -> str:
    """The page with the scripts of the parts and small fonts named, no font before all else, the
    css of all pages, and what is read while it loads."""
    for streamlits, own in _INSTEAD.items():
        page = page.replace(streamlits, own, 1)
    links = "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in _scripts()
        if name not in page
    )
    ends = f"{links}{_ASKED}<style>{fonts.style()}</style></head>"
    page = page.replace("<head>", f"<head><script>{_BACK}</script>", 1)
    page = _FONT.sub("", page).replace("</head>", ends, 1)
    return page.replace("</body>", f"{style()}</body>", 1)


@cache
def _scripts() -> list[str]:
    """The scripts of the parts, and what these import."""
    found: list[str] = []
    for name in (waiting := [f.name for part in _PARTS for f in _SCRIPTS.glob(f"{part}.*.js")]):
        if name not in found:
            found.append(name)
            waiting += _IMPORT.findall((_SCRIPTS / name).read_text("utf-8"))
    return found
