"""A bar on canvas for each letter: its chance to come next, or how surprising it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from namegen.ui.widgets import canvas
from namegen.wording import pair_sentence, shown

_BARS = canvas.charts("chance_bars", __file__)
_TOLD = 3  # of the likeliest letters


def show(
    characters: Sequence[str],
    chances: np.ndarray,
    key: str,
    *,
    before: str,
    marked: int | None,
    title: str = "Chances",
    by_chance: bool = False,
    targets: np.ndarray | None = None,
    top: float = 0.0,
) -> None:
    """(V,) chances of each character after the one before.

    marked: the id of one to stand out. by_chance: the likeliest first, and not in the order of the
    alphabet. targets: (V,) chances to be reached, outlined. top: of the axis, where that is not to
    be the highest bar.
    """
    likeliest = np.argsort(-chances, kind="stable")
    ids = likeliest if by_chance else np.arange(len(chances))
    said = [
        pair_sentence(before, character, float(chance))
        for character, chance in zip(characters, chances, strict=True)
    ]
    draw(
        key, title, [shown(characters[id]) for id in ids], chances[ids].tolist(),
        [said[id] for id in ids], top or float(chances.max()),
        f"What comes next. The likeliest: {'; '.join(said[id] for id in likeliest[:_TOLD])}.",
        marked=None if marked is None else ids.tolist().index(marked),
        targets=[] if targets is None else targets[ids].tolist(),
    )  # fmt: skip


def draw(
    key: str,
    title: str,
    letters: Sequence[str],
    values: Sequence[float | None],
    said: Sequence[str],
    top: float,
    told: str,
    **more: Any,
) -> None:
    """A bar for each letter, with its sentence. top: of the axis; a bar without a value fills it.
    told: the whole in words. more: an ``axis`` that is named, of values that are no chances; one
    ``marked``, and ``targets``, outlined.
    """
    data = {"title": title, "letters": letters, "values": values, "said": said, "top": top}
    _BARS(key=key, data={"axis": "", "marked": None, "targets": [], **data, "told": told, **more})
