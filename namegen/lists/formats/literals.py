"""What one value of a program holds: a list, a list of each of several names, rows, or records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from namegen.lists.cleaning import NamesError
from namegen.lists.formats import brackets
from namegen.lists.formats.lines import lines_of
from namegen.lists.formats.tokens import tokens
from namegen.lists.tables.headings import has_letter, is_heading, is_number
from namegen.lists.tables.table import MAX_HEADINGS, SAMPLE, Row, Table, joined, of_records

ONE_LIST = "a list in brackets"

# Up to the value of the first variable, with the type that may stand before it.
DECLARED = re.compile(
    r"""\s*(?:(?:[^"'=(){}]|\{[^{}"'=\n]*+\}){0,100}(?::=|=|<-)(?![=>])\s*)?(?:(?:new\s+)?\[[\d.]*\]\s?[\w.]+\s?(?=\{))?"""
)
_MOST_LONGER = 3  # times as many values as in most brackets: these are a list of names
_FEWEST, _MANY = 6, 2  # rows on lines, at least; and times as many as a column has values
_FEW = 3  # values of a list that are looked at, and that it has at least


def literal(text: str) -> Table | None:
    """The table of a value in brackets, or None. Raises NamesError where these are too deep."""
    text = text[DECLARED.match(text).end() :]
    depth, deepest, sizes = 0, 0, Counter()
    size = keyed = outside = inside = called = texts = valued = 0
    signs: set[str] = set()
    before, is_valued = "", False
    for value, sign, place in islice(tokens(text, commas=True), 4_000):
        if sign in brackets.OPENS:
            called += depth == 0 and sign == "{" and before == ":"
            depth, size = depth + 1, 0
            deepest = max(deepest, depth)
        elif sign in brackets.CLOSES:
            depth -= 1
            sizes[size] += size > 0
            size = 0
        elif value is not None:
            size, texts = size + 1, texts + (place > 0)
            inside, outside = inside + (depth > 0), outside + (depth <= 0)
        keyed += (sign == ":") - (sign == ";" and is_valued)  # a statement holds no key
        is_valued = value is not None and before == ":"
        valued += is_valued and depth > 0
        signs.add(sign)
        before = sign
    said = not texts and outside >= inside > 1  # of each name in brackets behind it
    if not inside or outside > inside or said or called > 1:
        return None
    if deepest > brackets.DEEPEST:
        raise NamesError(brackets.TOO_DEEP)
    nested = max(sizes.values(), default=0) > 1 or (deepest > 1 and sizes.total() != 1)
    few = brackets.OPENS | brackets.CLOSES | {"", ";", ":"}
    by_word = signs <= few and not valued  # as in a shell
    by_word &= deepest == 1 or '"' not in text
    several = (by_word and nested) or (sizes.total() > 1 and keyed and not nested)
    if not several and (not nested or (by_word and deepest == 1)):
        return (None if keyed else _on_lines(text)) or Table(
            ONE_LIST, lambda: brackets.values(text, by_word, keyed > 0)
        )
    if several:
        return _lists(text, by_word)
    if columns := brackets.lists_of(text):
        headings, lists = zip(*columns, strict=True)
        return Table(
            "lists in brackets",
            lambda: map(list, zip(*(brackets.within(text, one) for one in lists), strict=True)),
            headings,
        )
    if _are_lists([*islice(brackets.called_groups(text), SAMPLE)], keyed > 0):
        return _lists(text)
    if not keyed:
        usual = max(sizes, key=sizes.__getitem__, default=MAX_HEADINGS)
        return Table("rows in brackets", lambda: brackets.groups(text, _MOST_LONGER * usual))
    table = of_records("rows in brackets", partial(brackets.keyed_groups, text))
    return table if table.headings else _lists(text)


def _on_lines(text: str) -> Table | None:
    """The table of one list whose lines hold as many values each, some again: "Ada", "Female"."""

    def rows() -> Iterator[Row]:
        texts = ([v for v, _, quoted in tokens(line) if v and quoted] for line in lines_of(text))
        return filter(None, texts)

    if text.count("\n") < _FEWEST:
        return None
    head, *sample = [*islice(rows(), SAMPLE)] or [[]]
    if len(sample) < _FEWEST or {*map(len, sample)} != {len(head)} or len(head) < 2:
        return None
    again = any(_MANY * len({*column}) <= len(sample) for column in zip(*sample, strict=True))
    headings = tuple(head) if all(map(is_heading, head)) else ()
    skipped = 1 if headings else 0
    return (
        Table("rows on lines", lambda: islice(rows(), skipped, None), headings) if again else None
    )


def _are_lists(found: Sequence[brackets.Group], keyed: bool) -> bool:
    """Whether what stands innermost in brackets are lists of words, and neither records nor rows:
    each is called otherwise, or is as long as no other."""
    lists = [one for one in found if not one.keyed]
    sizes = {one.size for one in lists}
    if not lists or any(is_number(value) for one in lists for value in one.row[:_FEW]):
        return False
    differ = len({one.name for one in lists} if keyed else sizes)
    words, others = (sum(one.size for one in found if one.keyed == is_one) for is_one in (0, 1))
    return 2 * differ > len(lists) and words > max(_FEW * len(lists), others)


def _lists(text: str, by_word: bool = False) -> Table:
    """The table of the lists in brackets, each with what stands before it; without records, and
    without those of bare words beside others in quotes."""
    some = [*islice(brackets.called_groups(text), MAX_HEADINGS)]
    only = any(not one.keyed for one in some)
    quoted = not by_word and any(one.texts for one in some)

    def found() -> Iterator[brackets.Group]:
        every = (one for one in brackets.called_groups(text) if not (only and one.keyed))
        return (one for one in every if one.texts or not (quoted and has_letter(one.row[0])))

    def entries() -> Iterator[tuple[str, str]]:
        return ((v, one.name) for one in found() for v in brackets.within(text, one, by_word))

    return joined("lists in brackets", entries, [o.name for o in islice(found(), MAX_HEADINGS)])
