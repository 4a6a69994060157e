"""Lists in JSON: an array, an object, or an entry a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice, zip_longest
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.headings import is_heading, speaks_of_names
from namegen.lists.table import MAX_HEADINGS, SAMPLE, Row, Table, joined
from namegen.wording import shorten

_MAX_DEPTH = 4  # of objects within an object whose values become columns
_MANY, _SHORT = 8, 3  # lists, and entries of one, that say more of what stands before them
_UNREAD = 0.2  # the share of lines that need not be JSON for a file to be JSON lines

_BLOCK = 1 << 16  # characters of an array that are decoded at once
# Of an object, or of an entry of an array: all are in memory at once. An array or an object within
# takes three times the memory of a number.
_MOST_VALUES = 400_000
_Lists = Iterator[tuple[str, list[Any]]]
_DECODE = json.JSONDecoder().raw_decode
_SEPARATOR = re.compile(r"[\s,]*")
_OBJECT = re.compile(r'\s*\{\s*(?:"[^"]*"\s*:|\})')


def json_table(text: str) -> Table | None:
    try:
        if text.lstrip()[0] == "[":
            return _records(partial(_elements, text))
        if not _OBJECT.match(text) or _begins_lines(text):
            return None
        _refuse_many(text, 0, len(text))
        found = json.loads(text)
    except NamesError:
        raise
    except (ValueError, RecursionError):
        return None
    return _of_object(found)


def _begins_lines(text: str) -> bool:
    """Whether the first line is a whole object, and others follow."""
    start = text.index("{")
    line, _, rest = text[start : start + _BLOCK].partition("\n")
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(line), dict) and rest[:1] == "{"
    return False


def _elements(text: str) -> Iterator[Any]:
    """The elements of an array, one after the other: together they would take much memory.

    Raises ValueError where it is no array; NamesError where it is seen late that it is none.
    """
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
    """The elements of an array from a place on, and where they end: many at once, which is fast,
    or else one by one."""
    if len(text) - at > _BLOCK:
        for end in ('",', "},", "],"):
            cut = text.rfind(end, at, at + _BLOCK) + 1
            with suppress(ValueError):
                if cut:
                    return json.loads(f"[{text[at:cut]}]"), cut
        closing = {"[": "]", "{": "}"}.get(text[at], "")
        if (end := text.find(closing, at)) < 0:
            raise ValueError("It breaks off.")
        _refuse_many(text, at, end)
    elements, end = [], at + _BLOCK
    while at < end and text[at : at + 1] not in ("]", ""):
        element, at = _DECODE(text, at)
        elements.append(element)
        at = _SEPARATOR.match(text, at).end()
    return elements, at


def _refuse_many(text: str, start: int, end: int) -> None:
    weights = {",": 1, "{": 2, "[": 2}
    if sum(w * text.count(sign, start, end) for sign, w in weights.items()) > _MOST_VALUES:
        raise NamesError("A part of this JSON holds too many values. Give one name a line.")


def json_lines(text: str) -> Table | None:
    lines = text[:200_000].split("\n")[:-1] or [text]
    sample = [line for line in lines[:SAMPLE] if line.strip()]
    read = list(_lines_read(sample))
    if len(sample) < 2 or len(read) < (1 - _UNREAD) * len(sample):
        return None
    table = _records(lambda: _lines_read(text.split("\n")))
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


def _records(elements: Callable[[], Iterator[Any]], form: str = "JSON") -> Table | None:
    """The table of an array's elements: of names, of rows, or of objects."""
    sample = list(islice(elements(), SAMPLE))
    if not sample:
        return None
    if sum(isinstance(one, dict) for one in sample) > len(sample) / 2:
        headings = _headings(sample)
        alone = all(isinstance(one, dict) and len(one) == 1 for one in sample)
        if alone and len({key for one in sample for key in one}) > 1:
            pairs = partial(map, lambda one: [*map(_cell, next(iter(one.items())))])
            return Table(form, lambda: pairs(elements()))  # [{"Ada": 3}, {"Zoë": 2}]
        return Table(
            form, lambda: (row for one in elements() for row in _rows(one, headings)), headings
        )
    return Table(form, lambda: (_cells(one) for one in elements()))


def _headings(sample: list[Any]) -> tuple[str, ...]:
    names = (name for one in sample if isinstance(one, dict) for name, _ in _flat(one))
    return tuple(islice(dict.fromkeys(names), MAX_HEADINGS))


