"""The bigram matrix as a heat map: what its cells say, and which of them is chosen."""

from __future__ import annotations

import numpy as np
import pytest

from namegen import figures
from tests.five_letters import CHARACTERS, COUNTS, MATRIX, hover

LARGE = [".", *(chr(0x4E00 + i) for i in range(149))]


def test_a_cell_of_the_heat_map_says_its_sentence() -> None:
    sentences = hover(figures.heatmap(MATRIX, CHARACTERS).data[0])
    assert sentences[0][1] == "70 % of names begin with “a”"
    assert sentences[1][0] == "after a the name ends 60 % of the time"
    assert sentences[3][4] == "after q comes u 100 % of the time"


def test_counts_are_said_with_their_total() -> None:
    sentences = hover(figures.heatmap(MATRIX, CHARACTERS, COUNTS).data[0])
    assert sentences[3][4] == "after q comes u 100 % of the time<br>(1,531 times of 1,531)"
    assert sentences[1][4] == "after a comes u 10 % of the time<br>(1 time of 10)"


def test_the_mark_is_the_first_row_at_the_top_and_cells_are_square() -> None:
    figure = figures.heatmap(MATRIX, CHARACTERS)
    cells, rows = figure.data[0], figure.layout.yaxis
    assert cells.x[0] == cells.y[0] == "."
    assert list(rows.range) == [4.5, -0.5]
    assert (rows.scaleanchor, rows.scaleratio) == ("x", 1)


def test_colours_follow_the_square_root_and_the_bar_tells_per_cent() -> None:
    cells = figures.heatmap(MATRIX, CHARACTERS).data[0]
    assert cells.z[0][1] ** 2 == pytest.approx(0.7)
    assert (cells.zmin, cells.zmax) == (0, 1)
    for value, text in zip(cells.colorbar.tickvals, cells.colorbar.ticktext, strict=True):
        assert value**2 == pytest.approx(float(text.removesuffix(" %")) / 100)


def test_marked_is_a_cell_or_a_whole_row() -> None:
    def outline(marked: tuple[int, int | None]) -> tuple[float, ...]:
        shape = figures.heatmap(MATRIX, CHARACTERS, marked=marked).layout.shapes[0]
        return shape.x0, shape.x1, shape.y0, shape.y1

    assert outline((3, 4)) == (3.5, 4.5, 2.5, 3.5)
    assert outline((3, None)) == (-0.5, 4.5, 2.5, 3.5)


def test_a_large_alphabet_is_thinned_and_a_small_one_is_not() -> None:
    uniform = np.full((150, 150), 1 / 150)
    large = figures.heatmap(uniform, LARGE)
    assert large.layout.xaxis.dtick is None
    assert figures.heatmap(MATRIX, CHARACTERS).layout.xaxis.dtick == 1
    arabic = figures.heatmap(np.full((5, 5), 0.2), [".", *"سشصض"])  # as wide as two of Latin
    assert arabic.layout.xaxis.dtick is None
    assert np.shape(large.data[0].customdata) == (150, 150)
    assert hover(large.data[0])[149][0] == f"after {LARGE[149]} the name ends 0.7 % of the time"


def test_the_likeliest_pair_is_told_first() -> None:
    assert figures.heatmap(MATRIX, CHARACTERS).layout.meta.startswith(
        "Which of 5 characters follows which. The likeliest: after q comes u 100 % of the time; "
        "after b comes a 80 % of the time; "
    )


def test_the_largest_difference_is_told() -> None:
    learned = MATRIX.copy()
    learned[3, 4] = 0.5
    told = figures.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "after q, u: counted 100.0 %, learned 50.0 %"
    learned[0, 1] = 0.1
    told = figures.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "at the start, a: counted 70.0 %, learned 10.0 %"


def test_letters_of_many_rows_stand_apart_in_turn() -> None:
    cyrillic = [".", *(chr(0x430 + i) for i in range(32))]
    rows = figures.heatmap(np.full((33, 33), 1 / 33), cyrillic).layout.yaxis
    assert list(rows.tickvals) == cyrillic
    assert rows.ticktext[:3] == (".", "а\u2003", "б")
    assert figures.heatmap(MATRIX, CHARACTERS).layout.yaxis.ticktext is None
