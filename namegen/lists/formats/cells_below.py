"""Lists with a cell a line: a name, and below it what is said of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import compress

from namegen.lists.tables.headings import is_number
from namegen.lists.tables.table import SAMPLE, Table

_Read = Callable[[], Iterator[str]]
_MOSTLY = 0.7  # the share of cells that differ, from which on they may be names
_BELOW = frozenset(":(–—-=")  # what is said of a name may begin with them
_FEWEST = 4  # entries of a list
_MOST_BELOW = 8  # lines of one entry
_LONGEST_LIST = 2_000_000  # characters of a list of such entries
_JUDGED = 20_000  # characters by which a list is judged
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_NO_CELL = re.compile(r"[\t;|:=\[\]{}<>\"]|^\W|,\s*$")


def cells_below(read: _Read, sample: Sequence[str]) -> Table | None:
    """The table of a list with a cell a line, as telephones paste them: a name, then numbers, or
    what stands below many."""
    kinds = [is_number(line) or line.strip()[:1] in _BELOW for line in sample]
    barred = any("|" in line for line in sample)
    for width in range(2, len(kinds) // _FEWEST if any(kinds) and not barred else 0):
        body = kinds[width:]  # there may be a heading
        said = sum(not is_number(line) for line in compress(sample[width : 2 * width], body))
        if 0 < sum(body[:width]) < width and body[width:] == body[:-width] and said < 2:
            return in_cells(read, width)
    often = Counter(sample)
    for width in range(2, 0 if barred else min(_MOST_BELOW, len(sample) // _FEWEST) + 1):
        whole = len(sample) % width == 0 or len(sample) == SAMPLE
        places = [sample[i::width] for i in range(width if whole else 0)]
        few = [p for p in places if 2 * len({*p}) <= len(p)]
        only_there = any(sum(often[line] for line in {*p}) == len(p) for p in few)
        if only_there and any(len({*p}) > _MOSTLY * len(p) for p in places):
            return in_cells(read, width)
    return None


def size_of_blocks(text: str, mark: re.Pattern[str]) -> int:
    """How many lines each entry has, where blank lines stand between: a name and its address; 0
    where not all have as many. mark: what an entry of another kind begins with."""
    first = [block.count("\n") + 1 for block in _BLANK.split(text[:_JUDGED].strip())][:-1]
    if len(first) < _FEWEST - 1 or not 1 < first[0] <= _MOST_BELOW or len({*first}) > 1:
        return 0
    # A block that is longer would mix up all below it.
    blocks = _BLANK.split(text.strip()) if len(text) < _LONGEST_LIST else []
    alike = all(block.count("\n") + 1 == first[0] for block in blocks)
    lines = (line for block in blocks for line in block.split("\n"))
    plain = not any(_NO_CELL.search(line) or mark.match(line) for line in lines)
    return first[0] if blocks and alike and plain else 0


def in_cells(read: _Read, width: int) -> Table:
    """The table whose rows have this number of lines each."""
    return Table("a cell a line", lambda: map(list, zip(*[read()] * width, strict=False)))
