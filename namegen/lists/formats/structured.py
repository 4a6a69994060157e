"""Lists in the notation of programs: JSON, JSON lines, rows of SQL, a list in Python or alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice, pairwise

from namegen.lists.cleaning import NamesError
from namegen.lists.formats.brackets import chosen, rows_of
from namegen.lists.formats.field_lines import SECTION
from namegen.lists.formats.json_lists import json_lines, json_table
from namegen.lists.formats.lines import lines_of
from namegen.lists.formats.literals import ONE_LIST, literal
from namegen.lists.formats.program_data import DATA, records
from namegen.lists.formats.tagged import tagged
from namegen.lists.formats.tokens import tokens, words
from namegen.lists.formats.xml_lists import xml_table
from namegen.lists.formats.yaml_lists import yaml_lists
from namegen.lists.tables.headings import is_heading
from namegen.lists.tables.layout import lay_out
from namegen.lists.tables.table import MAX_HEADINGS, Row, Table, joined

_Rows = Callable[[str, int, int], Iterator[Row]]
_List = tuple[str, Callable[[], Iterator[str]]]  # what it is called, and its names
_LITERAL = re.compile(
    r"(?:<\?php\s*)?([\w$@.:<>&\[\] \t]{0,80}(?:[=:]|<-)\s*)?[\w.$<>%& \t]{0,30}"
    r"\s?[\[({]\s*+[\[({]*+\s*+\S"
)
_OPENED = re.compile(r"""\[\s*+[\[{"']|\{\s*+["']""")
_WORDS = re.compile(r"(?:qw|[%~][wWiI])\s?[(\[{/<|!]")  # as Perl and Ruby have them
_WORDS_OR_DATA = re.compile(
    r"(?:\[|\b)(?:qw|(?<=[%~])(?<!\S[%~])[wWiI])\s?[(\[{/<|!]([^()\[\]{}/<>|!]{5,})[)\]}/>|!]"
    rf"|{DATA.pattern}"
)
# A list in one text in quotes, one without quotes, and that of a shell.
_NAMES = re.compile(
    r"""(?:(?<=[=(:])|(?<=[=(:]\s))(?:(["'\[])"""
    r"""((?:[^\W\d][^"'\[\],\n]{0,40},\s?){3,}+[^\W\d][^"'\[\],\n]{0,40})(?:\1|\])"""
    r"""|\(\s*((?:[^\W\d]\w{0,40}\s++){3,}+[^\W\d]\w{0,40})\s*\)"""
    r"""|(["'])\s*+((?:[^\W\da-z]\w{0,40}\s++){7,}+[^\W\da-z]\w{0,40})\s*\4)"""
)
_VARIABLE = re.compile(
    r"([\w$@.-]+)\s*(?:\[\w*\]\s*)?(?::\s*[\w<>\[\],.& ]+?\s*)?"
    r"(?:=>?|<-|:|,)\s*(?:new\s)?[\w.\[\](%& ]*\Z"
)
_LONGEST = 100  # characters of what a list is called
_REMARK = re.compile(r"(?m)^[ \t]*+(?:#|//).*")
_REMARKS = re.compile(r"\s*+(?:(?:#|//)[^\n]*+(?:\n\s*+|\Z))*+")
# A program goes on behind brackets: it sets a variable, or calls something; or uses others.
_IMPORT = re.compile(r"\s*(?:import|from|using|use|package|namespace)\s")
_STATEMENTS = re.compile(
    r"[\])}](?: as const|\.\w{1,40}+)?;?[ \t]*+\r?\n\s*+(?:(?:#|//)[^\n]*+\n\s*+)*+[A-Za-z_]"
    r"(?:[\w .:<>,&\[\]]{0,60}=(?![=>])|[\w.]{0,40}\(|[\w.]{0,40} [\w ]{0,60}(?:\([^\n]*)?\{)"
    r"|[\])}]\.\w{1,40}+ (?:do|\{) ?\|"  # a block, as Ruby has it
)
_LINE_OF_CODE = re.compile(
    r"(?:[;{}\])]|^[ \t]*end)[ \t\r]*$|^[ \t]*(?:def |class |return |import |from )", re.MULTILINE
)
_FEW = 3  # such lines
_QUOTES = re.compile(r"(?<!\w)['\"]|['\"](?!\w)")  # and no O'Neil
_CODE = re.compile(r"[(){}\[\]='\"]|\bimport\b")
# Lines with a cell of their own before one with brackets.
_CELLS = re.compile(r"""(?:[^\s"'\[({][^\t\n\[({]*\t[^\n\[{]*[\[{][^\n]*\n){2}""")
_FEWEST = 5  # texts in quotes that make a list
_CLOSED = re.compile(r"(?:[\]})][\s;,)]*|[),;])(?:\.\w+)?\Z")
_YAML = re.compile(
    r"(?m)^[ \t]*[^\n:]{1,60}:(?:[ \t]+\[(?![\w.]{0,40}\]\s?=)|[ \t\r]*\n[ \t]*(?:- |\[))"
)
# Of rows, the table and its columns. The first letters are looked for as they are: a quarter of the
# time that ignoring case takes.
_SQL = re.compile(
    r"""[Ii](?<!\w.)(?i:N(?:SERT\s+(?:IGNORE\s+)?(?:INTO\s+)?|TO\s+)([\w.`"\[\]]{1,100})"""
    r"\s*(?:\(([^()]{1,2000})\))?\s*"
    r"(?:(?:SELECT\b[^;'\"]{1,500}?\bFROM\s*\(\s*)?VALUES\b|(?=(SELECT)\b)))"
    r"|C(?<![^\n].)OPY ([^\s(]{1,100}) \(([^()]{1,2000})\) FROM stdin;\n"
)
# The values of a type that has no others, and what is said of one: = 3. The word is looked for
# first, and what is before it then: a thirteenth of the time for a list without one.
_ENUM = re.compile(r"enum(?<!\wenum)\b([^{}()\"';=]{0,99})\{([^{}()\"']{5,})\}")
_VALUE = re.compile(r"(?:(?:#|//)[^\n]*|\bcase\s|\W)*+(\w+)(?:\s*=[^,;\n]*)?")
_CREATE = re.compile(r"^CREATE\s+TABLE\s[^;]{1,2000};", re.MULTILINE)


def structured(text: str) -> Table | None:
    """The table in a text that is written as programs write data; None where it is not."""
    if table := xml_table(text.lstrip()) or tagged(text):
        return table
    goes_on = _STATEMENTS.search(text, 0, 200_000) is not None
    text = text[_REMARKS.match(text).end() :]
    goes_on |= _IMPORT.match(text) is not None
    start = text[:4_000].lstrip()
    if start[:1] in ("[", "{") and "“" in start and '"' not in text:  # as word processors write
        text, start = (one.replace("“", '"').replace("”", '"') for one in (text, start))
    if start.startswith("{|") or _CELLS.match(start) or _is_headed(start):  # tables
        return None
    if _YAML.search(start) and (table := yaml_lists(text)):
        return table
    if start[:1] in ("[", "{") or (start[:1] == '"' and "\\u" in start):
        table = json_lines(text) or json_table(text)
        if table:
            return table
    if _SQL.search(text, 0, 200_000):
        return _rows_of_sql(text)
    if _CREATE.search(start):
        raise NamesError("This file sets up a table and has no rows of it. Export the rows, too.")
    quotes = len(_QUOTES.findall(start))
    closed = _CLOSED.search(text[-200:].rstrip())
    begun = _LITERAL.match(start)
    is_whole = begun and closed and (quotes > 1 or begun[1] or start[:1] in "[{")
    breaks_off = not closed and _OPENED.match(start) and not SECTION.match(start)

    def in_brackets(text: str) -> tuple[Table | None, str]:
        table = literal(text) if is_whole or breaks_off else None
        return table, "" if is_whole else "It breaks off: its brackets are never closed."

    if quotes and (table := records(text)):
        return table
    in_program = partial(_within_program, is_program=goes_on)
    ways = (in_program, in_brackets) if goes_on else (in_brackets, in_program)
    for way in ways:
        table, doubt = way(text)
        if table and any(any(map(str.strip, row)) for row in table.sample):
            return replace(table, doubt=table.doubt or doubt)
    return _of_enums(text)


def _is_headed(text: str) -> bool:
    """Whether the first line has headings with signs between them: cells below may hold code."""
    line = text.partition("\n")[0]
    cells = re.split("[,;\t]", line)
    return len(cells) > 3 and not _CODE.search(line) and any(map(is_heading, cells))


def _within_program(text: str, is_program: bool) -> tuple[Table | None, str]:
    """The table of the lists in a program, and a sentence on which are read."""
    # Data alone is looked for ten times as fast, and signs alone faster than what they are part of.
    has_words = any(sign in text for sign in ("qw", "%", "~")) and _WORDS.search(text)
    pattern = _WORDS_OR_DATA if has_words else DATA
    holds_lists = pattern is _WORDS_OR_DATA or any(quote in text for quote in "'\"`")
    lists = filter(_is_list, pattern.finditer(text)) if holds_lists else ()
    data = [*islice(lists, MAX_HEADINGS + 1)]
    is_set = any(_is_set(text, one) for one in data)
    data = data if is_set or any(one[0][-1] not in "'\"" for one in data) else []
    is_program |= is_set
    found = [one for one in data if len(_texts_in(one)) == _FEWEST] or data
    in_texts = not found
    if in_texts and _NAMES.search(text, 0, 200_000):
        found = [*islice(_NAMES.finditer(text), MAX_HEADINGS + 1)]
    if not 0 < len(found) <= MAX_HEADINGS:
        return None, ""
    size = len(text) - sum(len(one[0]) for one in _REMARK.finditer(text))
    is_most = (3 if in_texts else 2) * sum(len(one[0]) for one in found) > size
    is_program |= any(one[1] for one in found)  # words as no text has them
    is_program |= len([*islice(_LINE_OF_CODE.finditer(text), _FEW)]) == _FEW
    if not (is_most or (is_program and not in_texts)):
        return None, ""
    if in_texts:
        return _of_lists([(_named(text, one), partial(_names_in, one)) for one in found]), ""
    values = [(one, value) for one in data[:MAX_HEADINGS] if (value := _value(one))]
    lists = [(one, pair) for one, value in values for pair in _lists_of(_named(text, one), value)]
    read = {name for one, (name, _) in lists if one in found}
    short = tuple(name for _, (name, _) in lists if name not in read)
    said = f" Lists of fewer than {_FEWEST} are left out: {', '.join(short)[:80]}." if short else ""
    only = [value for one, value in values if one in found] if len(found) == 1 else []
    if only and (not short or any(len(row) > 1 for row in only[0].sample)):  # of records
        return only[0], f"Only one list in this program is read.{said}"
    table = _of_lists([pair for one, pair in lists if one in found or pair[0] in short], short)
    doubt = table.doubt or "Only one list in this program is read."
    return replace(table, doubt=doubt + said), ""


def _is_list(found: re.Match[str]) -> bool:
    near = max(0, found.start() - _LONGEST)  # a line may be very long
    start = max(near, found.string.rfind("\n", near, found.start()) + 1)
    return len(_texts_in(found)) >= _FEW and not _IMPORT.match(found.string, start, found.start())


def _texts_in(found: re.Match[str]) -> list[str]:
    """The first texts in quotes within brackets, or words."""
    texts = (value for value, _, quoted in tokens(found[0]) if value is not None and quoted)
    return [*islice(words(found[1]) if found[1] else texts, _FEWEST)]


def _is_set(text: str, found: re.Match[str]) -> bool:
    """Whether a variable is set to a list that has no brackets, as in PowerShell."""
    return found[0][0] in "'\"" and text[
        max(0, found.start() - _LONGEST) : found.start()
    ].rstrip().endswith("=")


def _value(found: re.Match[str]) -> Table | None:
    if found[1]:
        return Table(ONE_LIST, lambda: ([word] for word in words(found[1])))
    return literal(found[0] if found[0][-1] not in "'\"" else f"[{found[0]}]")


def _named(text: str, found: re.Match[str]) -> str:
    """What a program calls what stands there."""
    before = _VARIABLE.search(text[max(0, found.start() - _LONGEST) : found.start()])
    return before[1] if before else f"at {found.start():,}"


def _names_in(found: re.Match[str]) -> Iterator[str]:
    return map(str.strip, found[2].split(",")) if found[2] else words(found[3] or found[5])


def _lists_of(name: str, table: Table) -> Iterator[_List]:
    """The lists of a table, each with what it is called: the cells in the column of names."""
    best = 0
    with suppress(NamesError):  # of numbers alone
        best = lay_out(table, None, heading=False, weights=None).names[0] if table.sample else 0

    def of_rows(rows: Callable[[], Iterator[Row]]) -> Iterator[str]:
        return (row[best] for row in rows() if best < len(row))

    for one in table.lists:
        yield f"{name}.{one}", partial(of_rows, table.of(one).rows)
    if not table.lists:
        yield name, partial(of_rows, table.rows)


def _of_lists(lists: Sequence[_List], left: Sequence[str] = ()) -> Table:
    return joined(
        "lists in a program",
        lambda: ((entry, name) for name, entries in lists for entry in entries()),
        [name for name, _ in lists],
        left,
    )


def _of_enums(text: str) -> Table | None:
    """The table of the values of types that have no others, as programs set them up."""
    found = [*islice(_ENUM.finditer(text), MAX_HEADINGS)]
    if not found:
        return None
    named = [("".join(one[1].partition(":")[0].split()[-1:]), one) for one in found]
    table = _of_lists([(name, partial(_values_of, one)) for name, one in named])
    return replace(table, doubt=table.doubt or "Only the values of one type are read.")


def _values_of(found: re.Match[str]) -> Iterator[str]:
    return (one[1] for one in _VALUE.finditer(found[2]))


def _rows_of_sql(text: str) -> Table:
    """The rows of the table that has most of a dump."""
    tables: dict[str, list[tuple[int, int, _Rows]]] = {}  # where those of each begin and end
    headed: dict[str, str] = {}
    for one, following in pairwise(chain(_SQL.finditer(text), (None,))):
        end = following.start() if following else len(text)
        read = _copied if one[4] else chosen if one[3] else rows_of
        name = one[1] or one[4]
        tables.setdefault(name, []).append((one.end(), end, read))
        headed.setdefault(name, one[2] or one[5] or "")
    wanted = max(tables, key=lambda name: sum(end - start for start, end, _ in tables[name]))
    headings = tuple(name.strip(' `"[]\n') for name in headed[wanted].split(",") if name)

    def rows() -> Iterator[Row]:
        for start, end, read in tables[wanted]:
            yield from read(text, start, end)

    if headings and len(next(rows(), headings)) < len(headings):  # of what is selected from these
        headings = ()
    others = f"Only the rows of {wanted} are read." if len(tables) > 1 else ""
    return Table("rows of SQL", rows, headings, doubt=others)


def _copied(text: str, start: int, end: int) -> Iterator[Row]:
    """The rows of a table as PostgreSQL dumps it."""
    closed = text.find("\n\\.", start, end)
    rows = text[start : closed if closed >= 0 else end]
    return (line.split("\t") for line in lines_of(rows))
