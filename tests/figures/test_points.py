"""Names in the plane: their colours, their hover texts, and names that find room."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from namegen import figures
from tests.five_letters import hover


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
    row = np.array([[0.02 * x, 0.0] for x in range(30)])
    latin, wide = (
        written_names(figures.map_of_names(row, [letter * 3] * 30, 0, range(1, 30)))
        for letter in "a서"
    )
    assert len(wide) < len(latin), "wide letters take more room"
    apart = np.array([[x, y] for x in range(3) for y in range(4)], dtype=float)
    assert len(written_names(figures.map_of_names(apart, names[:12], 0, range(1, 12)))) == 12
