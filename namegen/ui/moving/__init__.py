"""Points that move in a Plotly chart: letters that drift through training, names on a map.

``st.plotly_chart`` mounts a new chart whenever its figure changes. Here the figure stays as it is
and a component beside it moves what is in it, by Plotly's own ``animate`` and ``restyle``, which
Plotly puts on ``window``. Where it should ever not be there, the chart stands still.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from namegen.ui.serving.packed import in_16_bits
from namegen.ui.serving.scripts import beside, component, unseen

_read = beside(__file__)
_DRIFT = component("drift", __file__, "../live/apart", "chart")
_FOLLOW = unseen("follow", _read("chart.js") + _read("follow.js"))


def letters_at(
    epochs: Sequence[int],
    points: np.ndarray,
    shown: Sequence[float],
    labels: Sequence[str],
    numbers: int,
) -> dict[str, Any]:
    """Letters at F epochs, for ``drift``: 8 kB for 27 characters at 48. V characters.

    epochs: (F,) rising. points: (F, V, 2) in a view's frame from -1 to 1, or beyond it. shown: (F,)
    the share of the variance in the picture. labels: (V,) the characters as they are shown.
    numbers: how many each letter has.
    """
    reach, packed = in_16_bits(points)
    return {
        "epochs": list(epochs),
        "reach": reach,
        "points": packed,
        "shown": [round(share, 3) for share in shown],
        "labels": list(labels),
        "numbers": numbers,
    }


def drift(
    chart: str,
    letters: dict[str, Any],
    chosen: int,
    neighbours: Sequence[Sequence[tuple[int, float]]],
    key: str,
    on_chosen: Callable[[], None],
) -> None:
    """A Play button and a slider that move the letters of the embedding plot with key ``chart``.

    It opens at the last epoch. chosen: the id of a character to ring; neighbours: for each epoch
    its nearest, as ids with cosines. ``on_chosen`` is called when a letter of the plot is
    clicked; ``clicked(key)`` says its id.
    """
    # In a list, as in live.feed: Streamlit looks for tables in a dict.
    near = [[[id, round(cosine, 2)] for id, cosine in those] for those in neighbours]
    at = letters | {"chosen": chosen, "neighbours": near}
    _DRIFT(key=key, data=[{"chart": chart, "letters": at}], on_chosen_change=on_chosen)


def follow(chart: str, figure: go.Figure, key: str, on_chosen: Callable[[], None]) -> None:
    """Make all traces but the first of the chart with key ``chart`` look like the figure's.

    ``on_chosen`` is called when a point is clicked; ``clicked(key)`` gives its hover text.
    """
    traces = json.loads(go.Figure(figure.data[1:]).to_json(engine="json"))["data"]
    _FOLLOW(key=key, data=[{"chart": chart, "moved": traces}], on_chosen_change=on_chosen)


def clicked(key: str) -> Any:
    """What was just clicked in the chart of a component, or None."""
    return (st.session_state.get(key) or {}).get("chosen")
