"""The values and the signs of a text that is written as programs write data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namegen.lists.cleaning import NamesError

# A text in quotes, in which a quote is doubled or has a backslash; words; or a sign.
_TOKEN = re.compile(
    r"""\s*(?:(?://|--|\#\s)[^\n]*|/\*[^*]{0,999}\*/|[bruN]?'([^'\\]{0,999}(?:(?:\\.|'')[^'\\]{0,999}){0,50})'"""
    r"""|"([^"\\]{0,999}(?:(?:\\.|"")[^"\\]{0,999}){0,50})"|(=>|[,()\[\]{}:;])"""
    r"""|([^\s,()\[\]{}:;'"][^\s,()\[\]{}:;"]*+(?:[ \t]++[^\s,()\[\]{}:;'"]++)*+)|(.))""",
    re.DOTALL,
)
_WORD = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_NOTHING = frozenset(("null", "none", "nil", "na", "nan", "undefined"))
_MOST_STRAY = 100  # quotes that never close


def tokens(text: str, at: int = 0, end: int | None = None) -> Iterator[tuple[str | None, str, int]]:
    """The values in a text, and the signs between them, and where each ends: (value, "", place) or
    (None, sign, place)."""
    stray = 0
    for found in _TOKEN.finditer(text, at, len(text) if end is None else end):
        kind = found.lastindex
        if kind == 3:
            yield None, found[3], found.end()
        elif kind == 4:
            word = found[4]
            yield "" if word.lower() in _NOTHING else word, "", found.end()
        elif kind == 5:  # a quote that is never closed: each costs a look at the rest of the text
            stray += 1
            if stray > _MOST_STRAY:
                raise NamesError("Quotation marks in this list are never closed: close them.")
        elif kind:
            quote = "'" if kind == 1 else '"'
            yield _unescaped(found[kind], quote), "", found.end()


def words(text: str) -> Iterator[str]:
    """One after the other: a line of many megabytes may hold a million."""
    return (found[0] for found in _WORD.finditer(text))


def _unescaped(value: str, quote: str) -> str:
    value = value.replace(2 * quote, quote)
    return _ESCAPE.sub(_escaped, value) if "\\" in value else value


def _escaped(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else " " if code in "nrt" else code
