"""What every format of lists becomes: rows of cells, gone through as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

Row = list[str]
SAMPLE = 1_000  # rows that the shape of a table is judged by
MAX_HEADINGS = 60  # columns among which that of the names is looked for
NAME_AND_LIST = ("name", "list")  # the columns of several lists that are joined


@dataclass(frozen=True)
class Table:
    """The rows of a text. None of them is kept: a long list is never in memory as cells."""

    form: str  # completes "Read as ...", such as "one name a line"
    rows: Callable[[], Iterator[Row]]  # from the first row on, each time anew
    headings: tuple[str, ...] = ()  # where the format itself names the columns
    sheets: tuple[str, ...] = ()  # of a workbook, the one that was read first
    doubt: str = ""  # a sentence on what may have been misunderstood

    @cached_property
    def sample(self) -> list[Row]:
        return [row[:MAX_HEADINGS] for row in islice(self.rows(), SAMPLE)]
