"""The fonts of a first look: the letters and icons that it needs, of the fonts of Streamlit."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from namegen.ui.serving.web.addresses import base

FOLDER = Path(__file__).parents[2] / "fonts"
_NAMES = ("letters", "icons")
# What European names and the pages' own words and marks are written in.
LETTERS = (
    "U+20-7E, U+A0-17F, U+2C6-2DD, U+2010-2026, U+2030-203A, U+20AC, U+2122, U+2190-2193, U+2212, "
    "U+2248, U+2260, U+2264-2265, U+25CB-25CC, U+25CF, U+2713, U+2717"
)
_FOR_GOOD = "public, max-age=31536000, immutable"


async def _answer(request: Request) -> Response:
    name, version = (request.path_params[part] for part in ("name", "version"))
    if name not in _NAMES or version != _version(name):
        return Response(status_code=404)
    return Response(_read(name), headers={"Cache-Control": _FOR_GOOD}, media_type="font/woff2")


ROUTE = Route(base() + "/fonts/{name}.{version}.woff2", _answer)


@cache
def _read(name: str) -> bytes:
    return (FOLDER / f"{name}.woff2").read_bytes()


def _version(name: str) -> str:
    return sha256(_read(name)).hexdigest()[:8]


def address(name: str) -> str:
    """The path of a font below the app's, which is another one when the font is."""
    path = ROUTE.url_path_for(ROUTE.name, name=name, version=_version(name))
    return path.removeprefix(base())


def style() -> str:
    """The css that stands after Streamlit's: of two faces the later has the characters it names."""
    return (
        '@font-face{font-family:"Source Sans";font-weight:100 900;font-style:normal;'
        f'unicode-range:{LETTERS};src:url(.{address("letters")})format("woff2")}}'
    )


def instead(path: str) -> str | None:
    """Where the small font is that replaces a whole one of Streamlit's, as seen from its path.

    A script of Streamlit's asks for its icons, so that css alone would not spare them.
    """
    return f"../..{address('icons')}" if "/media/MaterialSymbols-Rounded." in path else None
