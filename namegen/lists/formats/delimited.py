"""Tables written with a sign between their columns, and names with one between them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from namegen.lists.formats.entry_parts import numbers_behind, unquoted
from namegen.lists.formats.numbers_before import STAMP
from namegen.lists.formats.printed_tables import aligned, is_below, is_rule
from namegen.lists.tables.headings import TYPES, is_heading, is_number, key
from namegen.lists.tables.table import SAMPLE, Row, Table

_SPOKEN = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", "~": "tildes"}
_SPOKEN |= {"^": "carets", "  ": "spaces", ":": "colons", "/": "slashes", "-": "dashes"}
_SPOKEN |= {" ": "spaces"}  # between cells in quotes
_RULED = ("|", "  ")
_MAIN = ("\t", ";", "|", ",")
_REGULAR = 0.8  # the share of lines of one width that makes them rows of a table
_AGAIN = 0.7  # the share of different ones among cells that come again
_WIDEST = 500  # cells of a line of a table: lines with more hold a name in each
_MOST_TITLES = 15  # lines above the heading of a table
_LOOKED_AT, _FEWEST = 200, 6  # lines that are looked at for what is irregular; and at least
_BLOCK, _PIECE = 2_000, 1 << 16  # lines, and characters of a line, that are cut at once
_MOST_CUT = 1_000_000  # characters of these lines, and of one line of a table
_MOST_JOINED = 20  # lines that one cell in quotes may go on for

_AND = re.compile(r"\s(?:and|und|et|y|e|en|og|och|oraz|и|та|ve|&)\s")
_TEXT = re.compile(r"://|:\s")  # where a colon or a slash parts no columns
_CELL = r"""(?:"[^"]*"|[-+]?\d[\d.e+-]*|NA|TRUE|FALSE)"""  # as R writes them
_SPACED = re.compile(rf"(?=[^\"]*\"){_CELL}(?: +{_CELL})+\s*")  # "Ada Byron" 3
_MARKED = re.compile(r"\s*+\|(?:\s|.*\|\s*\Z)")  # as Markdown has tables; else the first is blank
_WIDE = re.compile(r"\S\s\s")
_IN_NUMBER = re.compile(r"(?<![^\s;|.…_])[-+(x×]?\d+(?:(?:,\d+)+|[:/]\d+(?:[:/.]\d+)*+\s*\Z)")


def delimited(read: Callable[[], Iterator[str]], sample: Sequence[str]) -> Table | None:
    of_texts = "".join(filter(partial(_is_within_numbers, sample), ",:/"))
    stamped = sum(STAMP.match(line) is not None for line in sample[:_LOOKED_AT])
    of_texts += ":/" * (any(map(_TEXT.search, sample)) or stamped > _REGULAR * len(sample))
    numbers = Counter(len(numbers_behind(line)[1]) for line in sample)  # one space is enough there
    shown = _usual(numbers) > 0 and max(numbers.values()) > max(_widths(sample, "  ").values())
    lined_up = len(_widths(sample, "  ")) == 1 < len(_widths(sample, "\t"))  # by several tabs
    shown |= not any(map(_WIDE.search, sample))
    spaces = {" ": _are_spaced(sample), "  ": not shown, "\t": not lined_up}
    signs = [sign for sign in _SPOKEN if spaces.get(sign, True)]
    known = _with_known_heading(sample, signs)
    of_texts += "-" * (known != "-")  # they stand in names, too
    signs = [sign for sign in signs if sign not in of_texts]
    found = [(delimiter, _widths(sample, delimiter)) for delimiter in signs]
    regular = [sign for sign, widths in found if _is_regular(sample, sign, widths)]
    is_print = {"|", "  "}.issuperset(regular) and not any(map(is_below, sample[:_MOST_TITLES]))
    if is_print and (cut := aligned(sample)):
        return Table("a table with spaces", lambda: filter(None, map(cut, read())))
    usual = {sign: _usual(widths) for sign, widths in found if sign in regular and sign in _MAIN}
    if regular[:1] and known not in regular:  # one that cuts into many more columns goes first
        found.sort(key=lambda one: usual.get(one[0], 0) <= 2 * usual.get(regular[0], _WIDEST))
    # A heading that is known says more, but with a sign that is in all lines too.
    for delimiter, widths in found:
        if delimiter in ([known] if known in regular else regular or [known]):
            width = _usual(widths) if regular else len(cells(sample[0], delimiter))
            return _table(read, sample, delimiter, width)
    ragged = next((sign for sign in signs if sign in _MAIN and _is_one_and_more(sample, sign)), "")
    if ragged:  # the last of the numbers may be their sum
        split = partial(cells, delimiter=ragged)
        form = f"a table with {_SPOKEN[ragged]}"
        said = "Of each line the first and the last cell are read."
        return Table(form, lambda: ([row[0], row[-1]] for row in map(split, read())), doubt=said)
    # Names with the sign between them, however many a line.
    delimiter, widths = max(
        (one for one in found if one[0].strip(" ")),
        key=lambda one: sum(one[1].values()) - one[1][1],
    )
    most = sum(widths.values()) - widths[1]
    alone = delimiter in _MAIN and len(sample) > 1 and _is_one_and_more(sample, delimiter, 0)
    if most and not alone and (len(sample) == 1 or 2 * widths[1] < sum(widths.values())):
        form = f"names with {_SPOKEN[delimiter]} between them"
        plain = delimiter in _MAIN and widths[1] < 2  # those without the sign may be whole names
        said = "" if plain or len(sample) == 1 else f"Lines are taken for {form}."
        names = partial(_names, read, delimiter, _quote(sample, delimiter), len(sample) == 1)
        return Table(form, names, doubt=said)
    return None


