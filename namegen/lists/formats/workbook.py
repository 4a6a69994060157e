"""The rows of a workbook (XLSX), read by openpyxl, and what such a file may take."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.tables.table import SAMPLE, Row, Table
from namegen.wording import shorten

_SHEET = "xl/workbook.xml"
_MAX_SHEETS, _MAX_COLUMNS = 20, 60
_LOOKED_AT, _FIRST = 200, 5_000  # rows that a sheet is chosen by, of its first with blank ones
_MAX_ROWS, _MAX_READ = 200_000, 3_000_000  # rows, and tags, that are read: a tag takes microseconds
_MAX_UNPACKED = 150_000_000  # bytes
_MOST_ROWS, _MOST_TAGS = 1_048_576, 15_000_000  # Excel's own limit; and what fits into the memory
_MOST_SWOLLEN, _BLOCK = 60, 1 << 20  # times that XML is larger than packed; bytes looked at at once
_MOST_KEPT = 150_000  # tags of a sheet that are kept at once: a row has 16,384 cells, or fewer
_ROOT = re.compile(rb"<([\w.-]{1,40}:)?worksheet[\s>]")
# Tags of the parts that are kept whole while a workbook is read, by how their names end.
_KEPT = {".rels": 100_000, "workbook.xml": 100_000, "_Types].xml": 100_000, "styles.xml": 500_000}


def workbook(data: bytes, sheet: str | None = None) -> Table:
    """The rows of a workbook's sheet: the one asked for, or that with the most text at its start.
    Raises NamesError where the file is another archive, or unpacks to too much."""
    from namegen.lists.formats.sheets import sheets_of  # a third of a second, and seldom needed

    with _as_a_sentence():
        with zipfile.ZipFile(BytesIO(data)) as archive:
            rows, most = _check(archive)
        sheets = {one.title: one for one in sheets_of(data)[:_MAX_SHEETS]}
        found = {title: _text_in(_rows(one, _LOOKED_AT, _FIRST)) for title, one in sheets.items()}
    if not found:
        raise NamesError("This workbook has no sheet. Choose another file.")
    if sheet is not None and sheet not in sheets:
        known = ", ".join(map(shorten, sheets))
        raise NamesError(f"There is no sheet {shorten(sheet)!r}; choose one of these: {known}.")
    first = sheet or max(found, key=lambda title: found[title])
    width = max(map(len, _rows(sheets[first], SAMPLE)), default=1)  # blank cells take time too
    form = f"the sheet {shorten(first)} of a workbook"
    others = tuple(title for title in sheets if title != first)
    said = f"Only the first {most:,} rows are read; save the sheet as CSV to have all."
    doubt = said if rows > most else ""
    return Table(
        form, lambda: _rows(sheets[first], most, width=width), sheets=(first, *others), doubt=doubt
    )


@contextmanager
def _as_a_sentence() -> Iterator[None]:
    """Raises NamesError for whatever a broken file makes of a library."""
    try:
        yield
    except NamesError:
        raise
    except Exception as error:
        raise NamesError("This workbook cannot be read. Save its sheet as CSV.") from error


class _Part:
    """A part of a workbook: how many rows and tags it has, and, where it is a sheet, the most tags
    that are kept at once: those of one row, and those outside of all."""

    def __init__(self) -> None:
        self.rows = self.tags = self.kept = 0
        self._outside = self._inside = 0
        self._within = False
        self._marks: tuple[bytes, bytes] | None = None  # that rows begin and end with, in a sheet

    def read(self, block: bytes) -> None:
        if not self.tags and (root := _ROOT.search(block)):
            prefix = root[1] or b""
            self._marks = b"<%srow" % prefix, b"</%srow>" % prefix
        self.tags += block.count(b"<")
        if not self._marks:
            return
        begin, end = self._marks
        for i, piece in enumerate(block.split(begin)):
            if i:
                self.rows, self._inside = self.rows + 1, 0
                self._within = piece[: piece.find(b">")][-1:] != b"/"
            inner, closed, rest = piece.partition(end) if self._within else (b"", b"", piece)
            self._within &= not closed
            self._inside += inner.count(b"<")
            self._outside += rest.count(b"<")
            self.kept = max(self.kept, self._outside + self._inside)


def _check(archive: zipfile.ZipFile) -> tuple[int, int]:
    """How many rows the longest sheet has, and how many are read. Raises NamesError where the
    archive is no workbook, or one that is made to fill the memory."""
    names = archive.namelist()
    if _SHEET not in names:
        what, todo = "a ZIP archive", "Unpack it and choose the list inside."
        if any(name.startswith("word/") for name in names):
            what, todo = "a Word document", "Save the list as plain text or CSV."
        elif "content.xml" in names:
            what, todo = "an OpenDocument file", "Save it as XLSX or CSV."
        raise NamesError(f"This is {what}, not a list of names. {todo}")
    members = archive.infolist()
    swollen = (
        m.file_size > 1_000_000 and m.file_size > _MOST_SWOLLEN * m.compress_size for m in members
    )
    too_large = sum(member.file_size for member in members) > _MAX_UNPACKED or any(swollen)
    rows, most = 0, _MAX_ROWS
    for member in members if not too_large else ():
        part = _Part()
        with archive.open(member) as file:
            while block := file.read(_BLOCK):  # a tag cut in two is one of very many
                part.read(block)
                # No cell is as long as a block: this is one tag, or nothing.
                is_xml = member.filename.endswith((".xml", ".rels"))
                too_large |= is_xml and len(block) == _BLOCK and b"<" not in block
        rows = max(rows, part.rows)
        if part.rows * _MAX_READ < most * part.tags and part.rows:
            most = max(part.rows * _MAX_READ // part.tags, 1)
        kept = [tags for end, tags in _KEPT.items() if member.filename.endswith(end)]
        allowed = kept[0] if kept else _MOST_TAGS if part.rows else _MAX_READ
        too_large |= part.rows > _MOST_ROWS or part.tags > allowed or part.kept > _MOST_KEPT
    if too_large:
        raise NamesError("This workbook is too large when it is unpacked. Save its sheet as CSV.")
    return rows, most


def _rows(
    sheet: Any, most: int, until: int | None = None, width: int = _MAX_COLUMNS
) -> Iterator[Row]:
    """The first rows that are not blank, each up to its last cell that is not."""
    with _as_a_sentence():
        rows = sheet.iter_rows(max_row=until, max_col=width, values_only=True)
        for values in islice(filter(any, rows), most):  # a million rows may be left blank between
            row = [_cell(value) for value in values]
            while row and not row[-1]:
                row.pop()
            if row:
                yield row


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _text_in(rows: Iterator[Row]) -> int:
    """How many rows have a word in a short cell: a page of notes has long ones."""
    return sum(any(c[:1].isalpha() and len(c) < 60 for c in row) for row in rows)
