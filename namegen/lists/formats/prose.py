"""Texts that are no lists, or have one among other lines: sentences, a program, a letter."""

from __future__ import annotations

import re
from itertools import islice

_JUDGED = 20_000  # characters by which a text is judged
_FEW = 4  # times as many lines end without a comma
_SENTENCE = re.compile(r"(?m)^[^;|\t\n]{12,}(?:。|(?<=.{40})[.!?])(?:<[^<>\n]{1,40}>)*+[ \t\r]*$")
_CELLS = re.compile(r"[!-~],[!-~]")  # Ada,36
_CODE = re.compile(
    r"(?m)^[ \t]*(?:import [\w.{*]|from \S+ import|package \w|using \w|def \w+[(:]|return\b."
    r"|(?:function|public|private|static|const|let|var|enum|class|struct) \w|#include"
    r"|[{}()\[\]]+[,;]?[ \t\r]*$)"
)
# How letters begin and end; of most lists no line ends in a comma.
_ENDS_IN_COMMA = re.compile(r"(?m),[ \t\r]*$")
_LETTER = re.compile(
    r"(?mi)^(?:hi|hello|dear|hey|hallo|liebe[rs]?|bonjour|ch[eè]re?|hola|ciao|best|regards|thanks"
    r"|cheers|(?:kind|best|warm|many) (?:regards|wishes|thanks)|sincerely|viele grüße|saludos)"
    r"\b[^\n,]{0,30},[ \t\r]*$"
)
_MOST_CODE = 2  # lines of a program that may be names


def prose(text: str) -> str:
    """A question where most of a text is made of sentences, or some of its lines of a program."""
    start = text[:_JUDGED]
    if len([*islice(_CODE.finditer(start), _MOST_CODE)]) == _MOST_CODE:
        return "Some of its lines look like those of a program: are the others names?"
    commas = len(_ENDS_IN_COMMA.findall(start))
    if _LETTER.search(start) and _FEW * commas < start.count("\n"):
        return "Some of its lines look like those of a letter: are the others names?"
    found = sum(len(one[0]) for one in _SENTENCE.finditer(start) if not _CELLS.search(one[0]))
    return "Most of it is sentences: is it a list of names?" if 2 * found > len(start) else ""
