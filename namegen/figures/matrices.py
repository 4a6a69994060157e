"""The bigram matrix as a heat map, and where two of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from namegen.figures.style import GREY, ORANGE, SCALES, SMALL, SQUARE, axis, every_letter, figure
from namegen.vocabulary import BOUNDARY
from namegen.wording import pair_sentence, shown, spoken

_SIDE = 480  # pixels; more leaves an empty strip below on a phone
_TOP = 84  # pixels for the colour bar, the axis title and the letters
_MOST_ROWS, _FARTHER = 28, "\u2003"  # letters that fit above each other; a wide space
_LIKELIEST = 3  # pairs that are told
_TICKS = (0.0, 0.01, 0.05, 0.2, 0.5, 1.0)


def heatmap(
    matrix: np.ndarray,
    characters: Sequence[str],
    counts: np.ndarray | None = None,
    marked: tuple[int, int | None] | None = None,
) -> go.Figure:
    """The (V, V) probabilities that the column's character follows the row's, "." at the top left.

    The colours show the square root of the probability, so that rare pairs are seen too.
    counts: (V, V), how often each pair was seen, for the hover texts. marked: a (row, column) to
    outline, or the whole row where the column is None.
    """
    cells = go.Heatmap(
        z=np.sqrt(matrix),
        zmin=0,
        zmax=1,
        colorscale=SCALES["light"],
        customdata=_pair_sentences(matrix, characters, counts),
        colorbar=_colour_bar(
            tickvals=np.sqrt(_TICKS),
            ticktext=[f"{100 * tick:.0f}{' %' if tick == 1 else ''}" for tick in _TICKS],
        ),
    )
    chart = _square(cells, characters, _told(matrix, characters))
    if marked is not None:
        chart.add_shape(_outline(marked, len(characters)))
    return chart


def _told(matrix: np.ndarray, characters: Sequence[str]) -> str:
    """The likeliest pairs of a (V, V) matrix in words."""
    size = len(characters)
    likeliest = np.argsort(-np.asarray(matrix), axis=None, kind="stable")[:_LIKELIEST]
    said = [
        pair_sentence(characters[row], characters[column], float(matrix[row][column]))
        for row, column in zip(*np.unravel_index(likeliest, (size, size)), strict=True)
    ]
    return f"Which of {size} characters follows which. The likeliest: {'; '.join(said)}."


def largest_difference(counted: np.ndarray, learned: np.ndarray, characters: Sequence[str]) -> str:
    """Where two (V, V) matrices differ most: "after a, n: counted 12.1 %, learned 11.8 %"."""
    gap = np.abs(np.asarray(learned, dtype=float) - counted)
    row, column = np.unravel_index(gap.argmax(), gap.shape)
    before, after = characters[row], characters[column]
    where = "at the start" if before == BOUNDARY else f"after {spoken(before)}"
    what = "the end" if after == BOUNDARY else spoken(after)
    shares = 100 * counted[row][column], 100 * learned[row][column]
    return f"{where}, {what}: counted {shares[0]:.1f} %, learned {shares[1]:.1f} %"


def _square(cells: go.Heatmap, characters: Sequence[str], told: str) -> go.Figure:
    letters = [shown(character) for character in characters]
    cells.update(x=letters, y=letters, hovertemplate="%{customdata}<extra></extra>")
    edge = len(letters) - 0.5
    shared = {
        "type": "category",
        "dtick": every_letter(letters),
        "tickangle": 0,
        "tickfont": {"size": SMALL},
        "ticks": "",
        "showgrid": False,
        "constrain": "domain",
        # The scale begins with the theme's ground, so the cells alone would have no edge.
        "mirror": True,
        "showline": True,
        "linecolor": GREY,
    }
    # Letters are higher than wide: on a phone each second one stands farther out.
    apart = [letter + _FARTHER * (i % 2) for i, letter in enumerate(letters)]
    many = shared["dtick"] == 1 and len(letters) > _MOST_ROWS
    in_turn = {"tickvals": letters, "ticktext": apart} if many else {}
    return figure(
        [cells],
        _SIDE,
        told,
        margin={"l": 8, "r": 8, "t": _TOP, "b": 8, "pad": 2},
        xaxis=axis("next letter", side="top", range=[-0.5, edge], **shared),
        yaxis=axis(
            "letter", range=[edge, -0.5], constraintoward="top", **SQUARE, **shared, **in_turn
        ),
    )


def _colour_bar(**ticks: Any) -> dict[str, Any]:
    """At the top left, opposite to the tool bar: beside the matrix it would take from its width."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "len": 0.45,
        "thickness": 12,
        "ypad": 0,
        "outlinewidth": 1,
        "outlinecolor": GREY,
        "ticklabelposition": "outside bottom",
        "ticklabeloverflow": "allow",
        "tickangle": 0,
        "tickfont": {"size": SMALL},
        **ticks,
    }


def _outline(marked: tuple[int, int | None], size: int) -> dict[str, Any]:
    row, column = marked
    left, right = (-0.5, size - 0.5) if column is None else (column - 0.5, column + 0.5)
    return {
        "type": "rect",
        "x0": left,
        "x1": right,
        "y0": row - 0.5,
        "y1": row + 0.5,
        "line": {"color": ORANGE, "width": 2},
    }


def _pair_sentences(
    matrix: np.ndarray, characters: Sequence[str], counts: np.ndarray | None
) -> list[list[str]]:
    """(V, V) hover texts."""
    rows = np.asarray(matrix, dtype=float).tolist()
    if counts is None:
        return [
            [pair_sentence(before, after, p) for after, p in zip(characters, row, strict=True)]
            for before, row in zip(characters, rows, strict=True)
        ]
    totals = counts.sum(axis=1).tolist()
    return [
        [
            pair_sentence(before, after, p, (int(count), int(total))).replace(" (", "<br>(")
            for after, p, count in zip(characters, row, seen, strict=True)
        ]
        for before, row, seen, total in zip(
            characters, rows, np.asarray(counts).tolist(), totals, strict=True
        )
    ]
