"""Lists of names: the two bundled ones, the talk's, and anybody's own text or CSV file.

Whatever comes from outside goes through `from_text`, which reads and cleans it, once.
"""

import codecs
import csv
import functools
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from namegen.lists import talk_list as talk_file
from namegen.lists.cleaning import NamesError, Report, clean
from namegen.wording import count_names, shorten

__all__ = [
    "NameList",
    "NamesError",
    "Report",
    "bundled",
    "from_bytes",
    "from_text",
    "load",
    "talk_list",
    "talk_list_cached",
]

_DATA = Path(__file__).parents[2] / "data"
_BUNDLED = {"given": "given names", "surnames": "surnames"}

_DELIMITERS = "\t;,"
_SAMPLE = 1_000  # lines that the shape of a file is judged by
_MAX_COLUMNS = 50  # columns among which that of the names is looked for
_REGULAR = 0.8  # the share of lines of one width that makes them rows of a table
# Compared in small letters alone: "First Name", "first_name" and "FirstName" are one. The column of
# the first that a file has is the one of the names.
_HEADINGS = (
    *("name", "names", "firstname", "firstnames", "givenname", "givennames", "forename"),
    *("forenames", "babyname", "childsfirstname", "prenom", "prenoms", "vorname", "vornamen"),
    *("nombre", "nombres", "nome", "nomi", "voornaam", "fornavn", "fornamn", "imie", "имя"),
    *("surname", "surnames", "lastname", "lastnames", "familyname", "fullname", "nom", "noms"),
    *("nachname", "familienname", "apellido", "apellidos", "cognome", "achternaam", "фамилия"),
)

_NOT_TEXT = "This file is not text. Save the list as plain text or CSV, one name a line."
_EMPTY = "This list is empty. Give at least one name, one name a line."


@dataclass(frozen=True)
class NameList:
    """A list of names, ready for the models."""

    key: str  # "talk", "given", "surnames", or "own-" and the start of the digest
    title: str
    names: tuple[str, ...]  # clean; in the order of the source, as often as they stand there
    report: Report

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 over the names in their order, in hexadecimal: the identity of a list."""
        return hashlib.sha256("\n".join(self.names).encode()).hexdigest()

    @functools.cached_property
    def distinct(self) -> frozenset[str]:
        """The names once each, to ask whether a name is in the list."""
        return frozenset(self.names)


def load(source: str) -> NameList:
    """The list that `source` names: "talk", "given", "surnames", or the path of a file.

    Raises NamesError when there is no such list, or no name in it.
    """
    if source == "talk":
        return talk_list()
    if source in _BUNDLED:
        return bundled(source)
    path = Path(source)
    return from_bytes(_read_file(path), path.name)


@functools.cache
def bundled(key: str) -> NameList:
    """One of the bundled lists, "given" or "surnames", the most common name first."""
    own = from_bytes((_DATA / f"{key}.csv").read_bytes(), _BUNDLED[key])
    return replace(own, key=key)


def talk_list(timeout: float = 4.5) -> NameList:
    """The talk's list, from the cache or else from the network, in at most `timeout` seconds.

    Raises NamesError when it cannot be had in that time.
    """
    return _talk_list_from(talk_file.fetch(timeout))


def talk_list_cached() -> bool:
    """Whether `talk_list` needs no network. Takes about a millisecond."""
    return talk_file.cached() is not None


@functools.lru_cache(maxsize=1)
def _talk_list_from(data: bytes) -> NameList:
    return replace(from_bytes(data, "the talk's list"), key="talk")


def from_bytes(data: bytes, title: str, limit: int | None = None) -> NameList:
    """The list in a file's contents, which are UTF-8, UTF-16 with its mark, or Western European.

    `limit` is the most entries allowed. Raises NamesError as `from_text` does.
    """
    return from_text(_decode(data), title, limit)


def from_text(text: str, title: str = "your list", limit: int | None = None) -> NameList:
    """The list in a text: one name a line, a column of a CSV, or names with commas between them.

    `limit` is the most entries allowed. Raises NamesError when there are more, when the text is
    binary, and when no name is in it.
    """
    if _is_binary(text):
        raise NamesError(_NOT_TEXT)
    entries, column = _read_entries(text.removeprefix("\ufeff"))
    if not entries:
        raise NamesError(_EMPTY)
    if limit is not None and len(entries) > limit:
        raise NamesError(
            f"This list has {count_names(len(entries))}; the app takes up to {limit:,}. "
            "Shorten it, or use the command line."
        )
    names, report = clean(entries, column)
    if not names:
        why = "; ".join(map(str, report.left_out))
        raise NamesError(f"No name in this list can be used ({why}): write one name a line.")
    own = NameList("", title, names, report)
    return replace(own, key=f"own-{own.digest[:12]}")


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = "does not exist"
    except IsADirectoryError:
        problem = "is a folder"
    except (OSError, ValueError):  # ValueError: a path that no file can have
        problem = "cannot be read"
    raise NamesError(f"{str(path)!r} {problem}: give the path of a text or CSV file.")


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
        if encoding == "utf-8-sig" and _is_nearly_utf8(text := data.decode(encoding, "replace")):
            return text  # a line with a byte that is none is left out, and said to be
    raise NamesError(_NOT_TEXT)


def _is_nearly_utf8(text: str) -> bool:
    """Whether more of what is not ASCII could be read than could not."""
    unread = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) > 2 * unread


def _is_binary(text: str) -> bool:
    """Whether it holds a NUL, or begins with more control characters than a text would."""
    start = text[:10_000]
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in start)
    return "\0" in text or controls > len(start) / 20


def _read_entries(text: str) -> tuple[list[str], str | None]:
    """What may be a name each, blank ones apart; and the column used, where there are columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return [], None
    delimiter = _delimiter(lines[:_SAMPLE])
    sample = [_cells(line, delimiter) for line in lines[:_SAMPLE]]
    width, rows_of_width = Counter(map(len, sample)).most_common(1)[0]
    if len(sample[0]) > 1 and _known_heading(sample) is not None:
        width = len(sample[0])  # a table, however many cells its rows have
    elif width > 1 and (len(lines) == 1 or rows_of_width < _REGULAR * len(sample)):
        entries = [cell for line in lines for cell in _cells(line, delimiter)]
        return _not_blank(entries), None

    index, has_heading = _choose_column(sample, width)
    heading = shorten(sample[0][index].strip()) if has_heading else None
    number = str(index + 1) if width > 1 else None
    # In a list without columns, a line with a comma is one entry, which cleaning will leave out.
    pick = delimiter.join if width == 1 else functools.partial(_cell, index=index)
    entries = [pick(_cells(line, delimiter)) for line in lines[int(has_heading) :]]
    return _not_blank(entries), heading or number


