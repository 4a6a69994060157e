"""Bytes -> text: which encoding a file is written in, judged by what its letters look like.

A file that is no UTF-8 is decoded in each usual encoding, and the likeliest text is taken, as a
linguist would: are these the letters of one language, the common ones more often than the rare,
with capitals where words begin? Where none is likely, charset-normalizer knows more encodings.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from namegen.lists.cleaning import NamesError
from namegen.lists.decoding.languages import LANGUAGES, nats
from namegen.wording import shorten

# What files are written in, as Python names it and as a person calls it; and how much less usual
# that is than the first of its kind, in nats of evidence.
_KNOWN = (
    ("utf-8", "Unicode (UTF-8)", 0.0),
    ("utf-16-le", "Unicode (UTF-16)", 0.0),
    ("utf-16-be", "Unicode (UTF-16, big-endian)", 0.0),
    ("cp1252", "Western European (Windows)", 0.0),
    ("cp1250", "Central European (Windows)", 2.0),
    ("iso8859_2", "Central European (ISO 8859-2)", 2.5),
    ("cp1251", "Cyrillic (Windows)", 2.0),
    ("koi8_r", "Cyrillic (KOI8)", 3.0),
    ("koi8_u", "Cyrillic (KOI8, Ukrainian)", 3.0),
    ("iso8859_5", "Cyrillic (ISO 8859-5)", 2.5),
    ("cp866", "Cyrillic (DOS)", 6.0),
    ("mac_cyrillic", "Cyrillic (Mac)", 6.0),
    ("cp1253", "Greek (Windows)", 2.0),
    ("iso8859_7", "Greek (ISO 8859-7)", 2.5),
    ("cp1254", "Turkish (Windows)", 2.0),
    ("cp1255", "Hebrew (Windows)", 2.0),
    ("iso8859_8", "Hebrew (ISO 8859-8)", 2.5),
    ("cp1256", "Arabic (Windows)", 2.0),
    ("iso8859_6", "Arabic (ISO 8859-6)", 2.5),
    ("cp1257", "Baltic (Windows)", 3.0),
    ("iso8859_13", "Baltic (ISO 8859-13)", 4.0),
    ("iso8859_15", "Western European (ISO 8859-15)", 3.0),
    ("iso8859_3", "Maltese, Esperanto (ISO 8859-3)", 6.0),
    ("iso8859_16", "Romanian (ISO 8859-16)", 6.0),
    ("cp874", "Thai (Windows)", 0.0),
    ("gbk", "Chinese, simplified (GBK)", 0.0),
    ("big5", "Chinese, traditional (Big5)", 0.0),
    ("shift_jis", "Japanese (Shift-JIS)", 0.0),
    ("euc_jp", "Japanese (EUC)", 3.0),
    ("iso2022_jp", "Japanese (ISO 2022)", 0.0),
    ("euc_kr", "Korean (EUC)", 0.0),
    ("mac_roman", "Western European (Mac)", 4.0),
    ("mac_latin2", "Central European (Mac)", 6.0),
    ("cp850", "Western European (DOS)", 4.0),
    ("cp852", "Central European (DOS)", 6.0),
    ("cp857", "Turkish (DOS)", 6.0),
)
ENCODINGS = {name: called for name, called, _ in _KNOWN}
_RARE = {name: nats for name, _, nats in _KNOWN}
# Supersets of those above, which Windows writes under their names.
_CODECS = {"shift_jis": "cp932", "gbk": "gb18030", "big5": "cp950", "euc_kr": "cp949"}
_MOST_SEEN = 8_000  # bytes that an encoding is judged by
_MOST_LINES = 100_000  # bytes of lines that may be of two encodings
_SURE = 4.0  # nats by which the likeliest text must be ahead of the next
_POOR = 5.5  # nats for a byte above which a text is not likely in any language known here
_HALF_READ = 3  # how many times more must be read than not, for a file that is nearly UTF-8
_WORD = re.compile(  # with a byte beyond ASCII, not of a tag; 1º, Nº and a dash are none
    rb'(?<![^\s,;|"<>])(?!\d|[nN]?[\x80-\xbf](?![^\s,;|"<>]))[^\s,;|"<>]*[\x80-\xff][^\s,;|"<>]*'
)
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding that it was read in, and others that give likely texts."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()


def codec_of(name: str) -> str:
    """The name here of an encoding that a person names. Raises NamesError where there is none."""
    try:
        found = codecs.lookup(name.strip())
        "a".encode(found.name)
        if found.name in ("idna", "punycode"):  # these are of addresses, and not of files
            raise LookupError
    except (LookupError, UnicodeError, ValueError, TypeError):
        raise NamesError(
            f"There is no encoding {shorten(name)!r}; give one such as utf-8, cp1252 or gbk."
        ) from None
    known = (*_CODECS.items(), *zip(ENCODINGS, ENCODINGS, strict=True))
    aliases = {codecs.lookup(codec).name: name for name, codec in known}
    aliases["iso8859-1"] = "cp1252"  # as browsers have it: Windows writes no other
    aliases["iso8859-9"] = "cp1254"
    return aliases.get(found.name, found.name)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file. Raises NamesError where `encoding`, if given, is not known."""
    if encoding is not None:
        known = codec_of(encoding)
        return Decoded(_text(data, known, "replace").removeprefix("\ufeff"), known)
    for mark, known in _MARKS.items():
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(known, "replace"), known)
    wide = _without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    if b"\x1b$" in data or b"\x1b(" in data[:_MOST_SEEN]:
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(), "utf-8")
    telling = _telling(data)
    start = telling.decode(errors="replace")
    if sum(c > "\x7f" for c in start) > _HALF_READ * start.count("\ufffd"):
        # A line with a byte that is none is left out, and said to be.
        return Decoded(data.decode(errors="replace"), "utf-8")
    some = [line for line in data[:_MOST_LINES].splitlines() if not line.isascii()]
    if 4 * sum(map(_is_unicode, some)) > len(some):  # files of two encodings, joined
        lines = data.splitlines(keepends=True)
        rest = ranked(b"".join(line for line in lines if not _is_unicode(line)))
        read = (_text(line, "utf-8" if _is_unicode(line) else rest[0], "replace") for line in lines)
        return Decoded("".join(read), "utf-8", tuple(rest))
    best, *others = ranked(data)
    return Decoded(_text(data, best, "replace"), best, tuple(others))


