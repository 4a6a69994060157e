"""Lists in the notation of programs: JSON, JSON lines, rows of SQL, a list in Python or alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice, pairwise

from namegen.lists.cleaning import NamesError
from namegen.lists.fields import SECTION
from namegen.lists.groups import (
    CLOSES,
    DEEPEST,
    OPENS,
    TOO_DEEP,
    called_groups,
    groups,
    keyed_groups,
    lists_of,
    outermost,
    values,
    within,
)
from namegen.lists.headings import is_heading
from namegen.lists.json_lists import json_lines, json_table
from namegen.lists.table import MAX_HEADINGS, NAME_AND_LIST, SAMPLE, Row, Table
from namegen.lists.tokens import tokens

_LITERAL = re.compile(
    r"(?:<\?php\s*)?([\w$@.:<>&\[\] \t]{0,80}(?:[=:]|<-)\s*)?[\w.$<>% \t]{0,30}"
    r"\s?[\[({]\s*+[\[({]*+\s*+\S"
)
# Up to the value of the first variable, with the type that may stand before it.
_DECLARED = re.compile(
    r"""\s*(?:[^"'=(){}]{0,100}(?::=|=|<-)(?![=>])\s*)?(?:(?:new\s+)?\[[\d.]*\]\s?[\w.]+\s?(?=\{))?"""
)
_OPENED = re.compile(r"""\[\s*+[\[{"']|\{\s*+["']""")
# In a program, brackets that hold nothing but data.
_DATA = re.compile(
    r"""[\[({](?:[^\S\n]|[\n\d.,:()\[\]{}-]|=>|"[^"\n]*+"|'[^'\n]*+'|[A-Za-z_]\w{0,40}:"""
    r"""|None|null|true|false|(?:\#\s|//)[^\n]*+)*+"""
)
_QUOTED = re.compile(r"""["'][^"'\n]*["']""")
_REMARK = re.compile(r"(?m)^[ \t]*+(?:#|//).*")
_REMARKS = re.compile(r"\s*+(?:(?:#|//)[^\n]*+(?:\n\s*+|\Z))*+")
# A program goes on behind brackets: it sets a variable, or calls something.
_STATEMENTS = re.compile(
    r"[\])}];?[ \t]*+\r?\n\s*+(?:[A-Za-z_][\w .:\[\]]{0,60}=(?![=>])|[A-Za-z_][\w.]{0,40}\()"
)
_CODE = re.compile(r"[(){}\[\]='\"]|\bimport\b")
# Lines with a cell of their own before one with brackets.
_CELLS = re.compile(r"""(?:[^\s"'\[({][^\t\n\[({]*\t[^\n\[{]*[\[{][^\n]*\n){2}""")
_FEWEST = 5  # texts in quotes that make a list
_CLOSED = re.compile(r"(?:[\]})][\s;,)]*|[),;])(?:\.\w+)?\Z")
# Its first letter is looked for as it is: a quarter of the time that ignoring its case takes.
_INSERT = re.compile(
    r"""[Ii](?<!\w.)(?i:NSERT\s+(?:IGNORE\s+)?(?:INTO\s+)?([\w.`"\[\]]{1,100})\s*(?:\(([^()]{1,2000})\))?\s*VALUES\b)"""
)
_CREATE = re.compile(r"^CREATE\s+TABLE\s[^;]{1,2000};", re.MULTILINE)


def structured(text: str) -> Table | None:
    """The table in a text that is written as programs write data; None where it is not."""
    goes_on = _STATEMENTS.search(text, 0, 200_000)
    text = text if goes_on else text[_REMARKS.match(text).end() :]
    start = text[:4_000].lstrip()
    if start.startswith("{|") or _CELLS.match(start) or _is_headed(start):  # tables
        return None
    if start[:1] in ("[", "{"):
        table = json_table(text) or json_lines(text)
        if table:
            return table
    if _INSERT.search(text, 0, 200_000):
        return _inserts(text)
    if _CREATE.search(start) and "\nCOPY" not in text:
        raise NamesError("This file sets up a table and has no rows of it. Export the rows, too.")
    declared = _DECLARED.match(text).end()
    if declared and text[declared : declared + 1] == "{":
        with suppress(NamesError):  # of very many values: they are read one by one
            if table := json_table(text[declared:].rstrip(" \n\r;")):
                return table
    quotes = start.count("'") + start.count('"')
    closed = _CLOSED.search(text[-200:].rstrip())
    begun = _LITERAL.match(start)
    is_whole = begun and closed and (quotes > 1 or begun[1] or start[:1] in "[{")
    breaks_off = not closed and _OPENED.match(start) and not SECTION.match(start)

    def in_brackets(text: str) -> tuple[Table | None, str]:
        table = _literal(text) if is_whole or breaks_off else None
        return table, "" if is_whole else "It breaks off: its brackets are never closed."

    ways = (_within_program, in_brackets) if goes_on else (in_brackets, _within_program)
    for way in ways:
        table, doubt = way(text)
        if table and table.sample:
            return replace(table, doubt=table.doubt or doubt)
    return None


def _is_headed(text: str) -> bool:
    """Whether the first line has headings with signs between them: cells below may hold code."""
    line = text.partition("\n")[0]
    cells = re.split("[,;\t]", line)
    return len(cells) > 3 and not _CODE.search(line) and any(map(is_heading, cells))


def _within_program(text: str) -> tuple[Table | None, str]:
    """The table of the lists that make most of a program, and a sentence on which are read."""
    found = (one[0] for one in _DATA.finditer(text))
    lists = [one for one in found if len([*islice(_QUOTED.finditer(one), _FEWEST)]) == _FEWEST]
    longest = max(lists, key=len, default="")
    size = len(text) - sum(len(one[0]) for one in _REMARK.finditer(text))
    if 2 * len(longest) > size:
        which = "longest list" if len(lists) > 1 else "list"
        return _literal(longest), f"Only the {which} in this program is read."
    if 2 * sum(map(len, lists)) <= size or len(lists) > MAX_HEADINGS:
        return None, ""
    tables = [table for table in map(_literal, lists) if table and table.sample]
    if len({(table.form, table.headings) for table in tables}) != 1:
        return None, ""
    rows = chain.from_iterable
    joined = replace(tables[0], rows=lambda: rows(table.rows() for table in tables))
    return joined, "The lists in this program are joined."


def _inserts(text: str) -> Table:
    """The rows of the table into which most of a dump is inserted."""
    tables: dict[str, list[tuple[int, int]]] = {}  # where the rows of each begin and end
    headed: dict[str, str] = {}
    for one, following in pairwise(chain(_INSERT.finditer(text), (None,))):
        end = following.start() if following else len(text)
        tables.setdefault(one[1], []).append((one.end(), end))
        headed.setdefault(one[1], one[2] or "")
    wanted = max(tables, key=lambda name: sum(end - start for start, end in tables[name]))
    headings = tuple(name.strip(' `"[]\n') for name in headed[wanted].split(",") if name)

    def rows() -> Iterator[Row]:
        for start, end in tables[wanted]:
            yield from outermost(text, start, end)

    others = f"Only the rows of {wanted} are read." if len(tables) > 1 else ""
    return Table("rows of SQL", rows, headings, doubt=others)


def _literal(text: str) -> Table | None:
    text = text[_DECLARED.match(text).end() :]
    depth, deepest, sizes = 0, 0, Counter()
    size = keyed = outside = inside = called = 0
    signs: set[str] = set()
    before = ""
    for value, sign, _ in islice(tokens(text, commas=True), 4_000):
        if sign in OPENS:
            called += depth == 0 and sign == "{" and before == ":"
            depth, size = depth + 1, 0
            deepest = max(deepest, depth)
        elif sign in CLOSES:
            depth -= 1
            sizes[size] += size > 0
            size = 0
        elif value is not None:
            size += 1
            inside, outside = inside + (depth > 0), outside + (depth <= 0)
        keyed += sign in (":", "=>")
        signs.add(sign)
        before = sign
    if not inside or outside > inside or called > 1:  # Ada: {born: 1815}, and so each line
        return None
    if deepest > DEEPEST:
        raise NamesError(TOO_DEEP)
    nested = max(sizes.values(), default=0) > 1 or (deepest > 1 and sizes.total() != 1)
    by_word = deepest == 1 and signs <= OPENS | CLOSES | {"", ";"} and not {"'", '"'} & {*text}
    if by_word or not nested:
        return Table("a list in brackets", lambda: values(text, by_word))
    if columns := lists_of(text):
        headings, lists = zip(*columns, strict=True)
        return Table(
            "lists in brackets",
            lambda: map(list, zip(*(within(text, one) for one in lists), strict=True)),
            headings,
        )
    if not keyed:
        return Table("rows in brackets", lambda: groups(text))
    records = partial(keyed_groups, text)
    headings = tuple(dict.fromkeys(key for one in islice(records(), SAMPLE) for key in one))
    if not headings:
        found = partial(called_groups, text)
        lists = dict.fromkeys(one.name for one in islice(found(), MAX_HEADINGS) if one.name)
        return Table(
            "lists in brackets",
            lambda: ([value, one.name] for one in found() for value in within(text, one)),
            NAME_AND_LIST,
            doubt=f"The lists {', '.join(lists)[:80]} are joined." if len(lists) > 1 else "",
        )
    return Table(
        "rows in brackets",
        lambda: ([one.get(heading, "") for heading in headings] for one in records()),
        headings[:MAX_HEADINGS],
    )
