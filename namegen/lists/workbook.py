"""The rows of a workbook (XLSX): XML in an archive, read piece by piece.

Of a cell only its text is made, and only those shared texts are kept that the rows use: that takes
a third of the time that openpyxl takes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cache, cached_property
from io import BytesIO
from itertools import islice
from posixpath import join, normpath
from xml.etree import ElementTree

from namegen.lists.cleaning import NamesError
from namegen.lists.table import Row, Table
from namegen.wording import shorten

_SHEET = "xl/workbook.xml"
_MAX_UNPACKED = 150_000_000
_MAX_SHEETS, _MAX_COLUMNS, _LOOKED_AT = 20, 60, 200
_MOST_CELLS = 3_000_000  # a few microseconds each
_MOST_SWOLLEN = 60  # times that XML is larger than packed
_PIECE, _MOST_PENDING = 1 << 18, 4_000_000  # bytes read at once, and those of one row
_TOO_LARGE = "This workbook is too large when it is unpacked. Save its sheet as CSV."

_ROOT = re.compile(rb"<([A-Za-z][\w.-]*:)?[A-Za-z][\w.-]*(?=[\s/>])[^>]*>")
_DATES = frozenset((*range(14, 23), *range(45, 48)))  # formats of Excel's own
_FORMAT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')  # of a number, what is no part of a date in it
_DAY_ZERO = datetime(1899, 12, 30)


def workbook(data: bytes, sheet: str | None = None) -> Table:
    """The rows of a workbook's sheet: the one asked for, or that with the most text at its start.

    Raises NamesError where the file is another archive, or unpacks to too much.
    """
    with _as_a_sentence():
        book = _Book(data)
        found = {title: _text_in(islice(book.rows(title), _LOOKED_AT)) for title in book.sheets}
    if not found:
        raise NamesError("This workbook has no sheet. Choose another file.")
    if sheet is not None and sheet not in found:
        known = ", ".join(map(shorten, found))
        raise NamesError(f"There is no sheet {shorten(sheet)!r}; choose one of these: {known}.")
    first = sheet or max(found, key=lambda title: found[title])
    others = tuple(title for title in found if title != first)
    form = f"the sheet {shorten(first)} of a workbook"
    return Table(form, lambda: book.rows(first), sheets=(first, *others))


@contextmanager
def _as_a_sentence() -> Iterator[None]:
    """Raises NamesError for whatever a broken file leads to."""
    try:
        yield
    except NamesError:
        raise
    except Exception as error:
        raise NamesError("This workbook cannot be read. Save its sheet as CSV.") from error


def _check(archive: zipfile.ZipFile) -> None:
    """Raises NamesError where the archive is no workbook, or made to fill the memory."""
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
    if sum(member.file_size for member in members) > _MAX_UNPACKED or any(swollen):
        raise NamesError(_TOO_LARGE)


class _Book:
    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        _check(self._archive)
        related = self._part("xl/_rels/workbook.xml.rels")
        targets = {
            one.get("Id"): normpath(join("xl", one.get("Target", ""))).lstrip("/")
            for one in related
            if one.get("Type", "").endswith("/worksheet")
        }
        sheets = [one for one in self._part(_SHEET).iter() if one.tag.endswith("}sheet")]
        self.sheets: dict[str, str] = {}  # title -> its file
        for one in sheets[:_MAX_SHEETS]:
            ids = (value for name, value in one.items() if name.endswith("}id"))
            if target := targets.get(next(ids, None)):
                self.sheets[one.get("name", "")] = target
        self._texts: list[str] = []
        self._more_texts = self._read_texts()

    def rows(self, title: str) -> Iterator[Row]:
        """The rows of a sheet that are not blank. Raises NamesError where it is broken."""
        with _as_a_sentence():
            yield from self._rows(self.sheets[title])

    def _rows(self, file: str) -> Iterator[Row]:
        cells = 0
        for row in self._elements(file, b"row"):
            space, found = row.tag.removesuffix("row"), [""] * min(len(row), _MAX_COLUMNS)
            for place, cell in enumerate(row):
                if name := cell.get("r"):
                    place = _place(name.rstrip("0123456789"))
                if len(cell) and place < _MAX_COLUMNS:
                    found += [""] * (place + 1 - len(found))
                    found[place] = self._text(cell, space)
            cells += len(row) + 1
            if cells > _MOST_CELLS:
                raise NamesError(_TOO_LARGE)
            if any(found):
                yield found

    def _text(self, cell: ElementTree.Element, space: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _joined(cell[0], space)
        value = cell.findtext(space + "v")
        if not value or kind in ("b", "e"):
            return ""
        if kind == "s":
            index = int(value)
            self._texts += islice(self._more_texts, max(0, index + 1 - len(self._texts)))
            return self._texts[index] if index < len(self._texts) else ""
        if kind == "n" and not value.isdecimal():
            number = float(value)
            value = str(int(number) if number.is_integer() else number)
        if kind == "n" and cell.get("s") in self._dates:
            with suppress(OverflowError):
                return str(_DAY_ZERO + timedelta(days=float(value)))
        return value.strip()

    def _read_texts(self) -> Iterator[str]:
        """The texts that cells share: only as many are read as rows ask for."""
        with suppress(KeyError):
            for one in self._elements("xl/sharedStrings.xml", b"si"):
                yield _joined(one, one.tag.removesuffix("si"))

    @cached_property
    def _dates(self) -> frozenset[str]:
        """The styles of cells in which a number is a date."""
        try:
            styles = self._part("xl/styles.xml")
        except KeyError:
            return frozenset()
        space = styles.tag.removesuffix("styleSheet")
        dates = set(map(str, _DATES))
        for one in styles.iter(space + "numFmt"):
            if re.search("[ymdhs]", _FORMAT.sub("", one.get("formatCode", "")).lower()):
                dates.add(one.get("numFmtId", ""))
        formats = styles.iterfind(f"{space}cellXfs/{space}xf")
        return frozenset(str(i) for i, one in enumerate(formats) if one.get("numFmtId") in dates)

    def _part(self, name: str) -> ElementTree.Element:
        xml = self._archive.read(name)
        if b"<!" in xml.replace(b"<!--", b""):  # entities, which could fill the memory
            raise ValueError("A workbook has none.")
        return ElementTree.fromstring(xml)

    def _elements(self, file: str, name: bytes) -> Iterator[ElementTree.Element]:
        """The elements of a name, which stand beside each other, a piece of the file at a time."""
        rest = root = b""
        with self._archive.open(file) as xml:
            while block := xml.read(_PIECE):
                rest += block
                if not root:
                    found = _ROOT.search(rest)
                    root = found[0] if found else b""
                    prefix = (found and found[1]) or b""
                    rest = rest[rest.find(b"<" + prefix + name) :] if root else rest
                ending = b"</" + prefix + name + b">" if root else b""
                cut = rest.rfind(ending) + len(ending) if ending and ending in rest else 0
                if cut:
                    closing = b"</" + re.split(rb"[\s/>]", root[1:])[0] + b">"
                    yield from ElementTree.fromstring(root + rest[:cut] + closing)
                    rest = rest[cut:]
                elif len(rest) > _MOST_PENDING:
                    raise NamesError(_TOO_LARGE)


def _joined(element: ElementTree.Element, space: str) -> str:
    """The text of a cell, without how it is to be pronounced."""
    if text := element.findtext(space + "t"):
        return text.strip()
    return "".join(one.findtext(space + "t") or "" for one in element.iter(space + "r")).strip()


@cache
def _place(letters: str) -> int:
    """The index of a column: 0 for A, 26 for AA."""
    place = 0
    for letter in letters[:3]:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _text_in(rows: Iterator[Row]) -> int:
    """How many rows have a word in a short cell: a page of notes has long ones."""
    return sum(any(c[:1].isalpha() and len(c) < 60 for c in row) for row in rows)
