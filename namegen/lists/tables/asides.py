"""What stands in a list besides its names: totals, where it comes from, the headings of its parts.

Such rows are left out where they stand in the first thousand rows or near the end, and what was
left out is said. A name is none of them: a total is known by its number, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from namegen.lists.tables.headings import LABEL, beside_sex, is_number, number
from namegen.lists.tables.layout import Layout
from namegen.lists.tables.table import MAX_HEADINGS, SAMPLE, Row, Table
from namegen.wording import counted, shorten

_BLOCK = 2_000  # rows: those of the last two blocks are looked at
_SHOWN = 3  # of what was left out
_EXACT = 0.005  # the share by which a total may differ from the sum that it gives, being rounded
_FEWEST = 4  # rows that a total is the sum of
_ALONE = 5  # times as many rows as names that stand alone in one
_MOST_PARTS = 3  # rows without a number where all others have two, or more

_TOTALS = """
    average mean median durchschnitt mittelwert moyenne promedio media średnia gemiddelde medelvärde
    total totals subtotal subtotals sub-total grand sum overall all other others remaining summe
    gesamt insgesamt übrige totale totaal totalt suma soma somme ensemble autres razem ogółem
    celkem spolu összesen yhteensä kokku kopā iš toplam ukupno skupaj итого всего всього общо
    σύνολο jumlah 合計 总计 合计 總計 합계 총계 المجموع סהכ कुल
"""
_TOTAL_WORDS = frozenset(_TOTALS.split())
_NEVER = frozenset(("n/a", "#n/a", "<na>"))
_MISSING = frozenset((*_NEVER, "unknown", "not stated", "unnamed", "_prenoms_rares"))
_MARKS = ("*", "†", "‡", "¹", "²", "³")
_COUNTED = re.compile(r"([^\W\d][^\d]{0,30}\s)(\d{1,4}|[A-H]\Z)\b")
_RULED = re.compile(r"([-=*#~_+])\1+\s?\w.*\1\1")  # --- Girls ---
_ENDS = frozenset(("END", "EOF", "END OF LIST", "END OF FILE"))
_NOTHING = frozenset(("null", "nan", "none", "na", "nil"))


class Asides:
    """Tells them from names, and keeps the first few to say which they were."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self._layout = layout
        self._count = layout.weights[0] if layout.weights else None
        rows = table.sample[layout.skipped :]
        entries = [self._entry(row) for row in rows]
        counts = [self._number(row) for row in rows]
        whole = len(table.sample) < SAMPLE
        head = table.sample[layout.skipped - 1] if layout.heading and layout.skipped else ()
        self._head = [*map(str.strip, head or table.headings)]
        self._most = max(
            (c for c, e in zip(counts, entries, strict=True) if not _says_total(e)), default=0.0
        )
        self._sum: Row | None = None
        *counted, last = [i for i, count in enumerate(counts) if count] or [0]  # notes may follow
        if whole and len(counted) >= _FEWEST:
            rest = sum(counts[:last])
            if abs(counts[last] - rest) <= _EXACT * rest and counts[last] > max(counts[:last]):
                self._sum = rows[last]
        self._end = () if any(map(str.isupper, {*entries} - _ENDS)) else _ENDS
        self._numbered = _numbered(entries) | self._above_heads(rows)
        heads = [e for e in (*self._head, *entries) if beside_sex(e) == frozenset()]
        begins = heads and heads[0] in (*self._head, *entries[:1]) and len({*heads}) > 1
        self._sexes = heads if begins else ()
        self._parts = 0 < sum(map(_is_part, entries)) < len(entries) / 4
        self._letters = _has_letters(entries)
        filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
        alone = [e for e, cells in zip(entries, filled, strict=True) if e and cells == 1]
        names = sum(not _is_sentence(entry) for entry in alone)
        self._alone = _ALONE * names < len(rows) > 2 * len(alone)  # whether to stand so says it
        far = zip(reversed(rows), reversed(entries), reversed(filled), strict=True)
        ends = (row for row, entry, cells in far if cells > 1 or _says_total(entry))  # no notes
        end = next(ends, rows[-1]) if whole and len(rows) > _FEWEST else []
        beside = [i for i, cell in enumerate(end) if cell.strip() and i not in layout.names]
        numbers = [i for i in beside if is_number(end[i])]
        self._last = end if numbers or (self._alone and not beside) else None
        above = [row[i] for row in rows[:-1] for i in numbers if i < len(row) and row[i].strip()]
        if above and numbers == beside and len(numbers) > 1 and not any(map(is_number, above)):
            self._sum = end  # it counts marks
        others = [row for row, cells in zip(rows, filled, strict=True) if cells > 2]
        numbers = (cell for row in others for i, cell in enumerate(row) if i not in layout.names)
        full = len(rows) - min(filled.count(1), _MOST_PARTS) == len(others) > _FEWEST
        self._of_parts = full and all(map(is_number, numbers))
        self._missing = _missing(entries)
        self.count, self._found = 0, dict[str, None]()

    def without(self, rows: Iterator[Row]) -> Iterator[list[Row]]:
        """The rows of names, many at once."""
        yield [row for row in _next(rows, SAMPLE) if not self._is_one(row)]
        before: list[Row] = []
        latest: list[Row] = []
        while some := _next(rows, _BLOCK):
            yield before
            before, latest = latest, some
        yield [row for row in (*before, *latest) if not self._is_one(row)]

    def sentence(self) -> str:
        """What was left out; nothing where nothing was."""
        if not self.count:
            return ""
        shown = "; ".join(map(shorten, self._found))
        such_as = " (" if self.count == len(self._found) else " (such as "
        return f"{counted(self.count, 'line')} left out, being no names{such_as}{shown})."

    def _is_one(self, row: Row) -> bool:
        entry = self._entry(row)
        if not entry or not self._is_aside(row, entry):
            return False
        self.count += 1
        if len(self._found) < _SHOWN:
            self._found[entry] = None
        return True

    def _is_aside(self, row: Row, entry: str) -> bool:
        if LABEL.match(entry) or row == self._sum or entry in self._end:
            return True
        if _says_total(entry) and (self._number(row) > self._most > 0 or row == self._last):
            return True
        if entry.casefold() in _NEVER:
            return True
        alone = sum(bool(cell.strip()) for cell in row) == 1
        if entry in self._numbered or entry in self._sexes or (self._letters and len(entry) == 1):
            return True
        if self._parts and _is_part(entry) and (alone or not _is_note(entry)):
            return True
        if len(self._layout.columns) < 2:
            return False
        if alone and beside_sex(entry) == frozenset():  # Boys, between rows with a count
            return True
        if entry.casefold() in _MISSING or entry in self._missing:
            return True
        is_note = _is_sentence(entry) or LABEL.match(f"{entry}:")
        is_one = self._of_parts or (self._alone and is_note)
        return (alone and is_one) or [*map(str.strip, row)] == self._head

    def _above_heads(self, rows: list[Row]) -> set[str]:
        """The titles of parts that begin with the heading again."""
        heads = (above for above, row in pairwise(rows) if [*map(str.strip, row)] == self._head)
        return {self._entry(row) for row in heads if sum(map(bool, row)) == 1}

    def _entry(self, row: Row) -> str:
        return " ".join(row[i].strip() for i in self._layout.names[:1] if i < len(row))

    def _number(self, row: Row) -> float:
        if self._count is None or self._count >= len(row):
            return 0.0
        return number(row[self._count]) or 0.0


