"""Lists in JSON: an array, an object, or an entry a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.formats.json_values import of_object, records
from namegen.lists.tables.table import SAMPLE, Table

_UNREAD = 0.2  # the share of lines that need not be JSON for a file to be JSON lines

_BLOCK = 1 << 16  # characters of an array that are decoded at once
# Of an object, or of an entry of an array, which is in memory whole; a list within counts twice.
_MOST_VALUES = 400_000
_DECODE = json.JSONDecoder().raw_decode
_SEPARATOR = re.compile(r"[\s,]*")
_OBJECT = re.compile(r'\s*\{\s*(?:"[^"]*"\s*:|\})')


def json_table(text: str) -> Table | None:
    try:
        if text.lstrip()[0] == "[":
            return records(partial(_elements, text))
        if not _OBJECT.match(text):
            return None
        refuse_many(text, 0, len(text))
        found = json.loads(text)
    except NamesError:
        raise
    except (ValueError, RecursionError):
        return None
    return of_object(found)


def _elements(text: str) -> Iterator[Any]:
    """The elements of an array, one after the other: together they would take much memory.
    Raises ValueError where it is no array; NamesError where it is seen late that it is none."""
    at, read = _SEPARATOR.match(text, text.index("[") + 1).end(), 0
    try:
        while text[at : at + 1] != "]":
            some, at = _next_elements(text, at)
            if not some:
                raise ValueError("It breaks off.")
            yield from some
            read += len(some)
            at = _SEPARATOR.match(text, at).end()
        if _SEPARATOR.match(text, at + 1).end() < len(text):
            raise ValueError("More follows.")
    except NamesError:
        raise
    except (ValueError, RecursionError) as error:
        if read < SAMPLE:
            raise ValueError("This is no JSON.") from error
        raise NamesError(
            f"This JSON breaks off after {read:,} entries. Mend it there, or give one name a line."
        ) from error


def _next_elements(text: str, at: int) -> tuple[list[Any], int]:
    """The elements of an array from a place on, many at once if possible; and where they end."""
    if len(text) - at > _BLOCK:
        for end in ('",', "},", "],"):
            cut = text.rfind(end, at, at + _BLOCK) + 1
            with suppress(ValueError):
                if cut:
                    return json.loads(f"[{text[at:cut]}]"), cut
        closing = {"[": "]", "{": "}"}.get(text[at], "")
        if (end := text.find(closing, at)) < 0:
            raise ValueError("It breaks off.")
        refuse_many(text, at, end)
    elements, end = [], at + _BLOCK
    while at < end and text[at : at + 1] not in ("]", ""):
        element, at = _DECODE(text, at)
        elements.append(element)
        at = _SEPARATOR.match(text, at).end()
    return elements, at


def refuse_many(text: str, start: int, end: int, most: int = _MOST_VALUES) -> None:
    """Raises NamesError where a part of a text holds too many values to be in memory."""
    weights = {",": 1, "{": 2, "[": 2}
    if sum(w * text.count(sign, start, end) for sign, w in weights.items()) > most:
        raise NamesError("A part of this list holds too many values. Give one name a line.")


def json_lines(text: str) -> Table | None:
    lines = text[:200_000].split("\n")[:-1]
    sample = [line for line in lines[:SAMPLE] if line.strip()]
    if len(sample) < 2 or len([*_lines_read(sample)]) < (1 - _UNREAD) * len(sample):
        return None
    table = records(lambda: _lines_read(text.split("\n")))
    return table and Table("JSON lines", table.rows, table.headings)


def _lines_read(lines: Iterable[str]) -> Iterator[Any]:
    rest = (line for line in lines if line.strip())
    while some := list(islice(rest, SAMPLE)):
        try:
            yield from json.loads(f"[{','.join(some)}]")
        except (ValueError, RecursionError):
            for line in some:
                with suppress(ValueError, RecursionError):
                    yield json.loads(line)
