"""What stands in brackets in a text that is written as programs write data."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.formats.tokens import NOTHING, SINGLE, tokens, words
from namegen.lists.tables.table import MAX_HEADINGS

OPENS, CLOSES = frozenset("([{"), frozenset(")]}")
DEEPEST = 20  # brackets within each other
_SELECT = re.compile(
    r"""\bSELECT\s((?:'[^']{0,999}'|"[^"]{0,999}"|(?!\b(?:FROM|WHERE|UNION)\b)[^;'"])*+)""",
    re.IGNORECASE,
)
# A text in quotes, or a word; and a row of nothing else, up to its end.
_CELL = rf"(?>{SINGLE})|([+-]?[\w.]++)"
_CELLS = re.compile(_CELL)
_ROW = re.compile(
    rf"[\s,]*+\(\s*+((?:{_CELL})(?:\s*+,\s*+(?:{_CELL})){{0,{MAX_HEADINGS - 1}}}+)\s*+\)"
)

Item = tuple[str | None, Any, str]  # a key, its value, and the word before its brackets, if any


def items(
    text: str,
    path: Sequence[int] = (),
    by_word: bool = False,
    at: int = 0,
    end: int | None = None,
    most: int = sys.maxsize,
) -> Iterator[Item]:
    """What stands in a pair of brackets, or outside all, one after the other: all together may
    take much memory. What such a value holds in brackets is a dict where most of it has keys, or
    else a list. path: the place of the pair among those that it stands in, from 0, and so on.
    by_word: each word outside quotes is a value, as in lists of a shell. most: values of a pair."""
    around: list[tuple[list[Any], dict[int, str], str | None, str, int, int]] = []
    here: list[Any] = []
    keys: dict[int, str] = {}  # of some of these, by their places
    key, called, maker, inner, steps = None, "", "", 0, 0  # steps: of the path, to here; or -1
    wanted = len(path)
    closed = ((None, "]", 0) for _ in iter(lambda: len(around), 0))  # of what breaks off
    for value, sign, place in chain(tokens(text, at, end), closed):
        if value is not None:
            for part in words(value.partition(" #")[0]) if by_word and not place else (value,):
                if here and steps == wanted:
                    yield keys.pop(0, None), here.pop(), maker
                    maker = ""
                if key is not None:
                    keys[len(here)], key = key, None
                if len(here) < most:
                    here.append(part)
            called = "" if place else value
        elif sign == ":":
            latest = here.pop() if here else None
            key = keys.pop(len(here), latest)  # its type may stand between: a: List[str] = [
            if not isinstance(key, str):  # a["girls"] = [
                key = key[0] if key and isinstance(key, list) and isinstance(key[0], str) else None
            called = ""
        elif sign in OPENS:
            if called and here:  # what makes the list, or the record
                here.pop()
                key = keys.pop(len(here), None)
            around.append((here, keys, key, called, inner + 1, steps))
            if len(around) > DEEPEST:
                raise NamesError("Its brackets stand within each other too deep to be read.")
            leads = 0 <= steps < wanted and path[steps] == inner
            here, keys, key, called, inner, steps = [], {}, None, "", 0, steps + 1 if leads else -1
        elif sign in CLOSES and around:
            if steps == wanted:
                break
            are_keyed = 2 * len(keys) > len(here)
            made = {key: here[i] for i, key in keys.items()} if are_keyed else here
            here, keys, key, called, inner, steps = around.pop()
            if here and steps == wanted:
                yield keys.pop(0, None), here.pop(), maker
            if key is not None:
                keys[len(here)] = key
            here.append(made)
            if steps == wanted:  # that of brackets within a value is not its own
                maker = called
            key, called = None, ""
    if here:
        yield keys.get(0), here[0], maker


def rows_of(text: str, at: int, end: int) -> Iterator[list[str]]:
    """The values of each pair of brackets, up to what a database is told of them besides."""
    while found := _ROW.match(text, at, end):  # most are such: so a dump takes half of the time
        at, row = found.end(), found[1]
        if "\\" in row:
            yield [value for value, _, _ in tokens(row) if value is not None]
        else:
            cells = _CELLS.findall(row)
            yield [
                quoted.replace("''", "'") or ("" if word.lower() in NOTHING else word)
                for quoted, word in cells
            ]
    for _, row, called in items(text, at=at, end=end, most=MAX_HEADINGS):
        if not isinstance(row, list) or called:
            return
        yield [cell if isinstance(cell, str) else "" for cell in row]


def chosen(text: str, at: int, end: int) -> Iterator[list[str]]:
    """The values behind each SELECT that holds a text: SELECT 1, 'Ada' WHERE ..."""
    for found in _SELECT.finditer(text, at, end):
        if "'" in found[1] or '"' in found[1]:
            row = f"({found[1]})"
            yield from rows_of(row, 0, len(row))
