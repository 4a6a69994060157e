"""Prints of tables: their columns are aligned, and rules may stand between their rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from namegen.lists.tables.table import Row

_LOOKED_AT, _FEWEST = 200, 6  # lines of a print that are looked at; and at least
_LONGEST = 300  # characters of a line that may be a rule
_DRAWN = "|+:=_- \t\r\u00a0\u3000"
_RULE = re.compile(r"[\s|+:=_-]*[-=_]{2}[\s|+:=_-]*")  # between the heading of a table and its rows


def aligned(sample: Sequence[str]) -> Callable[[str], Row] | None:
    """What cuts the lines of a print, whose columns are aligned, where all of them are blank; None
    where they are not, or the first line has not a word for each column but that of row numbers.
    Bars may stand between columns too, but only where they part fewer. A rule that is blank between
    columns says where these are."""
    ruled = [
        line
        for line in sample[:_LOOKED_AT]
        if "|" not in line and is_rule(line) and " " in line.strip()
    ]
    lines = [line for line in sample[:_LOOKED_AT] if line[:1] not in "[(#" and not is_rule(line)]
    bars = Counter(line.count("|") for line in lines).most_common(1)[0][0] if lines else 0
    lines = [line for line in lines if line.count("|") == bars]
    if len(lines) < _FEWEST or not any(re.search(r"\S\s\s+\S", line) for line in lines):
        return None
    parted = sum(map(bool, map(str.strip, lines[-1].split("|"))))
    lines = [line.replace("|", " ").rstrip() for line in lines]
    drawn = ruled[:1] or lines
    blank = "".join(
        " " if all(line[i : i + 1] in ("", " ") for line in drawn) else "x"
        for i in range(min(max(map(len, drawn)), _LONGEST))
    )
    gaps = [found.span() for found in re.finditer(" +", blank) if found.start()]
    columns = len(gaps) + 1
    words = len(lines[0].split())
    if columns <= parted or not (ruled or words in (columns, columns - 1)):
        return None

    def cut(line: str) -> Row:
        row, begun = [], 0
        if is_rule(line) or line.count("|") != bars:
            return row
        line = line.replace("|", " ")
        for start, end in gaps:
            ends = start >= len(line)  # the last cells are missing
            place = len(line) if ends else max(line.rfind(" ", start, end), begun)
            row.append(line[begun:place].strip())
            begun = place
        return [*row, line[begun:].strip()]

    return cut


def is_rule(line: str) -> bool:
    """Whether a line holds nothing but the signs that such rules are drawn with."""
    if line.strip(_DRAWN):  # of most lines
        return False
    return len(line) < _LONGEST and _RULE.fullmatch(line) is not None


def is_below(line: str) -> bool:
    """Whether a line is the rule below a heading, in Markdown; Stata has its own further right."""
    return "|" in line and "+" not in line and line[:5].strip() != "" and is_rule(line)
