"""What the columns of a table hold: which could be names, and which says how often each counts."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.tables.headings import (
    NAMED,
    OTHERS,
    PLACES,
    SURNAMES,
    YEAR,
    are_words,
    beside_sex,
    is_count,
    is_no_count,
    is_number,
    key,
    names_order,
    names_rank,
    number,
    speaks_of_names,
)
from namegen.wording import counted

_MOSTLY = 0.9  # the share of a column's cells that makes it a column of numbers
_FEW = 0.2  # the share of different values below which a column hardly is one of names
_CALLED = 1.25  # times as likely a column is whose heading says that it holds names
_CODE_LENGTH = 6
_CODE_DIGITS, _MOST_DIGITS = ({5}, {6}), 7  # of postcodes; of the smallest count of a list
_WHOLE = 101  # per cent, rounded
_DECIMALS = re.compile(r"0[.,]|[^.,]*[.,](?!\d{3}(?!\d))\d[^.,]*\Z")
_DIGITS = re.compile(r"\d+")
_LEVELS = 3  # different numbers that say of what kind a row is
_FEWEST = 5  # rows of a column that is judged by its numbers


@dataclass(frozen=True)
class Column:
    """A column as its first rows show it. label: its heading, or else its number from 1."""

    index: int
    label: str
    cells: tuple[str, ...]  # that hold a letter or a digit
    rows: frozenset[int]  # in which these stand

    @cached_property
    def is_numbers(self) -> bool:
        """Whether it holds numbers and hardly anything else, such as what stands below them."""
        all_but_one = max(len(self.cells) - 1, _FEWEST - 1)
        least = min(_MOSTLY * len(self.cells), all_but_one)
        return bool(self.cells) and sum(map(is_number, self.cells)) >= least

    @cached_property
    def words(self) -> frozenset[str]:
        """The different cells that may be names."""
        short = (cell for cell in self.cells if len(cell) <= MAX_LENGTH)
        return frozenset(cell.casefold() for cell in short if are_words(cell))

    @cached_property
    def is_wordless(self) -> bool:
        """Whether it holds numbers, dates, telephones or addresses, and hardly anything else."""
        return sum(map(are_words, self.cells)) <= (1 - _MOSTLY) * len(self.cells)

    @cached_property
    def is_codes(self) -> bool:
        """Whether its cells are short words in capitals, or of two letters: abbreviations."""
        short = (
            (c.isupper() and " " not in c) if len(c) > 2 else (c.isascii() or c.isupper())
            for c in self.cells
            if len(c) <= _CODE_LENGTH
        )
        return sum(short) >= _MOSTLY * len(self.cells)

    def is_code(self, cell: str) -> bool:
        """Whether a cell above it is one of its codes, all as long as that: AD above AE."""
        return self.is_codes and cell.isupper() and {*map(len, self.cells)} == {len(cell)}

    @cached_property
    def is_small(self) -> bool:
        """Whether most of its cells have no capitals."""
        return 2 * sum(map(str.islower, self.cells)) > len(self.cells)

    @cached_property
    def has_decimals(self) -> bool:
        """Whether some of its numbers are such as 0.025 or 4.5, so that 1.006 is no thousand."""
        signs = {sign for cell in self.cells for sign in cell if sign in ".,"}
        return len(signs) == 1 and any(map(_DECIMALS.match, self.cells))

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Its numbers; 0 for a cell that is none."""
        return tuple(number(cell, self.has_decimals) or 0 for cell in self.cells)

    @property
    def mean_length(self) -> float:
        return sum(map(len, self.cells)) / max(1, len(self.cells))


# --- the column of the names ---


