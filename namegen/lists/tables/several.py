"""Cells that hold several names each, with commas between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIST = re.compile(r"[^\W\d][\w'. -]{0,30}(?:,\s?[^\W\d][\w'. -]{0,30})+")
_COMMA, _COMMAS = re.compile(r"(?<=\w),(?=[^\W\d])"), re.compile(r"\s?,\s?")
_FEW, _MOST, _ALMOST_ALL = 0.1, 0.6, 0.9  # shares of cells: where more hold two, these are one name
_DIFFERENT = 0.8  # the share of different ones among the parts of cells that are names


def several(cells: Sequence[str]) -> tuple[re.Pattern[str], str] | None:
    """What stands between the names of a cell, and such a cell; None where a cell is a name."""
    cells = [cell for cell in cells if len(cell) > 1]  # a letter may stand above its names
    held = [cell for cell in cells if _LIST.fullmatch(cell)]
    fewest = max(2, _FEW * len(cells))
    many = [cell for cell in held if cell.count(",") > 1]
    ragged = many and fewest <= len(held) <= _ALMOST_ALL * len(cells)  # two have a family, a given
    alike = many if 2 * len(many) > len(cells) else held if ragged else []
    names = [name for cell in alike for name in _COMMAS.split(cell)]
    words = alike is many or not any(" " in name for name in names)
    if words and len({*names}) > _DIFFERENT * len(names):
        return _COMMAS, alike[0]
    tight = [cell for cell in held if ", " not in cell and "." not in cell]
    if fewest <= len(tight) <= _MOST * len(cells):
        return _COMMA, tight[0]
    return None