def _not_blank(entries: list[str]) -> list[str]:
    return [entry for entry in entries if entry.strip()]


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that stands in the most lines."""
    return max(_DELIMITERS, key=lambda delimiter: sum(delimiter in line for line in lines))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line; a quoted cell may hold the delimiter.

    One line at a time: a quotation mark that is never closed then costs a line, not the file.
    """
    if '"' in line:
        with suppress(csv.Error):
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
    return line.split(delimiter)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _choose_column(rows: Sequence[Sequence[str]], width: int) -> tuple[int, bool]:
    """The index of the column of names, and whether the first row is a heading."""
    if len(rows) == 1:
        return 0, False
    known = _known_heading(rows)
    if known is not None:
        return known, True
    indices = range(min(width, _MAX_COLUMNS))
    columns = [[_cell(row, index) for row in rows] for index in indices]
    fullest = max(indices, key=lambda index: _distinct_words(columns[index]))
    return fullest, any(map(_is_headed_number_column, columns))


def _known_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the column that the first row says is the names', where rows follow it."""
    headings = [_heading_key(cell) for cell in rows[0]] if len(rows) > 1 else []
    return next((headings.index(known) for known in _HEADINGS if known in headings), None)


def _heading_key(cell: str) -> str:
    """The letters of a heading, small and without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", cell.casefold()) if c.isalpha())


def _distinct_words(column: Sequence[str]) -> int:
    """How many different names without a digit the column holds."""
    names, _ = clean(column)
    return sum(not any(map(str.isdigit, name)) for name in set(names))


def _is_headed_number_column(column: Sequence[str]) -> bool:
    head, *body = column
    return bool(head.strip()) and not _is_number(head) and all(map(_is_number, body))


def _is_number(cell: str) -> bool:
    digits = cell.strip(" %+-").replace(",", "").replace(".", "")
    return digits.isdecimal()
