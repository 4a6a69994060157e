"""The letters on canvas, with a Play button and a slider that lead them through their training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from namegen.ui.live.frames import kinds
from namegen.ui.serving.web.packed import in_16_bits
from namegen.ui.widgets import canvas
from namegen.wording import shown

_DRIFT = canvas.charts("drift", __file__, "apart", "points")


def letters_at(
    epochs: Sequence[int],
    points: np.ndarray,
    variance: Sequence[float],
    characters: Sequence[str],
    numbers: int,
) -> dict[str, Any]:
    """Letters at F epochs, for ``show``: 8 kB for 27 characters at 48. V characters.

    epochs: (F,) rising. points: (F, V, 2) in a view's frame from -1 to 1, or beyond it. variance:
    (F,) the share of it in the picture. numbers: how many each letter has.
    """
    reach, packed = in_16_bits(points)
    return {
        "epochs": list(epochs),
        "reach": reach,
        "points": packed,
        "shown": [round(share, 3) for share in variance],
        "characters": list(characters),
        "kinds": kinds(tuple(characters)),
        "labels": [shown(character) for character in characters],
        "numbers": numbers,
    }


def show(
    letters: dict[str, Any],
    chosen: int,
    neighbours: Sequence[Sequence[tuple[int, float]]],
    key: str,
    on_chosen: Callable[[], None],
) -> None:
    """The plot of the letters, which opens at the last epoch.

    chosen: the id of a character to ring; neighbours: for each epoch its nearest, as ids with
    cosines. ``on_chosen`` is called when a letter is clicked; the component's ``chosen`` is its id.
    """
    near = [[[id, round(cosine, 2)] for id, cosine in those] for those in neighbours]
    data = letters | {"chosen": chosen, "neighbours": near}
    _DRIFT(key=key, data=data, on_chosen_change=on_chosen)
