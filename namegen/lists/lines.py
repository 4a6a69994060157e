"""Lists written for people: one name a line, perhaps numbered or with a count behind, or a table
with a sign between its columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice, pairwise

from namegen.lists.headings import is_heading
from namegen.lists.table import SAMPLE, Row, Table

_BLOCK = 1 << 20  # characters split into lines at once
_DELIMITERS = "\t;|,"
_SPOKEN = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", "  ": "spaces"}
_REGULAR = 0.8  # the share of lines of one width that makes them rows of a table
_WIDEST = 500  # cells of a line of a table: lines with more hold a name in each
_MOST_TITLES = 15  # lines above the heading of a table
_LONGEST = 300  # characters of a line that is looked at for numbers before and behind
_MOST_JOINED = 20  # lines that one cell in quotes may go on for
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»", "‘": "’", "`": "`"}

_COMMENT = re.compile(r"(?:#(?![,;|\t]|\d)|//)")
_BULLET = re.compile(r"\s*(?:[-*+•·–—‣▪◦○●◆■►✓]|\[[ xX]?\])\s+(?:\[[ xX]?\]\s+)?")
_RULE = re.compile(r"[\s|+:=_-]*[-=_]{2}[\s|+:=_-]*")  # between the heading of a table and its rows
_BEFORE = re.compile(r"\s*[#№(\[]?\s?(\d{1,7})(?:\s?[.):\]]\s*|\s+[-–—]\s+|\s+)(?=\D)")
_AFTER = re.compile(r"(?:\s*[\s:=(\[×–—-]\s*[-+]?\d[\d.,\u202f\u00a0]*\s?%?[)\]]?)+\s*$")
_NUMBER = re.compile(r"\d[\d.,\u202f\u00a0]*")


def lines_of(text: str) -> Iterator[str]:
    """The lines that are not blank, without the spaces around them."""
    start = 0
    while start < len(text):
        end = start + _BLOCK
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
            if cut <= start:
                at = [place for place in (text.find("\n", end), text.find("\r", end)) if place >= 0]
                cut = min(at, default=len(text) - 1) + 1
            end = cut
        for line in text[start:end].splitlines():
            if line and not line.isspace():
                yield line
        start = end


def lines(text: str) -> Table:
    """The table in a text that a person may have written."""
    sample = list(islice(lines_of(text), SAMPLE))
    without_comments = _comments(sample)
    read = partial(_without_comments, text) if without_comments else partial(lines_of, text)
    sample = list(islice(read(), SAMPLE))
    return _delimited(read, sample) or _peeled(read, sample) or _plain(read, sample)


def _plain(read: Callable[[], Iterator[str]], sample: Sequence[str]) -> Table:
    quoted = sum(line.strip()[:1] in _QUOTES for line in sample) > len(sample) / 2
    if quoted:
        return Table("one name a line", lambda: ([unquoted(line)] for line in read()))
    if len(sample) == 1 and len(sample[0]) > 60 and " " in sample[0].strip():
        return Table(
            "one name a word", lambda: ([word] for line in read() for word in line.split())
        )
    return Table("one name a line", lambda: ([line] for line in read()))


# --- comments ---


def _comments(sample: Sequence[str]) -> bool:
    """Whether the list has comments: some lines that are nothing else, or ends of lines."""
    whole = sum(_COMMENT.match(line.lstrip()) is not None for line in sample)
    return 0 < whole < len(sample) / 2 or any(" # " in line for line in sample)


def _without_comments(text: str) -> Iterator[str]:
    for line in lines_of(text):
        if "#" in line or "//" in line:
            if _COMMENT.match(line.lstrip()):
                continue
            line = line.partition(" # ")[0]
        yield line


# --- tables with a sign between their columns ---


def _delimited(read: Callable[[], Iterator[str]], sample: Sequence[str]) -> Table | None:
    found = [(delimiter, _widths(sample, delimiter)) for delimiter in (*_DELIMITERS, "  ")]
    known = _with_known_heading(sample)
    for delimiter, widths in found:
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        regular = rows >= _REGULAR * max(
            1, sum(widths.values()) - _titles(sample, delimiter, width)
        )
        if delimiter == known or (1 < width <= _WIDEST and regular and len(sample) > 1):
            return _table(read, sample, delimiter, width)
    # Names with the sign between them, however many a line.
    delimiter, widths = max(found[:-1], key=lambda one: sum(one[1].values()) - one[1][1])
    most = sum(widths.values()) - widths[1]
    if most and (len(sample) == 1 or widths.most_common(1)[0][0] > 1):
        cut = partial(cells, delimiter=delimiter, quote=_quote(sample, delimiter))
        return Table(
            f"names with {_SPOKEN[delimiter]} between them",
            lambda: ([cell] for line in read() for cell in cut(line)),
        )
    return None


def _table(
    read: Callable[[], Iterator[str]], sample: Sequence[str], delimiter: str, width: int
) -> Table:
    quote = _quote(sample, delimiter)
    rows = partial(_rows, read, delimiter, quote, width)
    start = [row for row in islice(rows(), SAMPLE) if len(row) >= width]
    used = max((i + 1 for row in start for i, cell in enumerate(row) if cell.strip()), default=1)
    if used < width and delimiter != "|":  # each line ends in the sign
        width = used
        form = "one name a line" if used == 1 else f"a table with {_SPOKEN[delimiter]}"
        return Table(form, lambda: (row[:used] for row in rows()))
    return Table(f"a table with {_SPOKEN[delimiter]}", rows)


def _widths(sample: Sequence[str], delimiter: str) -> Counter[int]:
    quote = _quote(sample, delimiter)
    return Counter(_width(line, delimiter, quote) for line in sample if not _is_rule(line))


def _width(line: str, delimiter: str, quote: str) -> int:
    """How many cells a line has."""
    if quote in line or delimiter in ("|", "  "):
        return len(cells(line, delimiter, quote))
    return line.count(delimiter) + 1  # as many, and none of them made


def _is_rule(line: str) -> bool:
    return len(line) < _LONGEST and _RULE.fullmatch(line) is not None


def _titles(sample: Sequence[str], delimiter: str, width: int) -> int:
    """How many lines stand above the first of the width."""
    quote = _quote(sample, delimiter)
    for index, line in enumerate(sample[:_MOST_TITLES]):
        if _width(line, delimiter, quote) == width:
            return index
    return 0


def _with_known_heading(sample: Sequence[str]) -> str | None:
    """The delimiter at which the first line falls into headings that are known."""
    for delimiter in _DELIMITERS:
        row = cells(sample[0], delimiter) if len(sample) > 1 else []
        if len(row) > 1 and any(map(is_heading, row)):
            return delimiter
    return None


def _quote(sample: Sequence[str], delimiter: str) -> str:
    """The sign that cells stand in: an apostrophe where more cells begin and end with one."""
    single = sum(
        cell.strip()[:1] == cell.strip()[-1:] == "'" and len(cell.strip()) > 1
        for line in sample[:100]
        if "'" in line
        for cell in line.split(delimiter)
    )
    return (
        "'" if single > len(sample[:100]) / 2 and single > "".join(sample[:100]).count('"') else '"'
    )


def cells(line: str, delimiter: str, quote: str = '"') -> Row:
    """The cells of a line; one in quotes may hold the delimiter."""
    if delimiter == "  ":
        return re.split(r"\s{2,}", line.strip())
    if delimiter == "|" and line.lstrip()[:1] == "|":  # as Markdown has tables
        line = line.strip()[1:].removesuffix("|")
    if quote in line:
        with suppress(csv.Error, StopIteration):
            return next(
                csv.reader([line], delimiter=delimiter, quotechar=quote, skipinitialspace=True)
            )
    return line.split(delimiter)


def _rows(
    read: Callable[[], Iterator[str]], delimiter: str, quote: str, width: int
) -> Iterator[Row]:
    """The rows of a table. A cell in quotes may go on over lines where that gives a whole row; a
    quotation mark that is never closed costs a line, not the file."""
    lines = read()
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if delimiter in "| " and _is_rule(line):
            continue
        if quote in line and line.count(quote) % 2:
            waiting += islice(lines, _MOST_JOINED - len(waiting))
            joined = _joined(line, waiting, delimiter, quote, width)
            if joined:
                row, used = joined
                del waiting[:used]
                yield row
                continue
        yield cells(line, delimiter, quote)


def _joined(
    line: str, following: Sequence[str], delimiter: str, quote: str, width: int
) -> tuple[Row, int] | None:
    """The row of a line whose last cell goes on in the lines that follow, and in how many."""
    if not re.search(rf"(?:^|{re.escape(delimiter)})\s*{quote}[^{quote}]*$", line):
        return None
    for used, more in enumerate(following, 1):
        line += " " + more
        if more.count(quote) % 2:
            row = cells(line, delimiter, quote)
            return (row, used) if len(row) == width else None
    return None


def unquoted(text: str) -> str:
    """The text without the quotation marks that it stands in, and a comma behind them."""
    text = text.strip().rstrip(",;").rstrip()
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return text[1:-1]
    return text.removeprefix('"').removesuffix('"')


# --- numbers and bullets before the names, counts behind them ---


def _peeled(read: Callable[[], Iterator[str]], sample: Sequence[str]) -> Table | None:
    most = _REGULAR * len(sample)
    bulleted = sum(_BULLET.match(line) is not None for line in sample) >= len(sample) / 2
    bare = [_BULLET.sub("", line, count=1) if bulleted else line for line in sample]
    before = [int(found[1]) for found in map(_BEFORE.match, bare) if found]
    numbered = len(before) >= most
    ranks = numbered and _is_ranks(before)
    behind = Counter(len(_cut(line, False, True)[2]) for line in bare)
    width, often = behind.most_common(1)[0]
    counted = width > 0 and often >= most
    if not (bulleted or numbered or counted):
        return None
    names = [_cut(line, numbered, counted)[1] for line in bare]
    codes = _code_ending(names) if numbered or counted else set()
    shaped = (_BEFORE if numbered else _AFTER if counted else _BULLET).search
    titles = next((i for i, line in enumerate(sample[:_MOST_TITLES]) if shaped(line)), 0)

    def rows() -> Iterator[Row]:
        for line in islice(read(), titles, None):
            bare = _BULLET.sub("", line, count=1) if bulleted else line
            number, name, after = _cut(bare, numbered, counted)
            start, _, code = name.rpartition(" ")
            if codes:
                name, after = (start, [code, *after]) if code in codes else (name, ["", *after])
            yield [*([number] if numbered and not ranks else ()), unquoted(name), *after]

    if counted or codes or (numbered and not ranks):
        return Table("lines with a number beside each name", rows)
    return Table("numbered lines" if numbered else "lines with bullets", rows)


def _cut(line: str, numbered: bool, counted: bool) -> tuple[str, str, list[str]]:
    """The number before a name, where lines are numbered; the name; and the numbers behind it."""
    if len(line) > _LONGEST or not (numbered or counted):
        return "", line, []
    if not numbered:  # the usual shape, and nine times as fast
        name, _, last = line.rstrip().rpartition(" ")
        if last.isdecimal() and name[-1:].isalpha():
            return "", name, [last]
    before = _BEFORE.match(line) if numbered else None
    rest = line[before.end() :] if before else line
    after = _AFTER.search(rest, 1) if counted else None
    numbers = _NUMBER.findall(after[0]) if after else []
    return before[1] if before else "", rest[: after.start()] if after else rest, numbers


def _is_ranks(numbers: Sequence[int]) -> bool:
    """Whether numbers go up by one, most of them."""
    steps = [after - before for before, after in pairwise(numbers)]
    return not steps or sum(step in (0, 1) for step in steps) >= _REGULAR * len(steps)


def _code_ending(names: Sequence[str]) -> set[str]:
    """The few words, such as F and M, of which one ends every line."""
    words = Counter(said[-1] for name in names if len(said := name.split()) > 1)
    few = len(words) <= 4 and all(len(word) <= 6 for word in words)
    return set(words) if few and sum(words.values()) >= 0.95 * len(names) >= 7 else set()