def _rows(one: Any, headings: tuple[str, ...]) -> Iterator[Row]:
    """A row of an object's values; and more, where it holds lists of texts, for the others, and
    for what stands in lists as long as these."""
    found = dict(_flat(one)) if isinstance(one, dict) else {}
    values = [found.get(heading, "") for heading in headings]
    sizes = {len(v) for v in values if isinstance(v, list) and all(isinstance(o, str) for o in v)}
    if not sizes:
        yield [*map(_cell, values)]
        return
    lists = [v if isinstance(v, list) and len(v) in sizes else [v] for v in values]
    for row in zip_longest(*lists, fillvalue=""):
        yield [*map(_cell, row)]


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _flat(one: Mapping[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for name, value in one.items():
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, value


def _cells(value: Any) -> Row:
    return [_cell(one) for one in value] if isinstance(value, list) else [_cell(value)]


def _cell(value: Any) -> str:
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    return str(value)


def _of_object(found: dict[str, Any]) -> Table | None:
    """The table of an object: of arrays, of objects, of names with a count each."""
    lists = {key: value for key, value in found.items() if isinstance(value, list) and value}
    inner = {key: value for key, value in found.items() if isinstance(value, dict) and value}
    if lists:
        lengths = {len(value) for value in lists.values()}
        flat = not any(_is_nested(one) for value in lists.values() for one in value)
        alike = lengths == {max(lengths)} and max(lengths) > 1
        if flat and len(lists) > 1 and alike and _are_columns(lists):
            return _columns(lists)
        if _are_of_names(found):
            said = "What stands before each list is taken for a name."
            rows = [[key, *map(_cell, value)] for key, value in found.items()]
            return Table("JSON", lambda: iter(rows), ("name",), doubt=said)
        if flat and len(lists) > 1:
            return _joined(lists)
        key = max(lists, key=lambda k: (isinstance(lists[k][0], (list, dict)), len(lists[k])))
        longest = lists[key]
        others = {*lists, *inner} - {key}
        headings = [value for value in lists.values() if _names_columns_of(longest, value)]
        if headings:
            return Table("JSON", lambda: map(_cells, longest), tuple(map(str, headings[0])))
        if any(isinstance(one, dict) and isinstance(one.get(key), list) for one in longest):
            said = f"Of its groups within each other, only what has no {shorten(key)} is read."
            table = _records(partial(_leaves, longest, key))
            return table and replace(table, doubt=said)
        return _only(key, _records(lambda: iter(longest)), bool(others))
    groups = dict(_lists_in(inner))
    others = sum(not _is_nested(one) for value in inner.values() for one in value.values())
    if 1 < len(inner) <= len(groups) and sum(map(len, groups.values())) > others:
        return _joined(groups)
    if inner and len(inner) > len(found) / 2:
        keys = [tuple(value) for value in inner.values()]
        if len(set(keys)) == 1 and len(keys[0]) > len(keys) and all(map(_plain, inner.values())):
            return _columns({key: list(value.values()) for key, value in inner.items()})
        if len(inner) > 2:
            records = [{"": key, **value} for key, value in inner.items()]
            return _records(lambda: iter(records))
    if inner:
        key = max(inner, key=lambda k: len(str(inner[k])[:100_000]))
        return _only(key, _of_object(inner[key]), len(inner) > 1)
    return Table("JSON", lambda: ([key, _cell(value)] for key, value in found.items()))


def _are_columns(lists: Mapping[str, list[Any]]) -> bool:
    """Whether lists, all as long, are the columns of one table, and not names of several kinds."""
    headed = any(is_heading(key) or speaks_of_names(key) for key in lists)
    texts = all(isinstance(one, str) for values in lists.values() for one in values)
    return headed or not texts or any(len({*values}) < len(values) for values in lists.values())


def _are_of_names(found: Mapping[str, Any]) -> bool:
    """Whether an object holds a list for each of many names, and most are short."""
    of_lists = all(isinstance(value, list) for value in found.values())
    return of_lists and len(found) >= _MANY and sum(map(len, found.values())) < _SHORT * len(found)


def _leaves(tree: list[Any], key: str) -> Iterator[Any]:
    """What stands innermost in lists of objects, each of which may have such a list."""
    waiting = [iter(tree)]
    while waiting:
        for one in waiting[-1]:
            inner = one.get(key) if isinstance(one, dict) else None
            if isinstance(inner, list) and inner:
                waiting.append(iter(inner))
                break
            yield one
        else:
            waiting.pop()


def _only(key: str, table: Table | None, others: bool) -> Table | None:
    """The table of one of an object's values, which is said where others were possible."""
    if table and others and not table.doubt:
        return replace(table, doubt=f"Only what stands in {shorten(key)} is read.")
    return table


def _joined(lists: Mapping[str, list[Any]]) -> Table:
    return joined(
        "JSON", lambda: ((_cell(one), key) for key, value in lists.items() for one in value), lists
    )


def _lists_in(found: Mapping[str, Any], before: str = "", depth: int = 1) -> _Lists:
    """The lists of texts within an object, and where they stand."""
    for name, value in found.items():
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _lists_in(value, f"{before}{name}.", depth + 1)
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            yield before + name, value


def _names_columns_of(rows: list[Any], headings: list[Any]) -> bool:
    """Whether one array has as many texts as the other's first row has cells."""
    texts = all(isinstance(heading, str) for heading in headings)
    return isinstance(rows[0], list) and texts and len(rows[0]) == len(headings)


def _plain(values: Mapping[str, Any]) -> bool:
    return not any(isinstance(value, (dict, list)) for value in values.values())


def _columns(columns: Mapping[str, list[Any]]) -> Table:
    rows = partial(zip, *columns.values(), strict=True)
    return Table("JSON", lambda: ([_cell(one) for one in row] for row in rows()), tuple(columns))