def of_names(columns: Sequence[Column], headed: bool, doubts: list[str]) -> tuple[int, ...]:
    worth = {column.index: _worth(column, columns) for column in columns}
    near = [c for c in columns if worth[c.index] >= _MOSTLY * max(worth.values())]
    best = next((c for c in near if not c.is_numbers), near[0])
    if not headed and len(columns) > 2 and _are_all_names(columns):
        doubts.append("Each cell is taken for a name.")
        return tuple(worth)  # names, several a line
    if headed:
        called = [c for c in columns if names_order(c.label) is not None and c.words]
        called = [c for c in called if 2 * len(c.cells) >= len(best.cells)]  # else one of groups
        many = [c for c in called if len(c.words) >= _FEW * len(best.words)]
        if all(names_rank(c.label) is None for c in many):
            many = [
                c for c in called if names_rank(c.label) is not None and speaks_of_names(c.label)
            ]
        best = min(many, key=lambda column: names_order(column.label), default=best)
        twins = [c for c in columns if c is best or _are_twins(best, c)]
        if len(twins) > 1:
            doubts.append(f"The names in {' and '.join(c.label for c in twins)} are all taken.")
            return tuple(c.index for c in twins)
    rank = names_rank(best.label)
    if key(best.label) in NAMED or (rank is None and speaks_of_names(best.label)):  # only a hint
        near = [c for c in columns if _CALLED * worth[c.index] >= _MOSTLY * worth[best.index]]
    others = [c.label for c in near if c is not best and rank in (None, names_rank(c.label))]
    if others:
        doubts.append(
            f"The names may also stand in {' or '.join(others[:3])}; {best.label} is taken."
        )
    files = 2 * sum(_FILE.search(cell) is not None for cell in best.cells) > len(best.cells)
    if files or not (best.words or best.is_numbers):
        doubts.append("Its lines look like addresses, codes, files or sentences: are they names?")
    if len(columns) < 2:
        return (best.index,)
    if len(best.cells) >= 20 and len(best.words) < _FEW * len(best.cells):
        doubts.append(
            f"The first {len(best.cells):,} rows of {best.label} hold only "
            f"{counted(len(best.words), 'different value')}: is it the column of the names?"
        )
    elif best.is_codes and len(near) > 1:
        doubts.append(f"{best.label} may hold abbreviations.")
    return (best.index,)


def _are_all_names(columns: Sequence[Column]) -> bool:
    """Whether several names stand in a line, and not one in several spellings."""
    full = all(len(c.words) >= _MOSTLY * len(c.cells) > 0 and not c.is_codes for c in columns)
    full &= 2 * min(len(c.cells) for c in columns) >= max(len(c.cells) for c in columns)
    spelled = any(itertools.starmap(_is_short_for, itertools.permutations(columns, 2)))
    return full and not spelled and len({c.cells[0] < "\u0250" for c in columns}) == 1


def _are_twins(first: Column, second: Column) -> bool:
    """Whether both hold names: not the same, under one heading; or of one sex and the other, or of
    one in another year; or one of them in each row, where no heading says that it is the first; or
    under headings that are numbered, Name 1 and Name 2, or years."""
    same = first.label and second.label == f"{first.label} {second.index + 1}"
    bare = _DIGITS.sub("", first.label)
    numbered = first.label != bare == _DIGITS.sub("", second.label)
    numbered &= key(bare) != "" or YEAR.fullmatch(first.label) is not None
    others = beside_sex(first.label)
    sexes = others is not None and others == beside_sex(second.label)
    shared, fewer = first.words & second.words, min(first.words, second.words, key=len)
    like = 2 * len(fewer) > max(len(first.words), len(second.words)) and not second.is_wordless
    apart = first.rows.isdisjoint(second.rows) and 0 in first.rows | second.rows
    apart &= names_order(first.label) is None
    return like and bool(apart or sexes or numbered or (same and 2 * len(shared) < len(fewer)))


def _worth(column: Column, columns: Sequence[Column]) -> float:
    """How much speaks for a column: the different names in it, less what makes it unlikely."""
    worth = float(len(column.words))
    longer = (
        len(other.words) > len(column.words) / 2 and other.mean_length > column.mean_length + 1
        for other in columns
    )
    numbered = len({_DIGITS.sub("", word) for word in column.words}) == 1 < worth
    if numbered or (column.is_codes and any(longer)):
        worth *= 0.3
    if speaks_of_names(column.label) or key(column.label) in NAMED:
        worth *= _CALLED
    elif key(column.label) in PLACES and len(column.words) == len(column.cells):
        worth *= 1.1
    elif key(column.label) in OTHERS:
        worth *= 0.6
    if any(_is_short_for(column, other) for other in columns):
        worth *= 0.8
    return worth


def _is_short_for(column: Column, other: Column) -> bool:
    """Whether a column holds in small letters what the other has with capitals: bag_end."""
    if other.is_small or not column.is_small or len(column.cells) != len(other.cells):
        return False
    pairs = zip(column.cells, other.cells, strict=True)
    return 2 * sum(key(a)[:3] == key(b)[:3] for a, b in pairs) > len(column.cells)


