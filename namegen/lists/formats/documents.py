"""Lists and tables in LaTeX, in reStructuredText and in dictionaries, as plain text has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from namegen.lists.formats.markup import each

_LOOKED_AT = 50_000  # characters in which each kind must be seen
# A row of LaTeX: cells with & between, up to \\.
_ROW = re.compile(
    r"(?m)^[ \t]*+((?:[^&\\\n]|\\[^\\\n])*+(?:(?<!\\)&(?:[^&\\\n]|\\[^\\\n])*+)++)\\\\[^\n]*$"
)
_CELL = re.compile(r"(?<!\\)&")
_COMMAND = re.compile(
    r"(?m)^[ \t]*\\(?!item)[a-zA-Z]{2,30}\*?(?:\[[^\]\n]{0,99}\]|\{[^{}\n]{0,99}\}){0,6}"
    r"[ \t\r]*(?:\n|\Z)"
)
_STYLED = re.compile(
    r"\\(?:text|emph|math)[a-z]{0,12}\{([^{}\n]{0,99})\}|\\([&%$#_])|\{([^{}\n])\}"
)
_ACCENT = re.compile(
    r"""\{\\(["'`^~=.])\\?([A-Za-z])\}|\\(["'`^~=.])\s?(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"""
    r"""|\\([vcuH])\{([A-Za-z])\}"""
)
_ACCENTS = dict(zip("\"'`^~=.", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307", strict=True))
_ACCENTS |= {"v": "\u030c", "c": "\u0327", "u": "\u0306", "H": "\u030b"}
# Of reStructuredText: what is to be made, and how; and a row, a cell a line.
_DIRECTIVE = re.compile(
    r"(?m)^[ \t]*\.\. [\w-]{1,30}::[^\n]*\n(?:[ \t]+:[\w-]{1,30}:[^\n]*(?:\n|\Z))*"
)
_LISTED = re.compile(r"(?m)^[ \t]*\* - [^\n]*(?:\n[ \t]+- [^\n]*)++")
_LISTED_CELL = re.compile(r"(?m)^[ \t]*(?:\* )?- ?")
# A dictionary for spelling begins with how many words it has; behind these are flags: Ada/MS
_WORDS = re.compile(
    r"(\d{1,7})[ \t\r]*\n(?=(?:[^\n]*\n){0,50}?[^\n/]{1,40}/[^\s/]{1,20}[ \t\r]*\n)"
)
_FLAGS = re.compile(r"(?m)(?<=[\w'.-])/[^\s/]{1,20}(?:[ \t][^\n]{0,200})?$")


def plain(text: str) -> str:
    """The text with its tables as Markdown has them, and without the commands around them."""
    words = _WORDS.match(text)
    if words and 2 * int(words[1]) <= 3 * text.count("\n") <= 5 * int(words[1]):  # or nearly
        return each(_FLAGS, lambda _: "", text[words.end() :])
    if _DIRECTIVE.search(text, 0, _LOOKED_AT):
        text = each(_DIRECTIVE, lambda _: "\n", text)
        text = each(_LISTED, _row_of_lines, text)
    if "\\begin{" in text[:_LOOKED_AT] or _ROW.search(text, 0, _LOOKED_AT):
        text = each(_COMMAND, lambda _: "", text)
        text = each(_ACCENT, _accented, text)
        text = each(_ROW, _row, text)
        text = each(_STYLED, lambda found: found[found.lastindex], text)
    return text


def _row(found: re.Match[str]) -> str:
    return _in_bars(_CELL.split(found[1]))


def _row_of_lines(found: re.Match[str]) -> str:
    return _in_bars(_LISTED_CELL.sub("", line) for line in found[0].split("\n"))


def _in_bars(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.strip().replace('|', '/') for cell in cells)} |"


def _accented(found: re.Match[str]) -> str:
    sign, letter = filter(None, found.groups())
    return unicodedata.normalize("NFC", letter + _ACCENTS[sign])