def _is_sentence(entry: str) -> bool:
    begins = entry[0] in (*_MARKS, "(")
    return entry.count(" ") > 1 or ": " in entry or begins or entry[-1] == "."


def _is_part(entry: str) -> bool:
    """Whether an entry looks like the heading of a part or a note: Girls: or [girls] or * new."""
    ends = f"{entry[:1]}{entry[-1:]}"
    return entry.endswith(":") or _is_note(entry) or ends == "[]" or _RULED.match(entry) is not None


def _is_note(entry: str) -> bool:
    return entry[:1] in _MARKS and " " in entry


def _numbered(entries: list[str]) -> set[str]:
    """The headings of parts that are counted: Group 1, Page 2 of 9, or Team A where the list begins
    with it; names stand between them, and between letters more than one: Emma A and Emma B."""
    parts: dict[tuple[str, bool], dict[int, int]] = {}
    for place, entry in enumerate(entries):
        if found := _COUNTED.match(entry):
            is_letter = found[2].isalpha()
            count = ord(found[2]) - ord("A") + 1 if is_letter else int(found[2])
            parts.setdefault((found[1], is_letter), {}).setdefault(count, place)
    return {
        entries[place]
        for (_, is_letter), places in parts.items()
        if not (is_letter and places.get(1))
        and len(places) > 1
        and [*places] == [*range(1, len(places) + 1)]
        if all(after - before > 1 + is_letter for before, after in pairwise(places.values()))
        for place in places.values()
    }


def _next(rows: Iterator[Row], most: int) -> list[Row]:
    """The next rows, without the thousands of cells that some may have."""
    return [row if len(row) <= MAX_HEADINGS else row[:MAX_HEADINGS] for row in islice(rows, most)]


def _says_total(entry: str) -> bool:
    words = entry[:40].casefold().split()
    return any(word.strip(" :.*()") in _TOTAL_WORDS for word in words[:2])


def _missing(entries: list[str]) -> set[str]:
    """How a program writes that there is none, unlike the names: NULL beside Ada, None beside ADA.

    Null and Nan are names, too: what is written as the others are stays, and what stands once."""
    often = Counter(entry for entry in entries if entry.casefold() in _NOTHING)
    usual = Counter(map(_capitals, entries)).most_common(1)
    return {word for word, n in often.items() if n > 1 and _capitals(word) != usual[0][0]}


def _capitals(word: str) -> tuple[bool, bool]:
    return word.isupper(), word.istitle()


def _has_letters(entries: list[str]) -> bool:
    """Whether letters stand above the names that begin with them, as in a register."""
    letters = [
        (entry, after) for entry, after in pairwise(entries) if len(entry) == 1 and entry.isalpha()
    ]
    heads = [entry for entry, after in letters if after.startswith(entry)]
    return len(heads) > 2 and len(heads) > 0.8 * len(letters) and len({*heads}) == len(heads)
