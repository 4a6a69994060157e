"""Words of sentences, one a line, each with a tag that says whether it is of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namegen.lists.tables.table import SAMPLE, Row, Table

# Begins a name, goes on within it, ends it or stands alone, or is outside of all: Paris B-LOC
_LINE = re.compile(r"(?m)^(?:(\S+)[ \t](?:\S+[ \t]){0,8}(?:([BIESLUM])-(\S+)|O)[ \t\r]*|[ \t\r]*)$")
_MOSTLY = 0.9  # the share of lines that have a tag


def tagged(text: str) -> Table | None:
    """The table of the names in tagged words, each with its kind; None where words have no tags."""
    start = text.lstrip()[:20_000].split("\n")[:SAMPLE]
    words = [found for line in start if (found := _LINE.fullmatch(line)) and found[1]]
    names = sum(bool(word[3]) for word in words)
    if not 0 < names < len(words) or len(words) < _MOSTLY * sum(map(bool, map(str.strip, start))):
        return None
    said = "Of its words those are read that are tagged as names."
    return Table("tagged words", lambda: _names(text), ("name", "kind"), doubt=said)


def _names(text: str) -> Iterator[Row]:
    words: list[str] = []
    kind = ""
    for found in _LINE.finditer(text):
        goes_on = found[2] in ("I", "M", "E", "L") and found[3] == kind
        if words and not goes_on:
            yield [" ".join(words), kind]
            words = []
        kind = found[3] or ""
        if kind and len(words) < SAMPLE:
            words.append(found[1])
    if words:
        yield [" ".join(words), kind]
