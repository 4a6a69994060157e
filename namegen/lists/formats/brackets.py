"""What stands in brackets in a text that is written as programs write data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from namegen.lists.cleaning import NamesError
from namegen.lists.formats.tokens import tokens, words
from namegen.lists.tables.headings import is_number
from namegen.lists.tables.table import MAX_HEADINGS, Row

OPENS, CLOSES = frozenset("([{"), frozenset(")]}")
_ENDS = OPENS | CLOSES | {","}  # of a value
DEEPEST = 20  # brackets within each other
TOO_DEEP = "Its brackets stand within each other too deep to be read."
_SELECT = re.compile(
    r"""\bSELECT\s((?:'[^']{0,999}'|"[^"]{0,999}"|(?!\b(?:FROM|WHERE|UNION)\b)[^;'"])*+)""",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:on|as|returning)\b", re.IGNORECASE)


def within(text: str, group: Group, by_word: bool = False) -> Iterator[str]:
    """All values of a pair of brackets; or each word outside quotes, as in lists of a shell."""
    for value, _, quoted in tokens(text, group.start, group.end):
        if value is not None:
            yield from (value,) if quoted or not by_word else _words(value)


def _words(value: str) -> Iterator[str]:
    """The words of a value, before a remark."""
    return words(value.partition(" #")[0])


def values(text: str, by_word: bool = False, keyed: bool = True) -> Iterator[Row]:
    """The values of one list, a row each; of a mapping, which is keyed, the key and its value.
    by_word: each word is a value, as in lists of a shell."""
    depth, row, joined = 0, [], False
    for value, sign, quoted in tokens(text, commas=keyed):
        if sign:
            depth += (sign in OPENS) - (sign in CLOSES)
            joined = joined or sign == ":"
            if row and sign not in OPENS and sign in _ENDS:
                yield row
            if sign in _ENDS:  # what stands before a bracket is no value
                row, joined = [], False
        elif by_word and depth:
            yield from ([word] for word in ((value,) if quoted else _words(value)))
        elif depth:
            if row and not joined:
                yield row
                row = []
            row, joined = [*row, value], False
    if row:
        yield row


def groups(text: str, most: int) -> Iterator[Row]:
    """The values of each innermost pair of brackets; more than `most` a row each."""
    for one in called_groups(text):
        yield from ([one.row] if one.size <= most else ([value] for value in within(text, one)))


def outermost(text: str, at: int, end: int) -> Iterator[Row]:
    """The values of each pair of brackets, without those of pairs within it: (1, 'Ada', now()).

    A semicolon ends them, and what a database is told of rows it has: ON CONFLICT (name)."""
    row: Row = []
    depth = 0
    for value, sign, _ in tokens(text, at, end):
        if value is not None:
            if depth == 0 and _AFTER.match(value):
                return
            if depth == 1 and len(row) < MAX_HEADINGS:
                row.append(value)
        elif sign in OPENS:
            depth += 1
        elif sign in CLOSES:
            depth -= 1
            if depth == 0 and row:
                yield row
                row = []
        elif sign == ";" and depth == 0:
            return


def chosen(text: str, at: int, end: int) -> Iterator[Row]:
    """The values behind each SELECT that holds a text: SELECT 1, 'Ada' WHERE ..."""
    for found in _SELECT.finditer(text, at, end):
        if "'" in found[1] or '"' in found[1]:
            row = f"({found[1]})"
            yield from outermost(row, 0, len(row))


def lists_of(text: str) -> list[tuple[str, Group]] | None:
    """The lists that are the columns of one table: each has a name before it, and as many values;
    one at least holds numbers, and one words. None where there are none such."""
    found = list(islice(called_groups(text), MAX_HEADINGS))
    sizes = Counter(one.size for one in found)
    size = max((size for size, often in sizes.items() if often > 1), default=0)
    named = [one for i, one in enumerate(found) if one.name or not i]
    columns = [(one.name, one) for one in named if one.size == size]
    if not 1 < len(columns) < size:
        return None
    return columns if len({is_number(one.row[0]) for _, one in columns}) == 2 else None


class Group(NamedTuple):
    """An innermost pair of brackets: the value before it, and its first values."""

    name: str  # the value before it, or before that and a sign: n = c(
    row: Row
    size: int  # of all values
    start: int
    end: int
    keyed: bool  # whether it holds keys and values
    texts: int  # of its values, those in quotes


def called_groups(text: str) -> Iterator[Group]:
    """Each innermost pair of brackets."""
    row: Row | None = None
    name = before = key = latest = ""
    size = start = texts = 0
    keyed = False
    for value, sign, place in tokens(text):
        if value is not None:
            texts += place > 0
            key, before = (before if latest == ":" else ""), value
            size += 1
            if row is not None and size <= MAX_HEADINGS:
                row.append(value)
        elif sign in OPENS:
            row, name, before = [], key or before, ""
            size, start, texts, keyed, key = 0, place, 0, False, ""
        elif sign in CLOSES:
            if row:
                yield Group(name, row, size, start, place, keyed, texts)
            row, before = None, ""
        else:
            keyed |= sign == ":"
        latest = sign


def keyed_groups(text: str) -> Iterator[dict[str, str]]:
    """The keys and values of each pair of brackets, with its own key, if any. What stands in
    brackets behind other values goes with these: {name: Ada, born: {year: 1815}}."""
    around: list[tuple[dict[str, str], str]] = []
    one: dict[str, str] = {}
    key = latest = before = ""  # before: the key of the value just read
    for value, sign, _ in tokens(text):
        if value is not None:
            if key:
                one[key] = value
            key, before, latest = "", key, value
            continue
        if sign == ":":
            key = latest
        elif sign in OPENS:
            if before:  # the word at the bracket is no value: array( and alike
                key = before
                del one[before]
            around.append((one, key))
            if len(around) > DEEPEST:
                raise NamesError(TOO_DEEP)
            one, key = {}, ""
        elif sign in CLOSES:
            inner, (one, key) = one, around.pop() if around else ({}, "")
            if one and len(inner) < MAX_HEADINGS:
                one.update((f"{key}.{name}", value) for name, value in inner.items())
            elif inner:
                yield {"": key, **inner} if key else inner
            key = ""
        before = ""
