"""Files: what a file is that is no list, and the table in one that is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.table import Row, Table
from namegen.wording import shorten

_AS_TEXT = "Save the list as plain text or CSV."
_UNPACK = "Unpack it and choose the list inside."
_BEGINNINGS = {
    b"\x89PNG": ("a picture (PNG)", _AS_TEXT),
    b"\xff\xd8\xff": ("a picture (JPEG)", _AS_TEXT),
    b"GIF8": ("a picture (GIF)", _AS_TEXT),
    b"II*\0": ("a picture (TIFF)", _AS_TEXT),
    b"MM\0*": ("a picture (TIFF)", _AS_TEXT),
    b"RIFF": ("a picture, sound or film", _AS_TEXT),
    b"ID3": ("a sound (MP3)", _AS_TEXT),
    b"OggS": ("a sound (Ogg)", _AS_TEXT),
    b"%PDF": ("a PDF document", _AS_TEXT),
    b"{\\rtf": ("a document (RTF)", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("an old Excel or Word file", "Save it as XLSX or CSV."),
    b"\x1f\x8b": ("an archive (gzip)", _UNPACK),
    b"BZh": ("an archive (bzip2)", _UNPACK),
    b"\xfd7zXZ\0": ("an archive (xz)", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("an archive (7z)", _UNPACK),
    b"Rar!\x1a\x07": ("an archive (RAR)", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("an archive (zstd)", _UNPACK),
    b"SQLite format 3\0": ("a database (SQLite)", "Export the list from it as CSV."),
    b"PAR1": ("a table in Parquet", "Save it as CSV."),
    b"\x93NUMPY": ("an array (NumPy)", _AS_TEXT),
    b"\x89HDF": ("a data file (HDF5)", _AS_TEXT),
    b"\x80\x04\x95": ("a Python pickle", _AS_TEXT),
    b"\x7fELF": ("a program", _AS_TEXT),
    b"<!doctype html": ("a web page (HTML)", "Copy the list from the page and paste it."),
    b"<html": ("a web page (HTML)", "Copy the list from the page and paste it."),
    b"<?xml": ("a document in XML", _AS_TEXT),
    b"<svg": ("a picture (SVG)", _AS_TEXT),
    b"version https://git-lfs": (
        "a Git LFS pointer, which stands in for the file",
        "Get the file itself with git lfs pull.",
    ),
    b"/annex/objects/": (
        "a git-annex pointer, which stands in for the file",
        "Get the file itself with git annex get.",
    ),
}
_ZIP = b"PK\x03\x04"
_SHEET = b"xl/workbook.xml"
_NOT_TEXT = f"This file is not text. {_AS_TEXT}"

# Of a workbook: what it may unpack to, and how much of it is looked at.
_MAX_UNPACKED = 150_000_000
_MAX_SHEETS, _MAX_COLUMNS, _LOOKED_AT = 20, 60, 200
_MAX_ROWS = 200_000  # that are read: each cell takes microseconds
_MOST_ROWS, _MOST_TAGS = 1_048_576, 15_000_000  # Excel's own limit; and what fits into the memory
_MOST_SWOLLEN, _BLOCK = 60, 1 << 20  # times that XML is larger than packed; bytes looked at at once


def refuse_what_is_no_list(data: bytes) -> None:
    """Raises NamesError where a file's first bytes say that it is something else than a list."""
    start = data[:300].lstrip().lower() if data[:1] in b"< \n" else data[:300]
    for beginning, (what, todo) in _BEGINNINGS.items():
        if start.startswith(beginning):
            raise NamesError(f"This is {what}, not a list of names. {todo}")
    if start[4:8] == b"ftyp":
        raise NamesError(f"This is a film or a picture, not a list of names. {_AS_TEXT}")
    if data[257:262] == b"ustar":
        raise NamesError(f"This is an archive (tar), not a list of names. {_UNPACK}")


def refuse_what_is_no_text(text: str) -> None:
    """Raises NamesError where a text has more control characters than one that people write."""
    start = text[:10_000]
    controls = sum(
        (c < " " and not c.isspace()) or ("\x7f" <= c < "\xa0" and c != "\x85") for c in start
    )
    unread = 4 * start.count("\ufffd") > len(start)
    if "\0" in text or unread or controls > len(start) / 20:
        raise NamesError(_NOT_TEXT)


def is_zip(data: bytes) -> bool:
    """Whether the file is an archive as workbooks are."""
    return data.startswith(_ZIP)


def workbook(data: bytes, sheet: str | None = None) -> Table:
    """The rows of a workbook's sheet: the one asked for, or that with the most text at its start.

    Raises NamesError where the file is another archive, or unpacks to too much.
    """
    from openpyxl import load_workbook  # a third of a second, and seldom needed

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            most_rows = _check(archive)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets = {one.title: one for one in book.worksheets[:_MAX_SHEETS]}
        found = {title: _text_in(_cells(one, _LOOKED_AT)) for title, one in sheets.items()}
    except NamesError:
        raise
    except Exception as error:  # whatever a broken file makes of a library
        raise NamesError("This workbook cannot be read. Save its sheet as CSV.") from error
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
        form, lambda: _cells(sheets[first], _MAX_ROWS), sheets=(first, *others), doubt=doubt
    )


def _check(archive: zipfile.ZipFile) -> int:
    """How many rows the longest sheet has. Raises NamesError where the archive is no workbook, or
    one that is made to fill the memory."""
    names = archive.namelist()
    if _SHEET.decode() not in names:
        what, todo = "a ZIP archive", _UNPACK
        if any(name.startswith("word/") for name in names):
            what, todo = "a Word document", _AS_TEXT
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


def _cells(sheet: Any, most: int | None = None) -> Iterator[Row]:
    for row in sheet.iter_rows(max_row=most, max_col=_MAX_COLUMNS, values_only=True):
        cells = [_cell(value) for value in row]
        if any(cells):
            yield cells


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _text_in(rows: Iterator[Row]) -> int:
    """How many rows have a word in a short cell: a page of notes has long ones."""
    with suppress(StopIteration):
        return sum(any(c[:1].isalpha() and len(c) < 60 for c in row) for row in rows)
    return 0
