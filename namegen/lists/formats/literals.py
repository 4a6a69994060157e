"""What one value of a program holds: a list, a list of each of several names, rows, or records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from namegen.lists.formats.brackets import CLOSES, OPENS, Item, items
from namegen.lists.formats.json_lists import refuse_many
from namegen.lists.formats.json_values import is_nested, of_object, records, row_of
from namegen.lists.formats.lines import lines_of
from namegen.lists.formats.tokens import tokens
from namegen.lists.tables.table import MAX_HEADINGS, SAMPLE, Row, Table

ONE_LIST = "a list in brackets"

# Up to the value of the first variable; and before a list, of what its values are.
_DECLARED = re.compile(r"""\s*(?:(?:[^"'=(){}]|\{[^{}"'=\n]*+\}){0,100}(?::=|=|<-)(?![=>])\s*)?""")
# The type of a list; and what a record can do, which is none of its values.
_NO_VALUE = re.compile(
    r"\[[\d.]*\](?=\s{0,99}[\w.]{0,40}\s?\{)"
    r"|(?:\bfunction\b[^{}'\"]{0,200}|\([^()'\"]{0,200}\)\s?=>\s?)\{[^{}]*\}"
)
_FEWEST, _MANY = 6, 2  # rows on lines, at least; and times as many as a column has values
_LOOKED_AT = 20_000  # characters that say what is read
_MOST_VALUES = 1_500_000  # of all lists that are read together


def literal(text: str) -> Table | None:
    """The table of a value in brackets, or None. Raises NamesError where these are too deep."""
    text = _NO_VALUE.sub("", text[_DECLARED.match(text).end() :])
    signs: set[str] = set()
    depth = outside = inside = called = valued = 0
    before = ""
    for value, sign, _ in islice(tokens(text, commas=True), 4_000):
        depth += (sign in OPENS) - (sign in CLOSES)
        called += depth == 1 and sign == "{" and before == ":"
        if value is not None:
            inside, outside = inside + (depth > 0), outside + (depth <= 0)
            valued += before == ":" and depth > 0
        signs.add(sign)
        before = sign
    if not inside or outside > inside or outside == inside > 1 or called > 1:
        return None
    by_word = signs <= OPENS | CLOSES | {"", ";", ":"} and not valued  # as in a shell
    tree = [one for one in items(text[:_LOOKED_AT], by_word=by_word) if is_nested(one[1])]
    path: list[int] = []
    # What breaks off here may have other lists behind that in which it does.
    whole = len(text) <= _LOOKED_AT
    while (whole or not path) and (place := _main(tree, within=bool(path))) is not None:
        path.append(place)
        tree = _within([value for _, value, _ in tree if is_nested(value)][place])

    def read() -> Iterator[Item]:
        found = items(text, path, by_word)
        return found if path else (one for one in found if is_nested(one[1]))

    kinds = {type(value) for _, value, _ in tree}
    if not any(key is not None for key, *_ in tree):
        if kinds & {list, dict}:
            table = records(lambda: (value for _, value, _ in read()))
        else:  # to ask what each is takes a fifth longer
            table = _on_lines(text) or Table(
                ONE_LIST, lambda: ([v] if isinstance(v, str) else row_of(v) for _, v, _ in read())
            )
    elif kinds == {str} or (kinds == {dict} and len(tree) > MAX_HEADINGS):
        table = records(lambda: map(_with_key, read()))
    else:
        refuse_many(text, 0, len(text), _MOST_VALUES)
        table = of_object(_by_key(read()))
    return table and replace(table, form=ONE_LIST)


def _with_key(item: Item) -> Any:
    key, value, _ = item
    return {"": key, **value} if isinstance(value, dict) else [key or "", value]


def _main(tree: Sequence[Item], within: bool) -> int | None:
    """The place of the one pair of brackets among some that holds most of them; None for all.
    within: whether other brackets are around these, whose lists belong together."""
    if len(tree) > 1 and any(key is not None for key, *_ in tree):
        return None
    sizes = [_size(value) for _, value, _ in tree if is_nested(value)]
    most = max(sizes, default=0)
    if within:
        alone = sum(map(bool, sizes)) == 1 and most >= len(tree) - len(sizes)
        return sizes.index(most) if alone else None
    return sizes.index(most) if most > 2 * (sum(sizes) - most) else None


def _by_key(found: Iterable[Item]) -> dict[str, Any]:
    """The values by their keys, all of which differ then."""
    keyed: dict[str, Any] = {}
    for key, value, _ in found:
        name = key or ""
        is_new = name and name not in keyed
        keyed[name if is_new else f"{name} {len(keyed) + 1}".strip()] = value
    return keyed


def _within(value: Any) -> list[Item]:
    if isinstance(value, dict):
        return [(key, one, "") for key, one in value.items()]
    return [(None, one, "") for one in value]


def _size(value: Any) -> int:
    """How many values it holds, itself if nothing else."""
    return sum(_size(one) for _, one, _ in _within(value)) if is_nested(value) else 1


def _on_lines(text: str) -> Table | None:
    """The table of one list whose lines hold as many values each, some again: "Ada", "Female"."""

    def rows() -> Iterator[Row]:
        texts = ([v for v, _, quoted in tokens(line) if v and quoted] for line in lines_of(text))
        return filter(None, texts)

    sample = [*islice(rows(), SAMPLE)] if text.count("\n") >= _FEWEST else []
    regular = len(sample) > _FEWEST and len({*map(len, sample)}) == 1
    columns = zip(*sample, strict=True) if regular else ()
    again = any(_MANY * len({*column}) <= len(sample) for column in columns)
    return Table(ONE_LIST, rows) if again else None
