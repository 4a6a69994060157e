"""What stands above the names of a table: titles, and the heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from namegen.lists.tables.columns import Column
from namegen.lists.tables.headings import (
    HALVES,
    NAMED,
    TYPES,
    YEAR,
    are_words,
    has_letter,
    is_heading,
    is_number,
    key,
    names_rank,
    speaks_of_names,
)
from namegen.lists.tables.table import Row

_MOST_TITLES = 15  # rows above the heading
_WORDY = 25  # characters of the cells of a column that tells more than names
_SHORT = 4  # letters of an abbreviation
_ENOUGH = 8  # rows from which on a first row unlike all others is a heading
_CODE = re.compile(r"[={]")  # no heading holds them
_SIGN = re.compile(r"[&/!+@$]")


def columns_of(labels: Sequence[str], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns; of two with the same heading, the second has its number, too."""
    columns = []
    for index, label in enumerate(labels):
        is_new = label and label not in labels[:index]
        full = [i for i, r in enumerate(body) if index < len(r) and any(map(str.isalnum, r[index]))]
        cells = tuple(body[i][index].strip() for i in full)
        label = label if is_new else f"{label} {index + 1}".strip()
        columns.append(Column(index, label, cells, frozenset(full)))
    return tuple(columns)


def titles_in(rows: Sequence[Row]) -> int:
    """How many rows stand above the table: with fewer cells filled than half of what is usual, or
    of names alone one that speaks of them, above their heading."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    known = [i for i, row in enumerate(rows[:4]) if filled[i] > 1 and any(map(is_heading, row))]
    if len(rows) < 3 or (usual < 2 and not known):
        start = ["".join(row) for row in rows[:4]]
        named = next((i for i, cell in enumerate(start) if names_rank(cell) is not None), 0)
        return named if any(map(speaks_of_names, start[:named])) else 0
    whole = (i for i, cells in enumerate(filled[:_MOST_TITLES]) if 2 * cells > usual)
    above = filled[: known[0]] if known else []  # commas cut some titles
    surely = above and all(map(is_heading, filter(str.strip, rows[known[0]])))
    alone = above and (min(above) if surely else max(above)) < 2
    first = known[0] if alone else next(whole, 0)
    if any(map(is_heading, rows[first])):
        below = [cell for cell in rows[first + 1] if cell.strip()] if first + 1 < len(rows) else []
        # One heading of two rows, of which the first names groups of columns.
        known = all(map(is_heading, below)) or is_second_heading(rows[first + 1 :], len(below))
        return first + (len(below) > max(1, filled[first]) and known)
    # In a row of names others may be blank, too: many are, or the first.
    often = sum(2 * cells <= usual for cells in filled[first:]) > len(rows) / 5
    return 0 if often or (filled[0] == 1 and not rows[0][0] and rows[first][:1] != [""]) else first


def is_second_heading(rows: Sequence[Row], width: int) -> bool:
    """Whether the first row says in other words what the columns are, or of which type: above
    numbers it alone holds letters. In one column alone they may be those of a missing count."""
    columns = columns_of([""] * width, rows[1:])
    numbers = [c for c in columns if len(c.cells) > 2 and not any(map(has_letter, c.cells))]
    head = [cell for row in rows[:1] for cell in row if cell.strip()]
    unknown = not all(is_heading(cell) or key(cell) in TYPES for cell in head)
    above = [cell for c in numbers for cell in rows[0][c.index : c.index + 1] if cell.strip()]
    return len(above) > unknown and all(map(has_letter, above))


def heads(head: Row, columns: Sequence[Column]) -> tuple[bool, bool]:
    """Whether the first row is a heading; and whether only its looks say so."""
    if not any(column.cells for column in columns):
        return len(head) > 1 and all(map(is_heading, head)), False
    pairs = [(head[c.index].strip(), c) for c in columns if c.index < len(head)]
    pairs = [(cell, c) for cell, c in pairs if cell and c.cells and not c.is_code(cell)]
    if sum(is_heading(cell) for cell, _ in pairs) == 1:
        pairs = [(cell, column) for cell, column in pairs if key(cell) not in HALVES]
    again = [cell for cell, column in pairs if _again(cell, column)]  # it is further down, too
    if again and len(again) >= sum(is_heading(c) for c, _ in pairs) - sum(map(is_heading, again)):
        return False, False
    above_names = [cell for cell, column in pairs if not column.is_wordless]
    if len(above_names) == len(pairs) > 1 and all(map(YEAR.fullmatch, above_names)):
        return True, False
    if len(_years_above(head, columns)) > 1:
        return True, False
    if any(names_rank(cell) is not None and not column.is_wordless for cell, column in pairs):
        return True, False
    if any(column.is_wordless and are_words(cell) for cell, column in pairs):
        return True, False
    counted = [cell for cell, c in pairs if c.is_numbers and is_number(cell)]
    if counted and not any(map(YEAR.fullmatch, counted)):  # May or River, and how often
        return False, False
    if any(
        is_heading(cell)
        or key(cell) in NAMED
        or (
            speaks_of_names(cell)
            and not _CODE.search(cell)
            and not any(map(speaks_of_names, column.cells[:50]))
        )
        for cell, column in pairs
    ):
        return True, len(pairs) < 2
    if any(_is_unlike(cell, column, len(columns) < 2) for cell, column in pairs):
        return True, True
    return False, False


def may_head(head: Row, columns: Sequence[Column]) -> bool:
    """Whether a year stands above numbers that are none, or a sentence above names."""
    if len(columns) == 1:
        first, below = head[0].strip() if head else "", columns[0].cells or ("",)
        short = (
            _is_abbreviation(first) and len(below) >= _ENOUGH and not any(map(str.isupper, below))
        )
        return short or first.count(" ") > max(2, *(2 * cell.count(" ") for cell in below))
    return bool(_years_above(head, columns))


def _years_above(head: Row, columns: Sequence[Column]) -> list[str]:
    pairs = [(head[c.index].strip(), c) for c in columns if c.index < len(head) and c.is_numbers]
    return [
        cell
        for cell, column in pairs
        if YEAR.fullmatch(cell) and not any(map(YEAR.fullmatch, column.cells))
    ]


def _again(cell: str, column: Column) -> bool:
    """Whether a cell stands further down too, perhaps with another number: name1, name2; or in a
    list of what has names, another such word: river, lake."""
    plain = key(cell) if is_heading(cell) or key(cell) in NAMED else ""
    like = NAMED if plain in NAMED else {plain} - {""}
    return any(
        other.casefold() == cell.casefold() or key(other) in like for other in column.cells[:500]
    )


def _is_abbreviation(cell: str) -> bool:
    return 1 < len(cell) <= _SHORT and cell.isupper() and cell.isalpha()


def _is_unlike(cell: str, column: Column, alone: bool) -> bool:
    """Whether a cell differs from all below it as a heading does."""
    if _SIGN.search(cell) or (alone and _is_abbreviation(cell)):  # AC/DC, IBM
        return False
    shapes, shape = {_shape(other) for other in column.cells}, _shape(cell)
    alphabets = {one.split()[0] for one in (*shapes, shape)}  # of two, few rows are enough
    if len(column.cells) < _ENOUGH / len(alphabets) or column.mean_length > _WORDY:
        return False
    if len(shapes) == 1 and shape not in shapes and shape != "other":
        return True
    few = len({*column.cells}) <= max(3, len(column.cells) // 10)
    return few and len(cell) > max(map(len, column.cells))


def _shape(cell: str) -> str:
    """How a cell is written: an alphabet, and its capitals."""
    if not cell[:1].isalpha():
        return "other"
    latin = "latin" if cell.lstrip("ʻʼʾʿ")[:1] < "\u0250" else "foreign"
    if cell.islower():
        return f"{latin} small"
    return f"{latin} capitals" if cell.isupper() and len(cell) > 1 else f"{latin} begun"
