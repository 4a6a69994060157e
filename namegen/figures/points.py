"""Names as points in the plane."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import plotly.graph_objects as go

from namegen.figures.style import BLUE, FONT, GREY, ORANGE, SQUARE, bare_axis, figure

_PLACES = [
    (vertical, across)
    for vertical, across in product(("top", "bottom", "middle"), ("center", "right", "left"))
    if (vertical, across) != ("middle", "center")
]
# The least that the map's side is on a phone, pixels: what fits there fits everywhere.
_SIDE = 330


def map_of_names(
    points: np.ndarray,
    names: Sequence[str],
    query_index: int | None = None,
    nearest: Sequence[int] = (),
    height: int = 460,
) -> go.Figure:
    """The (n, 2) places of up to a few thousand names, each a dot that says its name.

    query_index: the name asked for, marked. nearest: the ids of the names to write out, nearest
    first. A name that would lie on another is not written out; its dot still says it.
    """
    points = np.asarray(points, dtype=float)
    nearest = list(nearest)
    query = [] if query_index is None else [query_index]
    written = _placed(points, names, [*query, *nearest])
    rest = sorted(set(range(len(names))) - {*query, *nearest})
    return figure(
        [
            _dots(points, names, rest, written, GREY, 5),
            _dots(points, names, nearest, written, BLUE, 8),
            _dots(points, names, query, written, ORANGE, 13),
        ],
        height,
        f"A map of {len(names):,} names. Those listed stand out.",
        margin={"l": 4, "r": 4, "t": 32, "b": 4, "pad": 2},
        xaxis=bare_axis(),
        yaxis=bare_axis(**SQUARE),
    )


def _dots(
    points: np.ndarray,
    names: Sequence[str],
    ids: Sequence[int],
    written: dict[int, str],
    colour: str,
    size: int,
) -> go.Scatter:
    return go.Scatter(
        x=points[ids, 0],
        y=points[ids, 1],
        mode="markers+text" if written.keys() & set(ids) else "markers",
        text=[f"<b>{names[id]}</b>" if id in written else "" for id in ids],
        textposition=[written.get(id, "top center") for id in ids],
        # The name asked for is told from its neighbours by its colour, like its dot.
        textfont={"size": FONT, "color": ORANGE if colour == ORANGE else None},
        marker={"size": size, "color": colour, "opacity": 0.45 if colour == GREY else 1},
        customdata=[names[id] for id in ids],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _placed(points: np.ndarray, names: Sequence[str], ids: Sequence[int]) -> dict[int, str]:
    """For each name that finds room, in turn, where its text stands relative to its dot."""
    if not ids:
        return {}
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _SIDE / max(np.max(high - low), 1e-9)
    at = (points - (low + high) / 2) * scale
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y in at[list(ids)]]
    placed: dict[int, str] = {}
    texts: list[tuple[float, ...]] = []
    for id in ids:
        boxes = {place: _box(at[id], names[id], *place) for place in _PLACES}
        hits = {
            place: sum(_overlap(box, dot) for dot in dots)
            for place, box in boxes.items()
            if box[0] > -_SIDE / 2 - 8
            and box[2] < _SIDE / 2 + 8
            and not any(_overlap(box, text) for text in texts)
        }
        place = min(hits, key=hits.__getitem__, default=None)
        # The first name, the one asked for, may lie on dots where it must; the others may not.
        if place and (not texts or not hits[place]):
            placed[id] = " ".join(place)
            texts.append(boxes[place])
    return placed


def _box(at: np.ndarray, name: str, vertical: str, across: str) -> tuple[float, ...]:
    """(left, bottom, right, top) in pixels of a text beside a point, somewhat generously."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in name)
    width, height = (0.68 * len(name) + 0.37 * wide) * FONT, FONT
    x = at[0] + {"left": -width - 8, "center": -width / 2, "right": 8}[across]
    y = at[1] + {"bottom": -height - 8, "middle": -height / 2, "top": 8}[vertical]
    return x, y, x + width, y + height


def _overlap(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