def _names(
    read: Callable[[], Iterator[str]], delimiter: str, quote: str, whole: bool
) -> Iterator[Row]:
    for line in read():
        *pieces, last = _pieces(line, delimiter, quote)
        for piece in pieces:
            yield from ([cell] for cell in cells(piece, delimiter, quote) if cell.strip())
        row = cells(last, delimiter, quote)
        if whole and not any(map(_AND.search, row[:-1])):  # "and" may stand before the last
            row[-1:] = map(unquoted, _AND.split(row[-1], maxsplit=1))
        yield from ([cell] for cell in row if cell.strip())


def _pieces(line: str, delimiter: str, quote: str) -> Iterator[str]:
    """A long line, cut between cells: all of them at once would take much memory."""
    start = 0
    while len(line) - start > _PIECE:
        end = line.rfind(delimiter, start, start + _PIECE)
        if line.count(quote, start, max(end, start)) % 2:
            end = line.rfind(delimiter, start, line.rfind(quote, start, end))
        if end < start:  # no name is as long
            end = start + _PIECE
        yield line[start:end]
        start = end + len(delimiter)
    yield line[start:]


def _are_spaced(sample: Sequence[str]) -> bool:
    """Whether most lines hold numbers and texts in quotes, with spaces between."""
    lines = sample[:_LOOKED_AT]
    return sum(_SPACED.fullmatch(line) is not None for line in lines) > _REGULAR * len(lines)


def _is_within_numbers(sample: Sequence[str], sign: str) -> bool:
    """Whether a sign only stands within numbers: 1,234 or 38,4 or 1:121."""
    within = sum(sign in line and sign not in _IN_NUMBER.sub("", line) for line in sample)
    return within > len(sample) / 2


def _table(
    read: Callable[[], Iterator[str]], sample: Sequence[str], delimiter: str, width: int
) -> Table:
    quote, form = _quote(sample, delimiter), f"a table with {_SPOKEN[delimiter]}"
    rules = [*map(is_rule, sample[:_MOST_TITLES])] if delimiter in _RULED else []
    first = _titles(sample, delimiter, width)
    # A rule below each row says nothing of the first, but one of another kind does.
    each = rules[first + 2 : first + 4] == [False, True] and "=" not in sample[first + 1]
    ruled = first + 1 if rules[first : first + 2] == [False, True] and not each else 0
    headings = tuple(map(str.strip, cells(sample[ruled - 1], delimiter))) if ruled else ()
    headed = not all(key(heading) in TYPES for heading in headings if heading)
    marked = headed and is_below(sample[ruled])
    rows = partial(_rows, read, delimiter, quote, width, marked)
    if headed:
        above = ruled - sum(rules[:ruled]) - marked
        return Table(form, lambda: islice(rows(), above, None), headings)
    start = (row for row in islice(rows(), SAMPLE) if len(row) >= width)
    used = max((i + 1 for row in start for i, cell in enumerate(row) if cell.strip()), default=1)
    if used < width and delimiter != "|":  # each line ends in the sign
        width = used
        form = "one name a line" if used == 1 else form
        return Table(form, lambda: (row[:used] for row in rows()))
    return Table(form, rows)


def _widths(sample: Sequence[str], delimiter: str) -> Counter[int]:
    quote = _quote(sample, delimiter)
    whole = [line for line in sample if not line.count(quote) % 2] or sample  # no cell goes on
    widths = Counter(_width(line, delimiter, quote) for line in whole if not is_rule(line))
    return widths or Counter((1,))


def _width(line: str, delimiter: str, quote: str) -> int:
    """How many cells a line has."""
    if quote in line or delimiter in ("|", "  "):
        return len(cells(line, delimiter, quote))
    return line.count(delimiter) + 1  # as many, and none of them made


def _usual(widths: Counter[int]) -> int:
    return widths.most_common(1)[0][0] if widths else 0


def _is_regular(sample: Sequence[str], delimiter: str, widths: Counter[int]) -> bool:
    """Whether most lines have as many cells, and more than one."""
    usual = _usual(widths)
    titles = _titles(sample, delimiter, usual)
    headed = _with_known_heading(sample[titles:], [delimiter])  # there may be notes below, then
    notes = _titles(sample[::-1], delimiter, usual) if headed else 0
    rows = max(1, sum(widths.values()) - titles - notes)
    whole = widths[usual] + (delimiter == "  ") * widths[usual + 1]  # a last cell may be missing
    return len(sample) > 1 < usual <= _WIDEST and whole >= _REGULAR * rows


