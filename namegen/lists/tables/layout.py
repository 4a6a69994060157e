"""Where what stands in a table: titles and the heading above it, the names, and their counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from namegen.lists.cleaning import NamesError
from namegen.lists.tables.above import (
    columns_of,
    heads,
    is_second_heading,
    may_head,
    titles_in,
)
from namegen.lists.tables.columns import Column, are_two_names, of_counts, of_names
from namegen.lists.tables.headings import has_letter, is_heading
from namegen.lists.tables.several import several
from namegen.lists.tables.table import Table
from namegen.wording import shorten

JOINED = "+"  # between two columns whose cells make one name
STACKED = "/"  # between two whose cells are a name each

_MOST_STACKED = 12  # columns that are offered one below the other
_LIKE = 0.6  # the share of another's different values from which on two columns are alike


@dataclass(frozen=True)
class Layout:
    """What stands where in a table."""

    columns: tuple[Column, ...]
    skipped: int  # rows above the first with a name: titles and the heading
    heading: bool
    names: tuple[int, ...]  # indices
    stacked: bool  # whether each cell of these columns is a name; else they make one together
    weights: tuple[int, ...]  # of each of these the index of the column that could weigh it, or ()
    between: re.Pattern[str] | None = None  # two names of one cell, where it may hold several
    doubts: tuple[str, ...] = ()  # sentences on what was taken for what, and may be wrong

    @property
    def label(self) -> str:
        """The column of the names, as a person would name it."""
        return self.sign.join(self.columns[index].label for index in self.names)

    @property
    def sign(self) -> str:
        return STACKED if self.stacked else JOINED

    @property
    def weigher(self) -> str | None:
        """The column that could weigh the names, as a person would name it."""
        labels = dict.fromkeys(self.columns[index].label for index in self.weights)
        return self.sign.join(labels) or None

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The columns that may hold names, given and family together, and all one below another."""
        words = [column for column in self.columns if column.words and not column.is_wordless]
        labels = [column.label for column in words]
        for first, second in itertools.pairwise(words):
            if second.index == first.index + 1 and are_two_names(first, second):
                labels.append(f"{first.label}{JOINED}{second.label}")
        most = max((len(column.words) for column in words), default=0)
        many = [column.label for column in words if len(column.words) > _LIKE * most]
        return (*labels, *([STACKED.join(many)] if 1 < len(many) <= _MOST_STACKED else []))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The columns of numbers that could weigh the names, the likeliest first."""
        found = [c for c in self.columns if c.is_numbers and c.index not in self.names]
        likely = [self.weigher] if self.weigher else []
        return tuple(dict.fromkeys([*likely, *(column.label for column in found)]))


def lay_out(table: Table, column: str | None, heading: bool | None, weights: str | None) -> Layout:
    """What stands where, as far as it is not given. Raises NamesError where there is no such
    column, or none could hold names."""
    rows = table.sample
    titles = titles_in(rows)
    width = max(1, *map(len, rows[titles:]))
    head, body = rows[titles], rows[titles + 1 :]
    if len(head) > 1 and any(map(is_heading, head)):  # it may stand above each part of the table
        body = [row for row in body if row != head]
    doubts = [table.doubt] if table.doubt else []
    second = is_second_heading(rows[titles + 1 :], width)
    if table.headings:
        has_heading, titles, second = False, 0, is_second_heading(rows, width)
        body = rows[second:]
        labels = [shorten(heading.strip()) for heading in table.headings[:width]]
    else:
        columns = columns_of([""] * width, body[second:])
        if len(head) == width - 1 and columns[0].is_wordless and any(map(is_heading, head)):
            head = ["", *head]  # it leaves out the column that numbers the rows
        asked = re.split(r"[+/]", column or "")
        if heading is None and any(cell.strip() in map(str.strip, asked) for cell in head if cell):
            heading = True  # who asks for a column by what stands above it says what that is
        has_heading, guessed = heads(head, columns) if heading is None else (heading, False)
        unsure = not has_heading and heading is None and may_head(head, columns)
        if guessed or unsure:
            is_one = "is taken for" if guessed else "may be"
            doubts.append(f"The first row, {shorten(' '.join(head)).strip()}, {is_one} a heading.")
        elif titles and not has_heading:
            doubts.append(f"The first row, {shorten(' '.join(rows[0])).strip()}, is left out.")
        labels = [shorten(cell.strip()) if has_heading else "" for cell in head[:width]]
        second &= has_heading
        body = body[second:] if has_heading else rows[titles:]
    columns = columns_of(labels + [""] * (width - len(labels)), body)
    if column is not None:
        names, stacked = _asked(columns, column)
    else:
        headed = bool(table.headings) or has_heading
        names = of_names(columns, headed, doubts)
        stacked = True
    chosen = columns[names[0]]
    lettered = not chosen.cells or any(map(has_letter, chosen.cells))
    if column is None and len(body) > 1 and not lettered:
        raise NamesError(
            "There are no names in this list, only numbers or dates. "
            "Choose a list with a column of names."
        )
    between, example = several(chosen.cells) or (None, "")
    if between:
        doubts.append(f"Cells such as {shorten(example)} are taken for several names.")
    weighers = (*_asked(columns, weights)[0],) if weights else of_counts(columns, names)
    skipped = titles + has_heading + second
    return Layout(columns, skipped, has_heading, names, stacked, weighers, between, tuple(doubts))


def _asked(columns: Sequence[Column], asked: str) -> tuple[tuple[int, ...], bool]:
    """The indices of the columns asked for, and whether they stand below each other."""
    labels = {column.label.casefold() for column in columns}
    for sign in (JOINED, STACKED):
        parts = [part for part in asked.split(sign) if part.strip()]
        if len(parts) > 1 and asked.strip().casefold() not in labels:
            return tuple(_named(columns, part) for part in parts), sign == STACKED
    return (_named(columns, asked),), True


def _named(columns: Sequence[Column], asked: str) -> int:
    """The index of a column that is asked for by its heading or its number from 1."""
    asked = asked.strip()
    for column in columns:
        if asked.casefold() == column.label.casefold():
            return column.index
    if asked.isdecimal() and len(asked) < 4 and 0 < int(asked) <= len(columns):
        return int(asked) - 1
    known = ", ".join(column.label for column in columns[:10])
    raise NamesError(f"There is no column {shorten(asked)!r}; choose one of these: {known}.")
