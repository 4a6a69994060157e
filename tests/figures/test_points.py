"""Letters and names in the plane: their colours, their hover texts, and names that find room."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from namegen import figures
from tests.five_letters import CHARACTERS, POINTS, hover


def test_letters_are_coloured_by_kind_and_the_legend_says_which() -> None:
    figure = figures.embedding(POINTS, CHARACTERS)
    legend = {trace.name: trace.marker.color for trace in figure.data if trace.showlegend is None}
    assert set(legend) == {"vowels", "consonants", "start and end"}
    letters = {trace.text: trace.textfont.color for trace in figure.data if trace.mode == "text"}
    assert letters[("<b>a</b>", "<b>u</b>")] == legend["vowels"]
    assert letters[("<b>b</b>", "<b>q</b>")] == legend["consonants"]
    assert len(set(legend.values())) == 3


def test_a_letter_says_what_it_is_and_axes_claim_nothing() -> None:
    figure = figures.embedding(POINTS, CHARACTERS)
    said = [text for trace in figure.data if trace.customdata is not None for text in hover(trace)]
    assert {"a", "the mark for start and end"} <= set(said)
    assert figure.layout.xaxis.showticklabels is figure.layout.yaxis.showticklabels is False
    assert figure.layout.yaxis.scaleanchor == "x"


def test_a_highlighted_letter_is_ringed() -> None:
    lines, ring = figures.embedding(POINTS, CHARACTERS, highlight=1).data[:2]
    assert (lines.meta, ring.meta) == ("lines", "ring")
    assert (ring.x[0], ring.y[0]) == (1, 0)


def test_the_embedding_is_told() -> None:
    told = figures.embedding(POINTS, CHARACTERS, variance_shown=0.379).layout.meta
    assert "38 % of the variance" in told and told.endswith("Closest in it: a and u.")
    alone = figures.embedding(POINTS[:1], ["."])
    assert alone.layout.meta == "1 character in the plane."


def written_names(figure: go.Figure) -> list[str]:
    return [text for trace in figure.data for text in trace.text if text]


def test_every_name_has_a_dot_and_the_query_its_own() -> None:
    names = [f"name{i}" for i in range(200)]
    points = np.random.default_rng(1).normal(size=(200, 2))
    figure = figures.map_of_names(points, names, 7, [3, 9])
    rest, nearest, query = figure.data
    assert sorted([*hover(rest), *hover(nearest), *hover(query)]) == sorted(names)
    assert hover(query) == ["name7"] and query.text[0] == "<b>name7</b>"
    assert query.textfont.color == query.marker.color != nearest.textfont.color
    assert hover(nearest) == ["name3", "name9"]
    assert figure.layout.meta == "A map of 200 names. Those listed stand out."


def test_names_that_would_lie_on_each_other_are_not_all_written() -> None:
    names = [f"name{i}" for i in range(30)]
    crowd = np.vstack([np.full((29, 2), 0.5), [[9.0, 9.0]]])
    assert 1 <= len(written_names(figures.map_of_names(crowd, names, 0, range(1, 13)))) < 9
    apart = np.array([[x, y] for x in range(3) for y in range(4)], dtype=float)
    assert len(written_names(figures.map_of_names(apart, names[:12], 0, range(1, 12)))) == 12