def _is_one_and_more(sample: Sequence[str], delimiter: str, share: float = _REGULAR) -> bool:
    """Whether different names stand before numbers, or cells that come again: Apple, Inc."""
    rows = [cells(line, delimiter) for line in sample[:_LOOKED_AT]]
    others = [cell.strip() for row in rows for cell in row[1:] if cell.strip()]
    different = len({row[0].strip() for row in rows})
    many = len(rows) >= _FEWEST and len(others) >= share * len(rows)
    again = len({*others}) <= _AGAIN * len(others)
    again |= sum(map(is_number, others)) >= _REGULAR * len(others)
    return many and different > _REGULAR * len(rows) and again


def _titles(sample: Sequence[str], delimiter: str, width: int) -> int:
    """How many lines stand above the first of the width."""
    quote = _quote(sample, delimiter)
    lines = enumerate(sample[:_MOST_TITLES])
    return next((i for i, line in lines if _width(line, delimiter, quote) == width), 0)


def _with_known_heading(sample: Sequence[str], signs: Sequence[str]) -> str | None:
    """The delimiter at which the first line falls into headings that are known."""
    for delimiter in signs:
        row = cells(sample[0], delimiter) if sample else []
        enough = all if len(sample) < 2 or delimiter == "-" else any
        if sum(map(bool, map(str.strip, row))) > 1 and enough(map(is_heading, row)):
            return delimiter
    return None


def _quote(sample: Sequence[str], delimiter: str) -> str:
    """The sign that cells stand in: an apostrophe where more cells begin and end with one."""
    rows = [line for line in sample[:100] if delimiter in line]
    pieces = [piece.strip() for line in rows if "'" in line for piece in line.split(delimiter)]
    # A cell in quotes may hold the delimiter, and is two pieces then: 'Apple, Inc.'
    ends = [(piece[:1] == "'", piece[-1:] == "'") for piece in pieces if len(piece) > 1]
    single = min(map(sum, zip(*ends, strict=True)), default=0)
    return "'" if single > len(rows) / 2 and single > "".join(rows).count('"') else '"'


def cells(line: str, delimiter: str, quote: str = '"') -> Row:
    """The cells of a line; one in quotes may hold the delimiter."""
    line = line[:_MOST_CUT]
    if delimiter == "  ":
        return re.split(r"\s{2,}|\t", line.strip())
    if delimiter == "|" and _MARKED.match(line):
        line = line.strip()[1:].removesuffix("|")
    if quote in line:
        with suppress(csv.Error, StopIteration):
            return next(_by_csv([line], delimiter, quote))
    return line.split(delimiter)


def _by_csv(lines: Sequence[str], delimiter: str, quote: str) -> Iterator[Row]:
    escape = "\\" if any(f"\\{quote}" in line for line in lines) else None
    return csv.reader(
        lines, delimiter=delimiter, quotechar=quote, escapechar=escape, skipinitialspace=True
    )


def _rows(
    read: Callable[[], Iterator[str]], delimiter: str, quote: str, width: int, marked: bool
) -> Iterator[Row]:
    """The rows of a table. A cell in quotes may go on over lines where that gives a whole row; a
    quotation mark that is never closed costs a line, not the file. marked: as in Markdown."""
    lines = read()
    while waiting := list(islice(lines, _BLOCK)):
        few = sum(map(len, waiting)) < _MOST_CUT
        if few and delimiter not in _RULED and not any(line.count(quote) % 2 for line in waiting):
            with suppress(csv.Error):
                rows = list(_by_csv(waiting, delimiter, quote))
                if len(rows) == len(waiting):
                    for row, line in zip(rows, waiting, strict=True):
                        yield row if len(row) == width else _of_width(row, line, delimiter, width)
                    continue
        yield from _one_by_one(waiting, lines, delimiter, quote, width, marked)


def _of_width(row: Row, line: str, delimiter: str, width: int) -> Row:
    """The row, without a cell too many for a comma with a space behind in a name: Apple, Inc."""
    if len(row) < width or '"' in line:
        return row
    whole = re.split(rf"{re.escape(delimiter)}(?!\s)", line)
    return whole if len(whole) == width else row


def _one_by_one(
    waiting: list[str], lines: Iterator[str], delimiter: str, quote: str, width: int, marked: bool
) -> Iterator[Row]:
    goes_on = rf"(?:^|{re.escape(delimiter)})\s*{quote}[^{quote}]*$"
    while waiting:
        line = waiting.pop(0)
        if delimiter in _RULED and is_rule(line):
            continue
        if marked and waiting and is_below(waiting[0]):
            continue
        row = cells(line, delimiter, quote)
        if line.count(quote) % 2 and re.search(goes_on, line):
            waiting += islice(lines, max(0, _MOST_JOINED - len(waiting)))
            more = enumerate(waiting[:_MOST_JOINED], 1)
            used = next((i for i, one in more if one.count(quote) % 2), 0)
            whole = cells(" ".join((line, *waiting[:used])), delimiter, quote)
            if used and len(whole) == width:
                row = whole
                del waiting[:used]
        yield row
