"""The bigram matrix as a heat map, and the difference of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from namegen.figures.style import ORANGE, SMALL, SQUARE, axis, figure
from namegen.letters import pair_sentence, shown, spoken
from namegen.vocabulary import BOUNDARY

# Above so many letters not all fit beside each other on a phone; Plotly then leaves out some.
_ALL_LETTERS = 34
_SIDE = 480  # pixels; more leaves an empty strip below on a phone
_CELL = 38  # pixels that a cell needs to hold its pair and its count
_TOP = 84  # pixels for the colour bar, the axis title and the letters

_TICKS = (0.0, 0.01, 0.05, 0.2, 0.5, 1.0)
# Differences below this are noise to the eye, and look like it.
_LEAST_LIMIT = 0.05
# Blue and orange that fade into the page, whatever its colour; the bend shows small differences.
_DIVERGING = [
    [0.0, "rgba(0,114,178,1)"],
    [0.3, "rgba(0,114,178,0.6)"],
    [0.5, "rgba(0,114,178,0)"],
    [0.5, "rgba(213,94,0,0)"],
    [0.7, "rgba(213,94,0,0.6)"],
    [1.0, "rgba(213,94,0,1)"],
]


def heatmap(
    matrix: np.ndarray,
    characters: Sequence[str],
    counts: np.ndarray | None = None,
    title: str = "",
    most: float = 1.0,
    marked: tuple[int, int | None] | None = None,
    show_counts: bool = False,
    selectable: bool = False,
    height: int | None = None,
) -> go.Figure:
    """The (V, V) probabilities that the column's character follows the row's, "." at the top left.

    The colours are the theme's, over the square root of the probability, so that rare pairs are
    seen too; they end at probability ``most``. counts: (V, V), how often each pair was seen, for
    the hover texts and, with ``show_counts``, to be written into the cells, which needs a wide
    screen. marked: a (row, column) to outline, or the whole row where the column is None.
    selectable: lay points over the cells, because a heat map's own cannot be selected; see
    ``selected_cell``. V * V points are slow to draw for large V.
    """
    size = len(characters)
    text = _cell_texts(counts, characters) if show_counts and counts is not None else None
    ticks = [tick for tick in _TICKS if tick <= most]
    cells = go.Heatmap(
        z=np.sqrt(matrix),
        zmin=0,
        zmax=np.sqrt(most),
        customdata=_pair_sentences(matrix, characters, counts),
        text=text,
        texttemplate=None if text is None else "%{text}",
        colorbar=_colour_bar(
            tickvals=np.sqrt(ticks),
            ticktext=[f"{100 * tick:.0f}{' %' if tick == ticks[-1] else ''}" for tick in ticks],
        ),
    )
    height = height or (_SIDE if text is None else _TOP + _CELL * size)
    chart = _square(cells, characters, title, marked, height)
    if selectable:
        chart.add_trace(_selectable_points(chart.data[0]))
        chart.data[0].update(customdata=None, hovertemplate=None, hoverinfo="skip")
        # Streamlit lets a mouse pan what can be selected, whatever the drag mode.
        chart.update_xaxes(fixedrange=True).update_yaxes(fixedrange=True)
    return chart


def selected_cell(points: Sequence[Mapping[str, Any]], size: int) -> tuple[int, int] | None:
    """(row, column) of the cell chosen in a ``selectable`` heat map of (size, size) cells.

    points: the ``selection.points`` that ``st.plotly_chart(on_select="rerun")`` returns.
    """
    return divmod(int(points[0]["point_index"]), size) if points else None


def difference(
    matrix_a: np.ndarray,
    matrix_b: np.ndarray,
    characters: Sequence[str],
    names: tuple[str, str] = ("counted", "learned"),
    title: str = "",
    limit: float | None = None,
    height: int = _SIDE,
) -> go.Figure:
    """Where the second of two (V, V) matrices has more (orange) or less (blue) than the first.

    limit: the difference with the strongest colour; by default the largest there is, but at least
    5 points of per cent. Give it where several pictures are to be compared.
    """
    gap = np.asarray(matrix_b, dtype=float) - matrix_a
    limit = limit or max(_LEAST_LIMIT, float(np.abs(gap).max(initial=0)))
    cells = go.Heatmap(
        z=gap,
        zmin=-limit,
        zmax=limit,
        colorscale=_DIVERGING,
        customdata=_difference_sentences(matrix_a, matrix_b, characters, names),
        colorbar=_colour_bar(
            tickvals=[-limit, 0, limit],
            ticktext=[f"−{100 * limit:.0f} %", "0", f"+{100 * limit:.0f} %"],
        ),
    )
    return _square(cells, characters, title, None, height)


def describe_heatmap(matrix: np.ndarray, characters: Sequence[str], n: int = 3) -> str:
    """The n likeliest pairs of a (V, V) matrix in words."""
    size = len(characters)
    likeliest = np.argsort(-np.asarray(matrix), axis=None, kind="stable")[:n]
    said = [
        pair_sentence(characters[row], characters[column], float(matrix[row][column]))
        for row, column in zip(*np.unravel_index(likeliest, (size, size)), strict=True)
    ]
    return f"Which of {size} characters follows which. The likeliest: {'; '.join(said)}."


def describe_difference(
    matrix_a: np.ndarray,
    matrix_b: np.ndarray,
    characters: Sequence[str],
    names: tuple[str, str] = ("counted", "learned"),
) -> str:
    """How far two (V, V) matrices are apart, and where most, in words."""
    where = largest_difference(matrix_a, matrix_b, characters, names)
    return f"The difference of two matrices. It is largest here: {where}."


def largest_difference(
    matrix_a: np.ndarray,
    matrix_b: np.ndarray,
    characters: Sequence[str],
    names: tuple[str, str] = ("counted", "learned"),
) -> str:
    """Where two (V, V) matrices differ most: "after a, n: counted 12.1 %, learned 11.8 %"."""
    gap = np.abs(np.asarray(matrix_b, dtype=float) - matrix_a)
    row, column = np.unravel_index(gap.argmax(), gap.shape)
    return _difference_sentence(
        characters[row], characters[column], matrix_a[row][column], matrix_b[row][column], names
    )


def _square(
    cells: go.Heatmap,
    characters: Sequence[str],
    title: str,
    marked: tuple[int, int | None] | None,
    height: int,
) -> go.Figure:
    letters = [shown(character) for character in characters]
    cells.update(x=letters, y=letters, hovertemplate="%{customdata}<extra></extra>")
    top = _TOP + (28 if title else 0)
    edge = len(letters) - 0.5
    shared = {
        "type": "category",
        "dtick": 1 if len(letters) <= _ALL_LETTERS else None,
        "tickangle": 0,
        "tickfont": {"size": SMALL},
        "ticks": "",
        "showgrid": False,
        "constrain": "domain",
    }
    chart = figure(
        [cells],
        height,
        title,
        margin={"l": 8, "r": 8, "t": top, "b": 8, "pad": 2},
        xaxis=axis("next letter", side="top", range=[-0.5, edge], **shared),
        yaxis=axis("letter", range=[edge, -0.5], constraintoward="top", **SQUARE, **shared),
    )
    chart.data[0].colorbar.y = 1 - (28 if title else 0) / height
    if marked is not None:
        chart.add_shape(_outline(marked, len(letters)))
    return chart


def _selectable_points(cells: go.Heatmap) -> go.Scatter:
    """Invisible points, row by row, that say what the cells say."""
    unseen = {"marker": {"opacity": 0}}
    return go.Scatter(
        x=[column for _ in cells.y for column in cells.x],
        y=[row for row in cells.y for _ in cells.x],
        mode="markers",
        marker={"opacity": 0, "size": 12},
        selected=unseen,
        unselected=unseen,
        customdata=[sentence for row in cells.customdata for sentence in row],
        hovertemplate=cells.hovertemplate,
    )


def _colour_bar(**ticks: Any) -> dict[str, Any]:
    """At the top left, opposite to the tool bar: beside the matrix it would take from its width."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "yanchor": "top",
        "len": 0.45,
        "thickness": 12,
        "ypad": 0,
        "outlinewidth": 0,
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


