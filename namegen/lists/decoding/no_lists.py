"""What a file is that is no list."""

from __future__ import annotations

import re

from namegen.lists.cleaning import NamesError

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
    b"version https://git-lfs": (
        "a Git LFS pointer, which stands in for the file",
        "Get the file itself with git lfs pull.",
    ),
}
_ANNEX = "Get the file itself with git annex get."
_PAGE = "This is a web page (HTML). Copy the list from the page and paste it."
_DRAWING = f"This is a picture (SVG), not a list of names. {_AS_TEXT}"
_NOTEBOOK = "This is a notebook (Jupyter). Copy the list from its cell and paste it."
ZIP = b"PK\x03\x04"
_NOT_TEXT = f"This file is not text. {_AS_TEXT}"


def refuse_what_is_no_list(data: bytes) -> None:
    """Raises NamesError where a file's first bytes say that it is something else than a list."""
    start = data[:300].lstrip().lower() if data[:1] in b"< \n" else data[:300]
    for beginning, (what, todo) in _BEGINNINGS.items():
        if start.startswith(beginning):
            raise NamesError(f"This is {what}, not a list of names. {todo}")
    marked = re.search(rb"<(?:!doctype )?(html|svg)\b", data[:2_000].lower())
    if start[:1] == b"<" and marked:
        raise NamesError(_PAGE if marked[1] == b"html" else _DRAWING)
    if data[:1] == b"{" and b'"cell_type":' in data[:2_000]:
        raise NamesError(_NOTEBOOK)
    if b"/annex/objects/" in start and b"\n" not in start.strip():
        raise NamesError(f"This is a git-annex pointer, which stands in for the file. {_ANNEX}")
    if start[4:8] == b"ftyp":
        raise NamesError(f"This is a film or a picture, not a list of names. {_AS_TEXT}")
    if data[257:262] == b"ustar":
        raise NamesError(f"This is an archive (tar), not a list of names. {_UNPACK}")


def refuse_what_is_no_text(text: str) -> None:
    """Raises NamesError where a text has more control characters than one that people write, or
    question marks for its letters, as a program leaves them that has no others."""
    start = text[:10_000]
    controls = sum(
        (c < " " and not c.isspace()) or ("\x7f" <= c < "\xa0" and c != "\x85") for c in start
    )
    unread = 4 * start.count("\ufffd") > len(start)
    if "\0" in text or unread or controls > len(start) / 20:
        raise NamesError(_NOT_TEXT)
    if 3 * start.count("?") > len(start):
        raise NamesError("Question marks stand for the letters. Export the list again, as UTF-8.")
