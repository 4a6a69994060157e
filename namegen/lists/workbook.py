"""The rows of a workbook (XLSX), read by openpyxl, and what such a file may take."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.table import Row, Table
from namegen.wording import shorten

_SHEET = "xl/workbook.xml"
_MAX_SHEETS, _MAX_COLUMNS, _LOOKED_AT = 20, 60, 200
_MAX_ROWS = 200_000  # that are read: each cell takes microseconds
_MAX_UNPACKED = 150_000_000  # bytes
_MOST_ROWS, _MOST_TAGS = 1_048_576, 15_000_000  # Excel's own limit; and what fits into the memory
_MOST_SWOLLEN, _BLOCK = 60, 1 << 20  # times that XML is larger than packed; bytes looked at at once


def workbook(data: bytes, sheet: str | None = None) -> Table:
    """The rows of a workbook's sheet: the one asked for, or that with the most text at its start.

    Raises NamesError where the file is another archive, or unpacks to too much.
    """
    from openpyxl import load_workbook  # a third of a second, and seldom needed

    with _as_a_sentence():
        with zipfile.ZipFile(BytesIO(data)) as archive:
            most_rows = _check(archive)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets = {one.title: one for one in book.worksheets[:_MAX_SHEETS]}
        found = {title: _text_in(_rows(one, _LOOKED_AT)) for title, one in sheets.items()}
    if not found:
        raise NamesError("This workbook has no sheet. Choose another file.")
    if sheet is not None and sheet not in sheets:
        known = ", ".join(map(shorten, sheets))
        raise NamesError(f"There is no sheet {shorten(sheet)!r}; choose one of these: {known}.")
    first = sheet or max(found, key=lambda title: found[title])
    form = f"the sheet {shorten(first)} of a workbook"
    others = tuple(title for title in sheets if title != first)
    said = f"Only the first {_MAX_ROWS:,} rows are read; save the sheet as CSV to have all."
    doubt = said if most_rows > _MAX_ROWS else ""
    return Table(
        form, lambda: _rows(sheets[first], _MAX_ROWS), sheets=(first, *others), doubt=doubt
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


def _check(archive: zipfile.ZipFile) -> int:
    """How many rows the longest sheet has. Raises NamesError where the archive is no workbook, or
    one that is made to fill the memory."""
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
    rows = 0
    for member in members if not too_large else ():
        found = tags = 0
        with archive.open(member) as file:
            while block := file.read(_BLOCK):  # a tag cut in two is one of very many
                found, tags = found + block.count(b"<row"), tags + block.count(b"<")
        rows, too_large = max(rows, found), too_large or found > _MOST_ROWS or tags > _MOST_TAGS
    if too_large:
        raise NamesError("This workbook is too large when it is unpacked. Save its sheet as CSV.")
    return rows


def _rows(sheet: Any, most: int) -> Iterator[Row]:
    """The first rows that are not blank, each up to its last cell that is not."""
    with _as_a_sentence():
        rows = (
            [_cell(value) for value in row]
            for row in sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True)
        )
        for row in islice(filter(any, rows), most):
            while not row[-1]:
                row.pop()
            yield row


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _text_in(rows: Iterator[Row]) -> int:
    """How many rows have a word in a short cell: a page of notes has long ones."""
    return sum(any(c[:1].isalpha() and len(c) < 60 for c in row) for row in rows)
