"""What every format of lists becomes: rows of cells, gone through as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from namegen.lists.tables.headings import is_of_names

Row = list[str]
SAMPLE = 1_000  # rows that the shape of a table is judged by
_MANY = 20 * SAMPLE  # entries that several lists are judged by: the first may be long
MAX_HEADINGS = 60  # columns among which that of the names is looked for
LIST = "list"  # the column that says, where several are joined, of which a row is


@dataclass(frozen=True)
class Table:
    """The rows of a text. None of them is kept: a long list is never in memory as cells."""

    form: str  # completes "Read as ...", such as "one name a line"
    rows: Callable[[], Iterator[Row]]  # from the first row on, each time anew
    headings: tuple[str, ...] = ()  # where the format itself names the columns
    sheets: tuple[str, ...] = ()  # of a workbook, the one that was read first
    doubt: str = ""  # a sentence on what may have been misunderstood
    lists: tuple[str, ...] = ()  # that are joined, of which one can be chosen
    chosen: str | None = None  # the one of these that was
    every: Callable[[], Iterator[Row]] | None = None  # rows of all lists, where some are left out

    @cached_property
    def sample(self) -> list[Row]:
        return [row[:MAX_HEADINGS] for row in islice(self.rows(), SAMPLE)]

    def of(self, name: str | None) -> Table:
        """The rows of one of its lists, or of several with / between, or else of all."""
        wanted = {name} if name in self.lists else {*(name or "").split("/")}
        if not (name and wanted.issubset(self.lists)):
            return self
        at = self.headings.index(LIST)
        return replace(
            self,
            rows=lambda: (r for r in (self.every or self.rows)() if r[at] in wanted and r[0]),
            doubt="",
            chosen=name,
        )


def of_records(form: str, records: Callable[[], Iterator[Mapping[str, str]]]) -> Table:
    """The table of records, with a column for each key of the first ones."""
    keys = dict.fromkeys(key for one in islice(records(), SAMPLE) for key in one)
    headings = tuple(islice(keys, MAX_HEADINGS))
    return Table(form, lambda: ([one.get(h, "") for h in headings] for one in records()), headings)


def joined(
    form: str,
    entries: Callable[[], Iterable[tuple[str, str]]],
    lists: Iterable[str],
    left: Collection[str] = (),
) -> Table:
    """The table of several lists: each name, and the list it is of, of which one can be chosen;
    those that are left are read only where they are, and so are those that are not called after
    names, where most names stand in several that are."""
    names = tuple(dict.fromkeys(filter(None, lists)))
    some = [name for _, name in islice(entries(), _MANY)]
    below_one = len({name.rpartition(".")[0] for name in names}) == 1  # which tells none apart
    last = {name: name.rpartition(".")[2] if below_one else name for name in {*names, *some}}
    called = {name for name, own in last.items() if is_of_names(own)}
    of_names = 2 * sum(name in called for name in some) > len(some) and len(called) > 1
    others = [name for name in names if of_names and name not in left and name not in called]
    left = {*left, *others}
    read = [name for name in names if name not in left]
    said = f"The lists {', '.join(read)[:80]} are joined." if len(read) > 1 else ""
    said += f" Other lists are left out: {', '.join(others)[:80]}." if others else ""

    def every() -> Iterator[Row]:
        return map(list, entries())

    def read_at_first() -> Iterator[Row]:
        return (row for row in every() if row[1] not in left)

    names = names if len(names) > 1 else ()
    rows = read_at_first if left else every
    return Table(form, rows, ("name", LIST), doubt=said.strip(), lists=names, every=every)
