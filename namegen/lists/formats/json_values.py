"""Tables of what JSON holds: an array's elements, or an object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, zip_longest
from typing import Any

from namegen.lists.tables.headings import (
    beside_sex,
    is_heading,
    is_number,
    names_rank,
    speaks_of_names,
)
from namegen.lists.tables.table import LIST, MAX_HEADINGS, SAMPLE, Row, Table, joined
from namegen.wording import shorten

_MAX_DEPTH = 4  # of objects within an object whose values become columns
_MANY, _SHORT = 8, 3  # lists, and entries of one, that say more of what stands before them


def records(elements: Callable[[], Iterator[Any]], form: str = "JSON") -> Table | None:
    """The table of an array's elements: of names, of rows, or of objects."""
    sample = list(islice(elements(), SAMPLE))
    if sum(isinstance(one, dict) for one in sample) > len(sample) / 2:
        if inner := _with_names(sample):
            return _only(inner, records(lambda: _leaves(elements(), inner), form), True)
        names = (name for one in sample if isinstance(one, dict) for name, _ in _flat(one))
        headings = tuple(islice(dict.fromkeys(names), MAX_HEADINGS))
        alone = all(isinstance(one, dict) and len(one) == 1 for one in sample)
        if alone and len({key for one in sample for key in one}) > 1:
            pairs = partial(map, lambda one: [*map(_cell, next(iter(one.items())))])
            return Table(form, lambda: pairs(elements()))  # [{"Ada": 3}, {"Zoë": 2}]
        return Table(
            form, lambda: (row for one in elements() for row in _rows(one, headings)), headings
        )
    if sample and all(isinstance(one, list) and _is_around(one) for one in sample):
        return records(lambda: (inner for one in elements() for inner in one), form)
    if _are_lists(sample):
        return Table(form, lambda: ([_cell(one)] for some in elements() for one in some))
    return Table(form, lambda: (row_of(one) for one in elements()))


def _are_lists(sample: Sequence[Any]) -> bool:
    """Whether an array holds lists of words, hardly any as long as another, and no rows."""
    if not all(isinstance(one, list) for one in sample):
        return False
    texts = all(map(_are_texts, sample))
    sizes = [*map(len, sample)]
    return texts and 2 * len({*sizes}) > len(sizes) and sum(sizes) > _SHORT * len(sizes)


def _is_around(row: Sequence[Any]) -> bool:
    """Whether half of what stands in a row stands in brackets there: the row is no name's own."""
    nested = sum(map(is_nested, row))
    return nested > 0 and 2 * nested >= len(row)


def _with_names(sample: Sequence[Any], depth: int = 1) -> str | None:
    """What the lists of objects with names are called, of objects that have none or are only a few;
    or what those of any are, of objects without a text."""
    objects = [one for one in sample if isinstance(one, dict)]
    named = any(names_rank(key) is not None for one in objects for key in one)
    bare = not any(isinstance(value, str) and value for one in objects for value in one.values())
    if (named and not bare and len(objects) >= _SHORT) or depth > _MAX_DEPTH:
        return None
    found = Counter(
        key
        for one in objects
        for key, value in one.items()
        for inner in (value if isinstance(value, list) else ())
        if isinstance(inner, dict)
        and (bare or any(map(speaks_of_names, inner)) or _with_names([inner], depth + 1))
    )
    key, often = found.most_common(1)[0] if found else (None, 0)
    return key if often > len(objects) - bare else None


def _rows(one: Any, headings: tuple[str, ...]) -> Iterator[Row]:
    """A row of an object's values; and more, where it holds lists of texts, for the others, and
    for what stands in lists as long as these."""
    if not isinstance(one, dict):
        yield []
        return
    if not any(map(is_nested, one.values())):  # as most
        yield [_cell(one.get(heading)) for heading in headings]
        return
    found = dict(_flat(one))
    values = [found.get(heading, "") for heading in headings]
    sizes = {len(v) for v in values if isinstance(v, list) and all(isinstance(o, str) for o in v)}
    lists = [v if isinstance(v, list) and len(v) in sizes else [v] for v in values]
    for row in zip_longest(*lists, fillvalue=""):
        yield [*map(_cell, row)]


