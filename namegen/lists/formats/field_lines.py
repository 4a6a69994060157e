"""Records written with a field a line, as vCards and YAML have them."""

from __future__ import annotations

import quopri
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from namegen.lists.formats.entry_parts import unquoted
from namegen.lists.tables.headings import is_number, names_rank
from namegen.lists.tables.table import Table, of_records

_FIELD = re.compile(
    r"""(?:[-*]\s)?\s*["']?([^\W\d][\w.-]{0,30}(?:\s[\w.-]{1,30}){0,2})["']?"""
    r"""(?:;[^:=\n]{0,200}(?:=[^:\n]{0,200})?)?(?:[ \t]{0,40}[:=](?!//)|[ ](?="))(.*)"""
)
_OF_A_LEVEL = re.compile(r"\d\s(?:@[^@]{1,30}@\s)?([A-Z_]{3,15})(?:\s(.*))?")  # 1 NAME Ada /Byron/
_OF_A_TAG = re.compile(r"%?([A-Z\d][A-Z\d]{0,3})(?:[ ]{0,2}-(?:\s|\Z)|(?<=%\w)\s)(.*)")  # AU  - Ada
# Above the fields of one record: [Ada], or [[star]].
SECTION = re.compile(r"\[{1,2}([^\[\]\"',]{1,100})\]{1,2}\s*(?:\n|\Z)")
# A line that goes on, without a bullet; or what stands between records.
_BETWEEN = re.compile(r"commit [0-9a-f]{7,40}|\s++(?![^\w\s]{1,3}\s)|([*=#~_-])\1{3}")
_SEVERAL = re.compile(r"(?<![,;\s])[,;\s]++(?=[^\W\d]\w{0,30}\s?[:=])")  # between two of a line
_LONGEST, _OF_SEVERAL = 400, 2_000  # characters of a line that are looked at
_MOST_FIELDS = 1_000  # of a record
_MOSTLY = 0.8  # the share of lines that are fields
_AROUND = ("BEGIN", "END")  # a record, or one within
_PRINTABLE = "=QUOTED-PRINTABLE:"
_REPEATED = 3  # times that a field's name occurs, on the average


def fields(read: Callable[[], Iterator[str]], sample: Sequence[str]) -> Table | None:
    """The table of the records in lines, of which each is a field: its name, a sign, its value.
    The names of fields repeat; those of a list of names, each with a word on it, do not."""
    signs = "\t" if not sample or _field(sample[0]) else "\t,;"  # of a table; cells have colons
    if any(min((line.count(sign) for line in sample), default=0) > 1 for sign in signs):
        return None
    several = [[*_parts(line[:_OF_SEVERAL])] for line in sample]
    whole = sum(len(parts) > 1 and all(map(_field, parts)) for parts in several)
    if whole > _MOSTLY * len(sample):  # Name: Ada, Age: 36
        sample = [part for parts in several for part in parts]
        read = partial(_one_a_line, read)
    often = Counter(sample)
    between = {line for line in sample if _BETWEEN.match(line) or often[line] >= _REPEATED}
    found = [field for line in sample if (field := _field(line)) or line not in between]
    named = [field[0] for field in found if field and field[1]]
    values = [field[1] for field in found if field and field[1]]
    if (
        all(map(is_number, values))
        or len(named) < 4
        or sum(map(bool, found)) < _MOSTLY * len(found)
    ):
        return None
    levels = all(map(_OF_A_LEVEL.match, sample))
    if len(set(named)) * _REPEATED > len(named) and not levels:
        return None
    table = of_records("a field a line", partial(_records, read))
    twice = dict.fromkeys(key for key, after in pairwise(named) if key == after not in _AROUND)
    if twice and len({*named}) > 1 and all(names_rank(key) is None for key in named):
        several = " or ".join(twice)[:80]
        said = f"A record may hold {several} several times: is it the column of the names?"
        return replace(table, doubt=said)
    return table


def _one_a_line(read: Callable[[], Iterator[str]]) -> Iterator[str]:
    for line in read():
        yield from _parts(line)


def _parts(line: str) -> Iterator[str]:
    start = 0
    for found in _SEVERAL.finditer(line):  # all at once they would take much memory
        yield line[start : found.start()]
        start = found.end()
    yield line[start:]


def _field(line: str) -> tuple[str, str] | None:
    line = line[:_LONGEST].strip()
    begin = line[:1]
    if begin == "[" and (section := SECTION.fullmatch(line)):
        return section[1], ""
    found = (_OF_A_LEVEL.fullmatch(line) if begin.isdigit() else None) or _FIELD.match(line)
    if not found and (begin.isupper() or begin == "%"):
        found = _OF_A_TAG.match(line)
    if found and ";" in line and _PRINTABLE in line.upper():  # as old telephones write é: =C3=A9
        return found[1], quopri.decodestring(found[2].encode()).decode(errors="replace")
    return (found[1], unquoted(found[2] or "")) if found else None


def _records(read: Callable[[], Iterator[str]]) -> Iterator[dict[str, str]]:
    found = filter(None, map(_field, read()))
    return in_records(field if field[1] else ("", field[0]) for field in found)


def in_records(fields: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """One begins where a field's name comes again, or a name stands alone, with a colon."""
    record: dict[str, str] = {}
    for key, value in fields:
        if key in record or not key or len(record) > _MOST_FIELDS:
            if record.keys() - {""}:
                yield record
            record = {}
        record[key] = value
    if record.keys() - {""}:
        yield record
