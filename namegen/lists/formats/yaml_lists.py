"""Lists in YAML: below a key, in brackets behind it or with a dash before each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from namegen.lists.formats.entry_parts import unquoted
from namegen.lists.formats.lines import lines_of
from namegen.lists.tables.table import MAX_HEADINGS, SAMPLE, Table, joined

_KEY = re.compile(r"""([ \t]*)["']?([^\s"'#\[\]{}(<:-][^"'\[\]{}:\n]{0,60})["']?:(?:[ \t]+(.*))?""")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?![^\"'\n]{1,60}:[ \t])(.+)")
_SKIPPED = re.compile(r"[ \t]*(?:#.*|---|\.\.\.|%.*)?[ \t\r]*")
_VALUE = re.compile(r""""[^"]*"|'[^']*'|[^,\s\[\]][^,\[\]]*""")
_REMARK = re.compile(r"(?<=\s)#[^\"'\]]*\Z")
_LONGEST = 1_000_000  # characters in brackets, or of an entry


def yaml_lists(text: str) -> Table | None:
    """The table of the lists in a text that is YAML and has some; None for another. They are called
    as the keys above them, or the last of these where others come only once."""
    for keys in (2, 1):
        read = partial(_entries, text, keys)
        some = [*islice(read(), SAMPLE)]
        names = dict.fromkeys(name for _, name in some)
        if "" in names:
            return None
        if len(names) <= min(MAX_HEADINGS, len(some) / 2):
            return joined("lists in YAML", read, names)
    return None


def _entries(text: str, keys: int) -> Iterator[tuple[str, str]]:
    """Each entry and the name of its list; an entry without one where a line is no YAML."""
    path: list[tuple[int, str]] = []
    name = brackets = latest = ""  # what stands in brackets, or behind a dash, so far
    for line in map(str.rstrip, lines_of(text)):
        item = _ITEM.fullmatch(line)
        if item and not brackets:  # most are
            if latest:
                yield _entry(latest), name
            latest = item[1]
            continue
        if not item and _SKIPPED.fullmatch(line):
            continue
        key = None if item else _KEY.fullmatch(line)
        if brackets or (path and line.lstrip()[:1] == "["):
            brackets += line.lstrip()
        elif latest and not key and len(latest) < _LONGEST:
            latest += f" {line.lstrip()}"
            continue
        if latest:
            yield _entry(latest), name
        latest = ""
        if key and not brackets:
            path = [above for above in path if above[0] < len(key[1])]
            path.append((len(key[1]), key[2].strip()))
            name = ".".join(key for _, key in path[-keys:])
            brackets = key[3] if (key[3] or "").startswith("[") else ""
        inside, closed, behind = brackets.rpartition("]") if "]" in line else ("", "", "")
        if closed and _SKIPPED.fullmatch(behind):
            yield from ((unquoted(one[0]), name) for one in _VALUE.finditer(inside))
            brackets = ""
        elif closed or not (key or item or brackets) or len(brackets) > _LONGEST:
            yield "", ""
            return
    if latest:
        yield _entry(latest), name


def _entry(latest: str) -> str:
    return unquoted(_REMARK.sub("", latest) if "#" in latest else latest)