def is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _flat(one: Mapping[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for name, value in one.items():
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, value


def row_of(value: Any) -> Row:
    return [_cell(one) for one in value] if isinstance(value, list) else [_cell(value)]


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool) or is_nested(value):
        return ""
    return str(value)


def of_object(found: Mapping[str, Any]) -> Table | None:
    """The table of an object: of arrays, of objects, of names with a count each."""
    lists = {key: value for key, value in found.items() if isinstance(value, list) and value}
    inner = {key: value for key, value in found.items() if isinstance(value, dict) and value}
    texts = sum(isinstance(value, str) for value in found.values())
    if lists and texts < max(_MANY, sum(map(len, lists.values()))):  # else spellings of a few
        lengths = {len(value) for value in lists.values()}
        flat = not any(is_nested(one) for value in lists.values() for one in value)
        alike = lengths == {max(lengths)} and max(lengths) > 1
        if flat and len(lists) > 1 and alike and _are_columns(lists):
            return _columns(lists)
        if _are_of_names(found):
            said = "What stands before each list is taken for a name."
            rows = [[key, *map(_cell, value)] for key, value in found.items()]
            return Table("JSON", lambda: iter(rows), ("name",), doubt=said)
        of_texts = dict(_lists_in(found))
        all_lists = {**lists, **of_texts}
        within = sum(map(len, all_lists.values())) - sum(map(len, lists.values()))
        if flat and (len(lists) > 1 or 2 * within > max(lengths)):
            return _joined(all_lists)
        key = max(lists, key=lambda k: (_worth(lists[k][0]), len(lists[k])))
        longest = lists[key]
        if table := _of_kinds({k: v for k, v in lists.items() if _keys(v) == _keys(longest)}):
            return table
        others = {*lists, *inner} - {key}
        cells = len(longest[0]) if isinstance(longest[0], list) else -1
        texts = [one for one in lists.values() if all(isinstance(cell, str) for cell in one)]
        if headings := [one for one in texts if len(one) == cells]:
            return Table("JSON", lambda: map(row_of, longest), tuple(map(str, headings[0])))
        if _worth(longest[0]) < 2 and sum(map(len, of_texts.values())) > len(longest):
            return _joined(of_texts)
        if any(isinstance(one, dict) and isinstance(one.get(key), list) for one in longest):
            said = f"Of its groups within each other, only what has no {shorten(key)} is read."
            table = records(partial(_leaves, longest, key))
            return table and replace(table, doubt=said)
        return _only(key, records(lambda: iter(longest)), bool(others))
    groups = dict(_lists_in(inner))
    others = sum(not is_nested(one) for value in inner.values() for one in value.values())
    named = all(
        any(names_rank(key) is not None and not isinstance(one, list) for key, one in value.items())
        for value in inner.values()
    )
    entries = sum(map(len, groups.values()))
    alike = others and len({tuple(value) for value in inner.values()}) == 1
    told = alike and entries <= len(inner) * len(groups)  # of each of many, in short lists
    if 1 < len(inner) <= len(groups) and entries > others and not (named or told):
        return _joined(groups)
    if len(inner) == len(found) > 1 and all(map(_are_counts, inner.values())):
        return _counted(inner)
    if inner and len(inner) > len(found) / 2:
        keys = [tuple(value) for value in inner.values()]
        plain = not any(is_nested(one) for value in inner.values() for one in value.values())
        headed = any(is_heading(key) or speaks_of_names(key) for key in inner)
        numbered = all(map(is_number, keys[0]))
        if plain and len({*keys}) == 1 and len(keys[0]) > len(keys) and (headed or numbered):
            columns = {key: [*value.values()] for key, value in inner.items()}
            return _columns(columns if numbered else {"": [*keys[0]], **columns})
        if len(inner) > 2:
            lists = list if told else ()
            keyed = [
                {"": key} | {k: v for k, v in value.items() if not isinstance(v, lists)}
                for key, value in inner.items()
            ]
            return records(lambda: iter(keyed))
    if inner:
        key = max(inner, key=lambda k: len(str(inner[k])[:100_000]))
        return _only(key, of_object(inner[key]), len(inner) > 1)
    return Table("JSON", lambda: ([key, *row_of(value)] for key, value in found.items()))


def _are_counts(one: Mapping[str, Any]) -> bool:
    """Whether it is an object of names with a number each."""
    numbers = all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in one.values())
    return numbers and len(one) > 1 and not any(map(is_heading, one))


