"""The chances of what comes next on canvas, a bar for each character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from namegen.ui.widgets import canvas
from namegen.wording import pair_sentence, shown

_BARS = canvas.charts("chance_bars", __file__)


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
    ids = np.argsort(-chances, kind="stable") if by_chance else np.arange(len(chances))
    _BARS(
        key=key,
        data={
            "title": title,
            "letters": [shown(characters[id]) for id in ids],
            "chances": chances[ids].tolist(),
            "said": [pair_sentence(before, characters[id], float(chances[id])) for id in ids],
            "marked": None if marked is None else ids.tolist().index(marked),
            "targets": [] if targets is None else targets[ids].tolist(),
            "top": top or float(chances.max()),
        },
    )
