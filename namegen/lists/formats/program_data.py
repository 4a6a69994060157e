"""Data in a program: brackets that hold nothing else, and records that are made one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice

from namegen.lists.formats.tokens import tokens
from namegen.lists.tables.table import MAX_HEADINGS, Table, of_records

_LOOKED_AT = 200_000  # characters in which some records must be
_FEWEST, _MOSTLY = 3, 0.8  # records; and the share of them that have the same keys
# In a program, brackets that hold nothing but data, or texts in quotes one after the other.
DATA = re.compile(
    r"""[\[({"'](?:(?<!["'])()(?:"""  # the group is that of words, below
    r"""[^\S\n]|0x[\da-fA-F]++|(?<=["'])\.\w{1,40}+(?!\()"""  # what is made of a text: "Ada".freeze
    r"|(?<=[\s,(\[{]):[A-Za-z_]\w{0,40}|(?:(?<=\])|(?<=\] ))=(?=\s?\{)"  # keys of Ruby, of Lua
    r"|[\d_.,:()\[\]{}]|(?<=[,{(\[;])(?:[^\S\n]*+(?:\#|//|--)[^\n]*+)?\n\s*+"  # a line goes on
    r"""|\n\s*+(?![A-Za-z_]\w{0,40}(?::[^\n="']{1,80})?\s?=(?![=>]))"""  # none sets a variable
    r"""|=>|[bru]?"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[bru]?'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'|`[^`\n]*+`"""
    r"|[A-Za-z_]\w{0,40}:|(?<!\n)[A-Za-z_]\w{0,40}\s?=(?![=>])"  # a key
    r"|(?<=:\s)[A-Za-z_][\w.]{0,40}(?=[,\n}])"  # and its value, a word without quotes
    r"""|;(?=\s*+["'{}\dtfn])|None|null|nil|true|false|new\s"""
    r"|[A-Za-z_][\w.]{0,40}!?\s?[({]"  # what makes the list, or a record: Person(
    r"|-(?!-\s)|(?:(?<!\S)\#(?!\{)|//|--)[^\n]*+"  # a minus, or a remark
    r""")*+|(?<=")[^"\n]+"(?:[^\S\n]*+[,\n]\s*+"[^"\n]+"){2,}+"""
    r"""|(?<=')[^'\n]+'(?:[^\S\n]*+,\s*+'[^'\n]+'){2,}+)"""
)


def records(text: str) -> Table | None:
    """The table of the records that a program makes one by one; None where it makes none."""
    found = [*islice(_records_in(text[:_LOOKED_AT]), MAX_HEADINGS)]
    keys, often = Counter(map(tuple, found)).most_common(1)[0] if found else ((), 0)
    if len(found) < _FEWEST or not keys or often < _MOSTLY * len(found):
        return None
    return of_records("records in a program", partial(_records_in, text))


def _records_in(text: str) -> Iterator[dict[str, str]]:
    """What stands in each pair of brackets that holds keys: create(name: "Ada", age: 36)."""
    for found in DATA.finditer(text):
        record: dict[str, str] = {}
        key = latest = None
        again = False
        for value, sign, _ in tokens(found[0]):
            if sign == ":":
                key = latest
            elif value is not None and key is not None:
                again |= key in record
                record[key], key = value, None
            latest = value
        if record:
            yield {} if again else record
