"""From a file or a text to clean names, and what was understood on the way.

Whatever a person would have to say to be understood better is in ``Choices``; what was understood,
and which choices there are, in ``Understood``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, compress, islice, zip_longest

from namegen.lists.cleaning import Cleaned, NamesError, clean, is_sign
from namegen.lists.counting import taken
from namegen.lists.decoding.encodings import Decoded, decode
from namegen.lists.decoding.no_lists import ZIP, refuse_what_is_no_list, refuse_what_is_no_text
from namegen.lists.formats.comments import without_blocks
from namegen.lists.formats.entry_parts import parted
from namegen.lists.formats.lines import cut, lines
from namegen.lists.formats.markup import fenced, in_lines, mended
from namegen.lists.formats.prose import prose
from namegen.lists.formats.structured import structured
from namegen.lists.formats.workbook import workbook
from namegen.lists.tables.asides import Asides
from namegen.lists.tables.headings import number
from namegen.lists.tables.layout import Layout, lay_out
from namegen.lists.tables.parts import part_of, parts_in
from namegen.lists.tables.table import Row, Table
from namegen.wording import counted, shorten

_EMPTY = "This list is empty. Give at least one name, one name a line."
_SHOWN_ROWS = 6
_SHOWN_CELL = 40  # characters of a cell in the first rows
_LOOKED_AT, _FEWEST = 1_000, 2  # names that are looked at for what is odd; and at least
_MANY, _FEW = 12, 0.2  # names of which few are different where that share is
_UNREAD = re.compile(r"\w\?\w")  # where a program had no such letter
_SYLLABIC = "\u2e80"  # from here on a character is a word or a syllable


@dataclass(frozen=True)
class Choices:
    """What a person says of a list. None: the reader finds out."""

    encoding: str | None = None
    column: str | None = None  # a heading, a number from 1, or two of these with + between
    heading: bool | None = None  # whether the first row is one
    weights: str | None = None  # the column of counts to weigh the names by; "" for the likeliest
    strip: bool = False  # whether signs such as & are dropped from names
    sheet: str | None = None  # of a workbook
    part: str | None = None  # of an entry that is the name, such as "behind ,"


@dataclass(frozen=True)
class Understood:
    """What a list was taken for, and what else it could be."""

    form: str
    encoding: str | None  # None for a text that was pasted
    encodings: tuple[str, ...]  # others that are nearly as likely
    column: str | None  # None where the list has only one
    columns: tuple[str, ...]  # that can be chosen
    heading: bool | None  # None where the format itself names the columns
    weights: str | None  # the column that weighs the names, or could
    weighted: bool  # whether it does
    numbers: tuple[str, ...]  # the columns that can be chosen to weigh the names
    labels: tuple[str, ...]  # of all columns
    rows: tuple[tuple[str, ...], ...]  # the first, below the heading
    marked: tuple[int, ...]  # the indices of the columns of names
    parts: tuple[str, ...]  # of the cells that can be chosen
    sheets: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()  # that are joined; some can be chosen as a column, with / between
    doubts: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)

    def sentences(self) -> list[str]:
        """What was understood in short plain sentences."""
        encoding = ""
        if self.encoding not in (None, "utf-8"):
            encoding = f", in the encoding {self.encoding}"
        said = [f"Read as {self.form}{encoding}."]
        if self.encodings:
            said.append(f"The encoding may also be {' or '.join(self.encodings)}.")
        if self.column is not None:
            said.append(f"Column used: {self.column}.")
        if self.choices.part:
            said.append(f"Of each entry is taken: {self.choices.part}.")
        if self.weighted:
            said.append(f"Each name counts as often as {self.weights} says.")
        elif self.weights is not None:
            said.append(f"Each name counts once; {self.weights} could say how often.")
        return [*said, *self.doubts]


def read(source: bytes | str, choices: Choices, limit: int) -> tuple[Cleaned, Understood]:
    """The names in a file's bytes or in a text, at most ``limit`` different ones of many.
    Raises NamesError where there are none, and where a choice cannot be had."""
    decoded = None
    if isinstance(source, bytes):
        refuse_what_is_no_list(source)
        if source.startswith(ZIP):  # as workbooks do
            table = parted(workbook(source, choices.sheet))
        else:
            decoded = decode(source, choices.encoding)
            table = _table(decoded.text)
    else:
        table = _table(source)
    table = table.of(choices.column)
    if not table.sample:
        raise NamesError(_EMPTY)
    column = None if table.chosen else choices.column
    layout = lay_out(table, column, choices.heading, choices.weights or None)
    if choices.weights == "" and not layout.weights:
        raise NamesError("This list has no column of counts. Leave the names unweighted.")
    weighted = choices.weights is not None
    asides = Asides(table, layout)
    entries, weights, note = taken(_cells(table, layout, asides, choices), weighted, limit)
    if not entries:
        said = asides.sentence()
        raise NamesError(
            f"There is no name in it: {said} Write one name a line." if said else _EMPTY
        )
    understood = _understood(table, layout, decoded, choices, (note, asides.sentence()))
    del table, layout, asides, decoded  # of a long list they hold much memory
    entries = mended("\n".join(entries)).split("\n")  # what JSON wrote as \u00c3\u00a9
    cleaned = clean(entries, weights, choices.strip)
    doubts = (*understood.doubts, _oddity(cleaned))
    understood = replace(understood, doubts=tuple(filter(None, doubts)))
    if not cleaned.names:
        why = "; ".join(map(str, cleaned.report.left_out))
        raise NamesError(f"No name in this list can be used ({why}): write one name a line.")
    return cleaned, understood


def _table(text: str) -> Table:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refuse_what_is_no_list(text[:2_000].encode(errors="replace"))
    text = mended(text)
    refuse_what_is_no_text(text)
    if not text or text.isspace():
        raise NamesError(_EMPTY)
    text, doubt = fenced(in_lines(text))
    text = without_blocks(text)
    found = structured(text)
    table = parted(cut(found) if found else lines(text))
    return replace(table, doubt=table.doubt or doubt or ("" if found else prose(text)))


def _oddity(cleaned: Cleaned) -> str:
    """A question where most lines were left out, or most names look like something else."""
    lines, kept = cleaned.report.lines, cleaned.report.kept
    some = cleaned.names[:_LOOKED_AT]
    if lines - kept > max(lines / 2, _FEWEST):
        return "Most of its lines are left out: is it a list of names?"
    if len(some) < _FEWEST:
        return "There is only one name in it: is it the whole list?" if some else ""
    least = max(len(some) * _FEW, _MANY / 2) if len(some) >= _MANY else _FEWEST
    if len({*some}) < least:
        return (
            f"The first {len(some):,} names hold only {counted(len({*some}), 'different one')}: "
            "are they names?"
        )
    if (unread := sum(map(bool, map(_UNREAD.search, some)))) >= _FEWEST:
        return f"{counted(unread, 'name')} hold ? for a letter: export the list again, as UTF-8."
    alone = dict.fromkeys  # each once, in their order
    signs = Counter(sign for name in some for sign in alone(filter(is_sign, name))).most_common(2)
    word, often = Counter(some).most_common(1)[0]
    if often >= max(len(some) * _FEW, _MANY):
        return f"{shorten(word)} is {often:,} of the first {len(some):,} names: is it one?"
    within = Counter(word for name in some for word in alone(name.split(" ")[1:-1]))
    kinds = {
        **{f"hold the sign {sign}": often for sign, often in signs[:1]},
        f"hold signs such as {' and '.join(sign for sign, _ in signs)}": sum(
            any(map(is_sign, name)) for name in some
        ),
        **{f"hold the word {shorten(word)}": often for word, often in within.most_common(1)},
        "hold a number": sum(any(map(str.isdecimal, name)) for name in some),
        "have fewer than three letters": sum(len(n) < 3 and n < _SYLLABIC for n in some),
        "begin with a word of one or two letters": sum(
            0 < n.find(" ") < 3 and n < _SYLLABIC for n in some
        ),
        "have more than four words": sum(name.count(" ") > 3 for name in some),
    }
    found = [what for what, how_many in kinds.items() if how_many > len(some) / 2]
    return f"Most of these {found[0]}: are they names?" if found else ""


def _understood(
    table: Table,
    layout: Layout,
    decoded: Decoded | None,
    choices: Choices,
    notes: tuple[str, ...],
) -> Understood:
    several = len(layout.columns) > 1
    rows = table.sample[layout.skipped : layout.skipped + _SHOWN_ROWS]
    candidates = layout.candidates if several else ()
    if table.lists:
        candidates = (*filter(table.headings.__contains__, candidates), *table.lists)
    return Understood(
        table.form,
        decoded and decoded.encoding,
        decoded.others if decoded else (),
        table.chosen or (layout.label if several or layout.heading else None),
        candidates,
        None if table.headings else layout.heading,
        layout.weigher,
        choices.weights is not None,
        layout.numbers,
        tuple(column.label for column in layout.columns),
        tuple(tuple(cell.strip()[:_SHOWN_CELL] for cell in row) for row in rows),
        layout.names,
        parts_in([cell for index in layout.names for cell in layout.columns[index].cells]),
        table.sheets,
        table.lists,
        (*layout.doubts, *notes),
        choices,
    )


def _cells(
    table: Table, layout: Layout, asides: Asides, choices: Choices
) -> Iterator[tuple[list[str], list[float]]]:
    """What may be names, not blank, and how often each counts where they are weighted."""
    part = part_of(choices.part) if choices.part else None
    names, weights = layout.names, layout.weights if choices.weights is not None else ()
    pairs = [*zip_longest(names, weights[: len(names)])] if weights else []
    for rows in asides.without(islice(table.rows(), layout.skipped, None)):
        if len(names) == 1:  # the usual: each step for each row counts
            (at,) = names
            cells = [row[at].strip() for row in rows if at < len(row)]
            counts = [_count(row, c, layout) for _, c in pairs for row in rows if at < len(row)]
        elif layout.stacked:
            cells = [row[i].strip() for row in rows for i in names if i < len(row)]
            counts = [_count(row, c, layout) for row in rows for i, c in pairs if i < len(row)]
        else:
            cells = [" ".join(row[i].strip() for i in names if i < len(row)) for row in rows]
            cells = [*map(str.strip, cells)]
            counts = [_count(row, c, layout) for row in rows for _, c in pairs[:1]]
        if layout.between:
            several = [*map(layout.between.split, cells)]
            counts = [c for some, c in zip(several, counts, strict=False) for _ in some]
            cells = [*chain.from_iterable(several)]
        if part:
            cells = [*map(part, cells)]
        yield [*filter(None, cells)], [*compress(counts, cells)]


def _count(row: Row, index: int | None, layout: Layout) -> float:
    if index is None or index >= len(row):
        return 0.0
    return number(row[index], layout.columns[index].has_decimals) or 0.0
