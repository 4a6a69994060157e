"""The part of a cell that is the name, where a person says which: Byron, Ada; Ada:36; name(ada)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from namegen.lists.cleaning import NamesError
from namegen.wording import shorten

_BEFORE, _BEHIND = "before", "behind"
_WORDS = {
    "first word": slice(0, 1),
    "last word": slice(-1, None),
    "all but the first word": slice(1, None),
    "all but the last word": slice(0, -1),
}
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）"}
_SOME, _MOST = 0.2, 3  # the share of cells that hold a sign that is offered; and such signs


def parts_in(cells: Sequence[str]) -> tuple[str, ...]:
    """The parts that many of the cells have: before and behind a sign, or a word."""
    held = Counter(sign for cell in cells for sign in dict.fromkeys(filter(_is_sign, cell)))
    signs = [sign for sign, often in held.most_common(_MOST) if often > _SOME * len(cells)]
    words = _WORDS if 2 * sum(" " in cell for cell in cells) > len(cells) else ()
    return (*(f"{where} {sign}" for sign in signs for where in (_BEFORE, _BEHIND)), *words)


def _is_sign(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PS" and category not in ("Pe", "Pf") and character not in "'`"


def part_of(asked: str) -> Callable[[str], str]:
    """What takes that part of a cell; a cell without the sign is taken whole. Raises NamesError."""
    where, _, sign = asked.strip().partition(" ")
    if (place := _WORDS.get(asked.strip())) is not None:
        return lambda cell: " ".join(cell.split()[place]) or cell
    if where == _BEFORE and sign:
        return lambda cell: cell.partition(sign)[0].strip() or cell
    if where == _BEHIND and sign:
        end = _CLOSED_BY.get(sign, sign)
        return lambda cell: cell.partition(sign)[2].partition(end)[0].strip() or cell
    said = f"say 'before ,' or 'behind ,' with any sign, or one of: {', '.join(_WORDS)}."
    raise NamesError(f"There is no part {shorten(asked)!r} of a name; {said}")
