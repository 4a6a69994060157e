"""The counted table on canvas, to be read and chosen from cell by cell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from namegen.models.bigram import CountedBigram
from namegen.ui.serving.web.packed import encode, encode_shares
from namegen.ui.widgets import canvas
from namegen.wording import spoken

_MATRIX = canvas.charts("matrix", __file__, "cells", "matrix")


def show(
    model: CountedBigram,
    by_count: bool,
    marked: tuple[int, int | None],
    key: str,
    on_chosen: Callable[[], None],
) -> None:
    """The table, coloured over the square root of its counts or of its probabilities.

    marked: a (row, column) to outline, or the whole row where the column is None. ``on_chosen`` is
    called when a cell is clicked, tapped or entered; the component's ``chosen`` is its row and
    column then.
    """
    counts = model.counts + model.smoothing
    most = float(counts.max())
    frame = {
        "characters": list(model.vocabulary.characters),
        "spoken": [spoken(character) for character in model.vocabulary.characters],
        "matrix": encode_shares(counts / most if by_count else model.matrix),
        "chances": encode(model.matrix, "<f8"),
        "counts": encode(np.asarray(counts), "<f8"),
        "byCount": by_count,
        # With smoothing the share is no longer that of the counts, and the two would disagree.
        "saysCounts": not model.smoothing,
        "ends": ["0", f"{most:,.0f}"] if by_count else ["0\u00a0%", "100\u00a0%"],
        "marked": marked,
    }
    _MATRIX(key=key, data=frame, on_chosen_change=on_chosen)