def _text(data: bytes, encoding: str, errors: str = "strict") -> str:
    return data.decode(_CODECS.get(encoding, encoding), errors)


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 that does not begin with its mark: a line feed or a letter of ours has a
    zero byte in it, always on the same side."""
    start = data[: _MOST_SEEN - _MOST_SEEN % 4]
    zeros = [start[place::4].count(0) for place in range(4)]
    if not any(zeros) or len(data) % 2:
        return None
    low, high = zeros[1] + zeros[3], zeros[0] + zeros[2]
    if not len(data) % 4 and min(sorted(zeros)[1:]) > 0.9 * len(start) / 4:
        return "utf-32-le" if zeros[0] < zeros[3] else "utf-32-be"
    encoding = "utf-16-le" if low > high else "utf-16-be"
    try:
        text = start.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(start) - 2:  # not only a pair cut in two
            return None
        text = start[: error.start].decode(encoding)
    letters = sum(unicodedata.category(c)[0] in "LMNZ" or c.isascii() for c in text)
    letters -= text.count("\0")
    return encoding if letters > 0.8 * len(text) else None


def ranked(data: bytes) -> list[str]:
    """The encodings of a file that is no Unicode: the likeliest, then others nearly as likely."""
    sample = _telling(data)
    if not sample:  # there are dashes and alike only
        return ["cp1252"]
    texts: dict[str, str] = {}
    for encoding in dict.fromkeys(known for one in LANGUAGES for known in one.encodings):
        with suppress(UnicodeDecodeError):
            texts[encoding] = _text(sample, encoding)
    pairs = {text: Counter(pairwise(" " + text)) for text in texts.values()}
    found: dict[str, tuple[float, str]] = {}  # text -> surprise, encoding
    for language in LANGUAGES:
        for encoding in filter(texts.__contains__, language.encodings):
            text = texts[encoding]
            surprise = _RARE[encoding] + nats(pairs[text], language)
            found[text] = min(found.get(text, (math.inf, "")), (surprise, encoding))
    order = sorted(found.values())
    if not order or order[0][0] > _POOR * sum(byte > 127 for byte in sample):
        proposed = _proposed(sample)
        return [*dict.fromkeys(filter(None, (proposed, *(e for _, e in order[:3]))))] or ["cp1252"]
    return [known for surprise, known in order if surprise < order[0][0] + _SURE]


def _telling(data: bytes) -> bytes:
    """The words with bytes beyond ASCII, as many as an encoding is judged by."""
    words, size = [], 0
    for found in _WORD.finditer(data):
        words.append(found[0][:200])
        size += len(words[-1]) + 1
        if size > _MOST_SEEN:
            break
    return b"\n".join(words)


def _proposed(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # a tenth of a second, and seldom needed

    match = from_bytes(sample).best()
    return codec_of(match.encoding) if match else None