def _counted(lists: Mapping[str, Mapping[str, Any]]) -> Table:
    """The table of objects of names with a count each, of which one can be chosen."""
    rows = [[name, _cell(n), key] for key, one in lists.items() for name, n in one.items()]
    said = f"The lists {', '.join(lists)[:80]} are joined."
    names = tuple(lists)[:MAX_HEADINGS]
    return Table("JSON", lambda: iter(rows), ("name", "count", LIST), doubt=said, lists=names)


def _keys(some: Sequence[Any]) -> Collection[str]:
    """Those of the first object of a list, where one speaks of names."""
    return some[0].keys() if _worth(some[0]) > 1 else ()


def _of_kinds(lists: Mapping[str, Sequence[Any]]) -> Table | None:
    """The table of lists of objects that are alike, of which one can be chosen."""
    each = lists.values()
    if len(lists) < 2 or not all(map(_keys, each)) or any(map(_with_names, each)):
        return None
    table = records(
        lambda: (  # the first column, since of many only the first are looked at
            {LIST: key} | one | {LIST: key}
            for key, some in lists.items()
            for one in some
            if isinstance(one, dict)
        )
    )
    said = f"The lists {', '.join(lists)[:80]} are joined."
    return table and replace(table, doubt=said, lists=tuple(lists)[:MAX_HEADINGS])


def _worth(one: Any) -> int:
    """What speaks for a list: that its first entry is an object with a name, or any, or a row."""
    named = isinstance(one, dict) and any(speaks_of_names(name) for name, _ in _flat(one))
    return is_nested(one) + named


def _are_columns(lists: Mapping[str, list[Any]]) -> bool:
    """Whether lists, all as long, are the columns of one table, and not names of several kinds."""
    headed = any(is_heading(key) or speaks_of_names(key) for key in lists)
    headed &= not all(beside_sex(key) == frozenset() for key in lists)
    texts = all(map(_are_texts, lists.values()))
    return headed or not texts or any(len({*values}) < len(values) for values in lists.values())


def _are_of_names(found: Mapping[str, Any]) -> bool:
    """Whether an object holds a list for each of many names, and most are short."""
    of_lists = all(isinstance(value, list) for value in found.values())
    many = sum(len(key) > 1 for key in found) >= _MANY
    return of_lists and many and sum(map(len, found.values())) < _SHORT * len(found)


def _leaves(tree: Iterable[Any], key: str) -> Iterator[Any]:
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
    said = f"Only what stands in {shorten(key)} is read." if others else ""
    return table and replace(table, doubt=f"{said} {table.doubt}".strip())


def _joined(lists: Mapping[str, list[Any]]) -> Table:
    return joined(
        "JSON", lambda: ((_cell(one), key) for key, value in lists.items() for one in value), lists
    )


def _lists_in(
    found: Mapping[str, Any], before: str = "", depth: int = 1
) -> Iterator[tuple[str, list[Any]]]:
    """The lists of texts within an object, and where they stand."""
    for name, value in found.items():
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _lists_in(value, f"{before}{name}.", depth + 1)
        elif isinstance(value, list) and _are_texts(value):
            yield before + name, value


def _are_texts(some: Sequence[Any]) -> bool:
    """Whether all are, and not numbers, which programs have as texts here."""
    texts = all(isinstance(one, str) for one in some)
    return texts and not all(map(is_number, some[:_SHORT]))


def _columns(columns: Mapping[str, list[Any]]) -> Table:
    rows = partial(zip, *columns.values(), strict=True)
    return Table("JSON", lambda: ([_cell(one) for one in row] for row in rows()), tuple(columns))