_FILE = re.compile(r"\w\.[a-z]\w{1,3}\Z")


def are_two_names(first: Column, second: Column) -> bool:
    """Whether two columns look like given name and family name, in either order."""
    if (key(first.label) in SURNAMES) != (key(second.label) in SURNAMES):
        return names_rank(first.label) is not None and names_rank(second.label) is not None
    plain = OTHERS.isdisjoint((key(first.label), key(second.label)))
    return plain and min(len(first.words), len(second.words)) > _FEW * len(first.cells)


# --- the column of counts ---


def of_counts(columns: Sequence[Column], names: Sequence[int]) -> tuple[int, ...]:
    """The likeliest column to weigh each of the names' columns by; () where none is likely."""
    rows = max(len(columns[index].cells) for index in names)
    numbers = [
        column
        for column in columns
        if column.is_numbers and column.index not in names and not is_no_count(column.label)
        if 2 * len(column.cells) > rows
    ]
    called = [column.index for column in numbers if is_count(column.label)]
    # Counts may happen to rise by one a row: what is called so is believed where nothing else is.
    found = [
        column.index
        for column in numbers
        if not _are_codes(column) and (column.index in called or not _are_no_counts(column))
    ] or called
    # What rises from row to row is a sum so far; what holds all goes before shares and parts.
    likely = sorted(
        found,
        key=lambda index: (
            index not in called,
            _is_in_order(columns[index], operator.le),
            not _is_in_order(columns[index], operator.ge),
            -sum(columns[index].values),
        ),
    )
    # Of two columns of names, each has its count to the right of it.
    own = [next((i for i in sorted(likely) if i > name), None) for name in names]
    if len(names) > 1 and None not in own and len(set(own)) == len(own):
        return tuple(own)
    return tuple(likely[:1] * len(names))


def _are_codes(column: Column) -> bool:
    """Whether it numbers the rows, or holds codes such as 01067, or yes and no, or sexes."""
    if any(cell[0] == "0" and cell[1:].isdecimal() for cell in column.cells if len(cell) > 1):
        return True
    values = column.values
    begun = values[: len(values) // 2 + _FEWEST]
    numbers = values[0] in (0, 1) and begun == tuple(values[0] + i for i in range(len(begun)))
    enough = len(values) >= _FEWEST or not column.index
    return enough and (numbers or {*values} <= {0, 1, 2})


def _is_in_order(column: Column, compare: Callable[[float, float], bool]) -> bool:
    """Whether the rows are in the order of its numbers."""
    return all(itertools.starmap(compare, itertools.pairwise(column.values)))


def _are_no_counts(column: Column) -> bool:
    """Whether its numbers are alike, below zero, years, or rise with the rows as ranks and codes
    do; or, in no order, are decimals but no shares of a whole, such as coordinates and weights, or
    as long as each other or very long, and not rounded, such as postcodes, or of three kinds at
    most, such as levels, or number the rows under a heading, such as codes."""
    values, different = column.values, len({*column.values})
    if all(cell.endswith("%") for cell in column.cells):
        return False
    if min(values, default=-1) < 0 or different == 1 < len(values):
        return True
    if all(1500 <= value <= 2100 and value == int(value) for value in values):
        return True
    falling = sum(itertools.starmap(operator.ge, itertools.pairwise(values)))
    if falling >= _MOSTLY * (len(values) - 1):  # and again from the top, for the other sex
        return False
    first, last, many = values[0], values[-1], len(values) >= _FEWEST
    rises = operator.lt if first in (0, 1) else operator.le  # codes of groups come again
    rising = sum(itertools.starmap(rises, itertools.pairwise(values)))
    if many and rising >= _MOSTLY * (len(values) - 1) and (first in (0, 1) or last < 2 * first):
        return True
    if any(value != int(value) for value in values):
        return sum(values) > _WHOLE
    if different <= _LEVELS or (
        column.index == 0 and column.label != "1" and different == len(values)
    ):
        return many
    lengths = {len(cell) for cell in column.cells if cell.isdecimal()} or {0}
    coded = lengths in _CODE_DIGITS or min(lengths) > _MOST_DIGITS
    return coded and not all(cell.endswith("00") for cell in column.cells)