def _difference_sentences(
    matrix_a: np.ndarray,
    matrix_b: np.ndarray,
    characters: Sequence[str],
    names: tuple[str, str],
) -> list[list[str]]:
    """(V, V) hover texts."""
    rows_a, rows_b = np.asarray(matrix_a).tolist(), np.asarray(matrix_b).tolist()
    return [
        [
            _difference_sentence(before, after, a, b, names)
            for after, a, b in zip(characters, row_a, row_b, strict=True)
        ]
        for before, row_a, row_b in zip(characters, rows_a, rows_b, strict=True)
    ]


def _difference_sentence(
    before: str, after: str, a: float, b: float, names: tuple[str, str]
) -> str:
    """Such as "after a, n: counted 12.1 %, learned 11.8 %"."""
    where = "at the start" if before == BOUNDARY else f"after {spoken(before)}"
    what = "the end" if after == BOUNDARY else spoken(after)
    return f"{where}, {what}: {names[0]} {100 * a:.1f} %, {names[1]} {100 * b:.1f} %"


def _cell_texts(counts: np.ndarray, characters: Sequence[str]) -> list[list[str]]:
    """(V, V) the pair, and how often it was seen under it."""
    return [
        [
            f"{shown(before)}{shown(after)}<br>{int(count)}"
            for after, count in zip(characters, row, strict=True)
        ]
        for before, row in zip(characters, np.asarray(counts).tolist(), strict=True)
    ]
