"""The values and the signs of a text that is written as programs write data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namegen.lists.cleaning import NamesError

SINGLE = r"[bruN]?'([^'\\]{0,999}(?:(?:\\.|'')[^'\\]{0,999}){0,50})'"
"""A text in quotes, in which a quote is doubled or has a backslash."""
# Such a text, also in other quotes; words, or a symbol of Ruby; or a sign.
_TOKEN = (
    r"""(?:(?://|--|(?:(?=\#\s)|(?<!\S)(?=\#[^\W\d]))\#)[^\n]*"""
    rf"|{SINGLE}"
    r"""|[bru]?"([^"\\]{0,999}(?:(?:\\.|"")[^"\\]{0,999}){0,50})"|`([^`]{0,999})`"""
    r"""|(=>|<-|=(?!=)|:(?!(?<=[\s,(\[{]:)[A-Za-z_])|[,()\[\]{};]|to(?=\s)(?<=["']\sto))"""
    r"""|:?([^\s,()\[\]{}:;'"`=][^\s,()\[\]{}:;"=]*+(?:[ \t]++(?!<-)[^\s,()\[\]{}:;'"=]++)*+)"""
    r"""|(.))"""
)
_TOKENS = re.compile(r"\s*" + _TOKEN, re.DOTALL)
_BUT_COMMAS = re.compile(r"[\s,]*" + _TOKEN, re.DOTALL)
_WORD = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,5}\}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
NOTHING = frozenset(("null", "none", "nil", "na", "nan", "undefined"))
_SAME = dict.fromkeys(("to", "=>", "=", "<-"), ":")  # between a key and its value
_MOST_STRAY = 100  # quotes that never close


def tokens(
    text: str, at: int = 0, end: int | None = None, commas: bool = False
) -> Iterator[tuple[str | None, str, int]]:
    """The values in a text, the signs between them, and where what is no bare word ends: (value,
    "", place or 0) or (None, sign, place). commas: whether they are signs, and not passed over."""
    stray, pattern = 0, _TOKENS if commas else _BUT_COMMAS
    for found in pattern.finditer(text, at, len(text) if end is None else end):
        kind = found.lastindex
        if kind and kind < 4:  # most are
            value, quote = found[kind], "'\"`"[kind - 1]
            if "\\" in value or quote in value:
                value = _ESCAPE.sub(_escaped, value.replace(2 * quote, quote))
            yield value, "", found.end()
        elif kind == 4:
            yield None, _SAME.get(found[4], found[4]), found.end()
        elif kind == 5:
            word = found[5]
            yield "" if word.lower() in NOTHING else word, "", 0
        elif kind == 6:  # a quote that is never closed: each costs a look at the rest of the text
            stray += 1
            if stray > _MOST_STRAY:
                raise NamesError("Quotation marks in this list are never closed: close them.")


def words(text: str) -> Iterator[str]:
    """One after the other: a line of many megabytes may hold a million."""
    return (found[0] for found in _WORD.finditer(text))


def _escaped(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:].strip("{}"), 16)) if len(code) > 1 else " " if code in "nrt" else code
