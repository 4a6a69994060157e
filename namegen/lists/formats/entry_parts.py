"""Entries with more than a name in each: with a number before, and a count or words behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from namegen.lists.formats.numbers_before import NUMBER, ROMAN, STAMP, numbering
from namegen.lists.tables.headings import LABEL, is_count, is_heading
from namegen.lists.tables.table import MAX_HEADINGS, SAMPLE, Row, Table
from namegen.wording import shorten

_REGULAR = 0.8  # the share of entries of one shape that makes it that of the list
_FEWEST = 5  # entries that all begin with one of two letters
_MOST_TITLES = 15  # lines above the first entry
_LONGEST = 300  # characters of an entry that are looked at
QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»", "‘": "’", "`": "`"}

# Between a name and what is said of it; and the sign of a table, which goes first.
_SAID = re.compile(r"(?<=\S)(?:\s+(?:[-–—=]+>?\s|[(\[])|(?<=[\u3040-\ud7a3])\(|:\s|\s?=\s?|(,))\s*")
_TABLE = re.compile(r"[;|\t]|(?<!\d),(?!\s)")
_LEADERS = re.compile(r"\s?(?:\.{3,}|…+|_{3,}|(?:\. ){3,})\s?")
_LATIN = r"A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_OTHER = rf"(?=[^\W\d_])[^{_LATIN}\d,(\[/]{{1,30}}"
_TWICE = re.compile(  # a cell in two alphabets: 王 Wáng
    rf"{_OTHER}( )[{_LATIN}][{_LATIN}' -]{{1,30}}|[{_LATIN}' -]{{2,30}}( ){_OTHER}"
)
_PAIR = re.compile(rf"[^\W\d][^,]{{0,30}}(,)\s[^\W\d][^,\d]{{0,30}}|{_TWICE.pattern}")
_SIGNS = " -–—:=/"  # between two that are one cell
_GROUP = re.compile(r"[^:=]{1,60}(?::\s|\s?=\s?)")
_BETWEEN_COMMAS = re.compile("[^,]+")
_NUMBER = re.compile(r"[(\[]?[x×約]?[-+]?\d[\d.,':/万千]*[%人kKMx×]?[)\]]?")
_CODE = re.compile(r"\s*[\w.$]+\s?=\s?[\[({]")  # names = [
_PART = re.compile(r"[^\n]*:\s*|\[[^\[\]]{1,99}\]\s*")  # the heading of a part
_RANK = re.compile(r"\s*\d+[.)]\s")  # 26. Ada
_TICKER = re.compile(r"\s*[A-Z]{1,4}\s+[^\W\d_][^\n]{0,60}[a-z]")  # AAPL Apple
_LOCATED = re.compile(r"[^\n]{0,60}[^\W\dA-Z_][ ,]\s*(?![IVXLC]+\s*\Z)[A-Z]{2,4}\s*\Z")  # Paris FR
_ASKED = "Most entries {} with a word in capitals: is it a part of the names?"
_REMARK = re.compile(r"\s*(?:[;#]|//)")  # behind a text in quotes


def are_parted(sample: Sequence[str]) -> bool:
    """Whether a name stands before a sign, and behind it what is said of it: no table."""
    sample = [line for line in sample if not _PART.fullmatch(line)]
    found = 0
    for line in sample:
        line = STAMP.sub("", line[:_LONGEST], count=1)
        said = _SAID.search(line)
        found += said is not None and not said[1] and not _TABLE.search(line)
    return len(sample) > 1 and found >= _most(sample)


def are_cells(entries: Sequence[str]) -> bool:
    """Whether most entries hold a sign as tables have it, with no space behind it."""
    return sum(_TABLE.search(entry[:_LONGEST]) is not None for entry in entries) >= _most(entries)


def _what_is_said(entry: str) -> tuple[str, list[str]]:
    """The name at the start of an entry, and what stands behind the sign."""
    found = next((one for one in _SAID.finditer(entry[:_LONGEST]) if not one[1]), None)
    if not found or LABEL.match(entry):  # Note: of them all
        return entry, []
    return entry[: found.start()], [
        *map(unquoted, entry[found.end() :].rstrip(" )]").split(" (", MAX_HEADINGS))
    ]


def _most(entries: Sequence[str]) -> float:
    """How many of the entries make a shape that of the list: of few, all but a title."""
    return min(_REGULAR * len(entries), max(2, len(entries) - 1))


def parted(table: Table) -> Table:
    """The table of a list with one column, with one for each part of its entries."""
    sample = [row[0] for row in table.sample if row]
    if len(sample) < 2:
        return table
    several = table.headings or max(map(len, table.sample)) > 1
    paired = _paired(table, _PAIR if several else _TWICE)
    if several or paired is not table:
        return _without_ranks(paired)
    numbered, ranks = numbering(sample)
    rest = [e[m.end() :] for e in sample if (m := numbered.match(e))] if numbered else sample
    groups = [*map(_is_group, rest)]
    if sum(groups) >= _most(rest):
        others = unlike([entry for entry, is_one in zip(rest, groups, strict=True) if not is_one])
        said = f"Each line is taken for names of one kind. {others}".strip()
        in_groups = partial(_in_groups, table.rows)
        of_names = are_parted([name for name, *_ in islice(in_groups(), SAMPLE)])
        return Table("groups of names", partial(in_groups, of_names), doubt=said)
    said = are_parted(rest)
    before = [_what_is_said(entry)[0] for entry in rest] if said else rest
    numbers = [found for entry in before if (found := numbers_behind(entry)[1])]
    counted = len(numbers) >= _REGULAR * len(rest)
    groups = [number for found in numbers for number in found[1:]]
    spaced = counted and all(len(n) == 3 and n.isdecimal() for n in groups)
    usual = Counter(map(len, numbers)).most_common(1)[0][0] if counted and not spaced else _LONGEST

    def parts(entry: str) -> tuple[str, str, list[str]]:
        number, after = "", []
        if numbered and (found := numbered.match(entry)):
            number, entry = found[1], entry[found.end() :]
        if said:
            entry, after = _what_is_said(entry)
        if counted:
            entry, numbers = numbers_behind(entry)
            more = numbers[:-usual]  # of the name: The 1975 12
            if more and all(map(str.isdecimal, (*more, numbers[-1][0]))):
                entry, numbers = " ".join((entry, *more)), numbers[-usual:]
            after = [*(["".join(numbers)] if spaced else numbers), *after]
        return number, entry, after

    codes = _code_ending([parts(e)[1] for e in sample], 6 if numbered or counted or said else 1)
    if not (numbered or said or counted or codes):
        for where, code in (("begin", _TICKER), ("end", _LOCATED)):
            coded = sum(code.match(entry) is not None for entry in sample) / _REGULAR
            if _FEWEST <= len(sample) <= coded and not table.doubt:
                return replace(table, doubt=_ASKED.format(where))
        return table
    shaped = [bool(parts(e)[0] if numbered else parts(e)[2]) for e in sample]
    titles = next((i for i, is_entry in enumerate(shaped[:_MOST_TITLES]) if is_entry), 0)
    others = [e for i, e in enumerate(sample) if not shaped[i] and (numbered or i < titles)]
    shown = numbered and not ranks

    def rows() -> Iterator[Row]:
        for row in islice(table.rows(), titles, None):
            number, name, after = parts(row[0])
            if numbered and others and not number:
                continue
            if codes:
                start, _, code = name.rpartition(" ")
                name, after = (start, [code, *after]) if code in codes else (name, ["", *after])
            yield [number, unquoted(name), *after] if shown else [unquoted(name), *after]

    more = counted or said or codes or shown
    form = "lines with more beside each name" if more else "numbered lines"
    head = sample[titles - 1].split() if titles else []
    width = len(next(rows(), ()))
    headed = width > 1 and len(head) - width in (0, ranks)
    headed = headed and (is_heading(head[-width]) or is_count(head[-1]))
    if headed:
        others.remove(sample[titles - 1])
    doubt = table.doubt or unlike(others)
    if 2 * sum(_CODE.match(line) is not None for line in sample) > len(sample):
        doubt = "Its lines look like those of a program: are they names?"
    headings = tuple(head[-width:]) if headed else ()
    return _paired(Table(form, rows, headings, table.sheets, doubt), _TWICE)


def _without_ranks(table: Table) -> Table:
    """The table without the number, or the code, that its first cells begin with: 02003-Ada, 5; and
    without that of other columns where it says their order."""
    ways = dict[int, re.Pattern[str]]()
    rows = [row for row in table.sample if sum(map(bool, row)) > 1]
    for index in range(0 if table.headings else max(map(len, rows), default=0)):
        cells = [row[index] for row in rows if index < len(row) and row[index]]
        numbered, ranks = numbering(cells) if cells else (None, False)
        lengths = Counter(len(found[1]) for found in map(NUMBER.match, cells) if found)
        coded = max(lengths.values(), default=0) >= _REGULAR * max(len(cells), _FEWEST)
        if ranks and numbered and (index == 0 or all(map(_RANK.match, cells))):
            ways[index] = numbered
        elif coded and index == 0:
            ways[index] = NUMBER

    def rest(row: Row) -> Row:
        row = [*row]
        for index, way in ways.items():
            if index < len(row) and (found := way.match(row[index])):
                row[index] = row[index][found.end() :]
        return row

    return replace(table, rows=lambda: map(rest, table.rows())) if ways else table


def _is_group(entry: str) -> bool:
    """Whether several names stand behind a word: Girls: Ada, Zoë, Mia."""
    group = _GROUP.match(entry)
    names = entry[group.end() : _LONGEST].split(",") if group else ()
    first = [name.strip()[:1] for name in names[:-1]]
    return len(names) > 2 and all(letter.isalpha() and not letter.islower() for letter in first)


def _in_groups(read: Callable[[], Iterator[Row]], are_parted: bool = False) -> Iterator[Row]:
    """Each name, the word before its group, and what may be said of it."""
    for row in read():
        if row and (group := _GROUP.match(row[0])):
            kind = group[0].rstrip(":= ")
            for found in _BETWEEN_COMMAS.finditer(row[0], group.end()):
                name, said = _what_is_said(found[0]) if are_parted else (found[0], [])
                yield [name, kind, *said]


def _paired(table: Table, pattern: re.Pattern[str]) -> Table:
    """The table with two columns for one whose cells hold a pair: Family, Given, or City, State."""
    for index in range(min(MAX_HEADINGS, max(map(len, table.sample)))):
        cells = [row[index] for row in table.sample if index < len(row) and row[index].strip()]
        found = [pair for cell in cells if (pair := pattern.fullmatch(cell.strip()))]
        pairs = {pair[0][: pair.start(pair.lastindex)] for pair in found}
        if len(cells) > 2 and len(pairs) > _REGULAR / 2 * len(cells):
            break
    else:
        return table

    def split(row: Row) -> Row:
        if index >= len(row):
            return row
        cell = row[index].strip()
        end = cell.find(",")  # as most have, or the two alphabets meet
        if end < 0:
            pair = pattern.fullmatch(cell)
            end = pair.start(pair.lastindex) if pair else len(cell)
        two = cell[:end].rstrip(_SIGNS), cell[end + 1 :].strip(_SIGNS)
        return [*row[:index], *two, *row[index + 1 :]]

    headings = tuple(split([*table.headings])) if table.headings else ()
    example = shorten(found[0][0])
    said = table.doubt or f"Cells such as {example} are taken for two, each with a column."
    return replace(table, rows=lambda: map(split, table.rows()), headings=headings, doubt=said)


def numbers_behind(entry: str) -> tuple[str, list[str]]:
    """The name at the start of an entry, and the numbers behind it."""
    name, _, last = entry.rstrip().rpartition(" ")
    if last.isdecimal() and name[-1:].isalpha() and not name.endswith(" x"):
        return name, [last]
    if len(entry) > _LONGEST:
        return entry, []
    words = (_LEADERS.sub(" ", entry) if "..." in entry or "…" in entry else entry).split()
    numbers: list[str] = []
    while len(words) > 1 and _NUMBER.fullmatch(words[-1]):
        numbers.insert(0, words.pop().strip("()[]x×"))
        if len(words) > 1 and (words[-1] == "x" or not any(map(str.isalnum, words[-1]))):
            words.pop()  # Ada x 5, Ada * 5
    return (" ".join(words), numbers) if numbers else (entry, [])


def _code_ending(names: Sequence[str], longest: int) -> set[str]:
    """The few words, such as F and M, of which one ends every line. longest: their letters."""
    words = Counter(said[-1] for name in names if len(said := name.rsplit(None, 1)) > 1)
    few = len(words) <= 3 and all(len(word) <= longest for word in words)
    few = few and not all(ROMAN.keys() >= {*word.lower()} for word in words)  # Louis XIV
    return set(words) if few and sum(words.values()) >= 0.95 * len(names) >= 7 else set()


def unlike(lines: Sequence[str]) -> str:
    """A sentence on lines that are left out; "" where there are none."""
    such_as = shorten("; ".join(map(str.strip, lines)))
    return f"Left out, being written unlike the others: {such_as}." if lines else ""


def unquoted(text: str) -> str:
    """The text without the quotation marks that it stands in, and a comma behind them."""
    if text.isalpha():  # most are
        return text
    text = text.strip()
    if text[:1].isalpha() and text[-1].isalpha():
        return text
    text = text.rstrip(",; ")
    quote = QUOTES.get(text[:1], "\n")
    if len(text) > 1 and quote == text[-1]:
        return text[1:-1]
    inside, _, behind = text[1:].partition(quote)
    if _REMARK.match(behind):
        return inside
    return text.removeprefix('"').removesuffix('"')


def if_quoted(line: str) -> str:
    """The text without these where it ends with the one that it begins with."""
    line = line.strip()
    return unquoted(line) if QUOTES.get(line[:1]) == line[-1:] else line
