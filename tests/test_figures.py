"""Promises of the figures: what they say on hover, what they show, and that odd data do no harm."""

import math
import subprocess
import sys

import numpy as np
import plotly.graph_objects as go
import pytest

from namegen import figures
from namegen.letters import kind, pair_sentence, percent, shown, spoken

CHARACTERS = [".", "a", "b", "q", "u"]
COUNTS = np.array(
    [
        [0, 7, 2, 1, 0],
        [6, 0, 3, 0, 1],
        [1, 4, 0, 0, 0],
        [0, 0, 0, 0, 1531],
        [2, 1, 0, 0, 0],
    ]
)
MATRIX = COUNTS / COUNTS.sum(axis=1, keepdims=True)
LARGE = [".", *(chr(0x4E00 + i) for i in range(149))]
CEILING = math.log(27)


def hover(trace: go.Scatter) -> list:
    assert "%{customdata}" in trace.hovertemplate
    return list(trace.customdata)


def every_figure() -> dict[str, go.Figure]:
    points = np.array([[0.0, 0.0], [1, 0], [0, 1], [3, 1], [2, 2]])
    return {
        "heatmap": figures.heatmap(MATRIX, CHARACTERS, COUNTS, title="Counted", show_counts=True),
        "selectable": figures.heatmap(MATRIX, CHARACTERS, selectable=True, marked=(1, None)),
        "difference": figures.difference(MATRIX, MATRIX[::-1], CHARACTERS),
        "embedding": figures.embedding(points, CHARACTERS, 0.4, 1, [[0]] * 5),
        "map": figures.map_of_names(points, ["ann", "az", "mia", "leo", "kim"], 2),
        "losses": figures.losses([3.3, 2.5], [3.3, None], CEILING, 2.45, epoch=1),
        "bars": figures.bars(CHARACTERS, MATRIX[0], highlight=1),
        "model bars": figures.model_bars(["one", "two"], [0.7, None], [0.1, None]),
        "surprise": figures.surprise("ab.", [1.0, math.inf, 0.1], "Deep network"),
    }


# Letters and sentences


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        (".", "mark"),
        ("aeiouéåøœаеёиыюяαωіअआइऋऐाीুா", "vowel"),
        ("byzñçßйжщβξकमবத", "consonant"),
        (" -'5ьъ्ं山ا한か\u200d", "other"),
    ],
)
def test_each_character_is_of_its_kind(characters: str, expected: str) -> None:
    assert {character: kind(character) for character in characters} == dict.fromkeys(
        characters, expected
    )


def test_what_cannot_be_seen_alone_is_shown_and_spoken() -> None:
    assert (shown(" "), spoken(" "), spoken("-")) == ("␣", "space", "hyphen")
    assert shown("ा") == "◌ा" and spoken("ा") == "◌ा"
    assert shown("\u200d").startswith("◌") and spoken("\u200d") == "joiner"
    assert (shown("a"), shown("."), spoken("q")) == ("a", ".", "q")


def test_a_number_stays_behind_a_letter_that_is_read_from_the_right() -> None:
    assert pair_sentence("א", "ب", 0.5) == "after א\u200e comes ب\u200e 50 % of the time"


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0, "0 %"),
        (0.0001, "less than 0.1 %"),
        (0.004, "0.4 %"),
        (0.0099, "1 %"),
        (0.84, "84 %"),
        (1, "100 %"),
    ],
)
def test_per_cent_are_short_but_never_hide_that_something_is_possible(
    probability: float, said: str
) -> None:
    assert percent(probability) == said


def test_a_pair_is_said_as_people_say_it() -> None:
    assert pair_sentence("q", "u", 0.84) == "after q comes u 84 % of the time"
    assert pair_sentence(".", "a", 0.14) == "a name begins with a 14 % of the time"
    assert pair_sentence("n", ".", 0.33) == "after n the name ends 33 % of the time"
    assert pair_sentence(".", ".", 0.01) == "a name has no letters 1 % of the time"
    assert pair_sentence("a", " ", 0.5, (1, 2)) == (
        "after a comes space 50 % of the time (1 time of 2)"
    )


# All figures


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_the_theme_gives_the_ground_and_the_text(name: str, figure: go.Figure) -> None:
    layout = figure.layout
    assert layout.plot_bgcolor == "rgba(0,0,0,0)" and layout.paper_bgcolor is None
    # The tool bar takes its colour from the ground: a transparent one would hide it.
    assert layout.modebar.bgcolor is None
    fonts = [layout.font, layout.xaxis.tickfont, layout.yaxis.tickfont, layout.title.font]
    fonts += [note.font for note in layout.annotations]
    assert all(font.color is None for font in fonts)


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_no_text_is_small_and_a_thumb_scrolls_past(name: str, figure: go.Figure) -> None:
    layout = figure.layout
    sizes = [layout.font.size, layout.xaxis.tickfont.size, layout.yaxis.tickfont.size]
    assert min(size for size in sizes if size) >= 12
    assert layout.dragmode is False
    assert 200 <= layout.height <= 600
    assert figures.CONFIG["showAxisDragHandles"] is False


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_a_figure_can_be_written_as_json(name: str, figure: go.Figure) -> None:
    assert "NaN" not in figure.to_json() and "Infinity" not in figure.to_json()


def test_figures_need_neither_streamlit_nor_torch() -> None:
    code = "import sys, namegen.figures; print({'streamlit', 'torch'} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"


# The matrix


def test_a_cell_of_the_heat_map_says_its_sentence() -> None:
    sentences = hover(figures.heatmap(MATRIX, CHARACTERS).data[0])
    assert sentences[0][1] == "a name begins with a 70 % of the time"
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
    assert figures.heatmap(MATRIX, CHARACTERS, most=0.25).data[0].zmax == 0.5


def test_marked_is_a_cell_or_a_whole_row() -> None:
    def outline(marked: tuple[int, int | None]) -> tuple[float, ...]:
        shape = figures.heatmap(MATRIX, CHARACTERS, marked=marked).layout.shapes[0]
        return shape.x0, shape.x1, shape.y0, shape.y1

    assert outline((3, 4)) == (3.5, 4.5, 2.5, 3.5)
    assert outline((3, None)) == (-0.5, 4.5, 2.5, 3.5)


def test_counts_stand_in_the_cells_with_their_pair() -> None:
    cells = figures.heatmap(MATRIX, CHARACTERS, COUNTS, show_counts=True).data[0]
    assert cells.text[3][4] == "qu<br>1531" and cells.texttemplate == "%{text}"
    assert figures.heatmap(MATRIX, CHARACTERS, COUNTS).data[0].text is None


def test_a_selected_point_is_the_cell_under_it() -> None:
    points = figures.heatmap(MATRIX, CHARACTERS, selectable=True).data[1]
    index = list(points.customdata).index("after q comes u 100 % of the time")
    assert (points.x[index], points.y[index]) == ("u", "q")
    assert figures.selected_cell([{"point_index": index}], len(CHARACTERS)) == (3, 4)
    assert figures.selected_cell([], len(CHARACTERS)) is None


def test_a_large_alphabet_is_thinned_and_a_small_one_is_not() -> None:
    uniform = np.full((150, 150), 1 / 150)
    large = figures.heatmap(uniform, LARGE)
    assert large.layout.xaxis.dtick is None
    assert figures.heatmap(MATRIX, CHARACTERS).layout.xaxis.dtick == 1
    assert np.shape(large.data[0].customdata) == (150, 150)
    assert hover(large.data[0])[149][0] == f"after {LARGE[149]} the name ends 0.7 % of the time"


def test_the_likeliest_pair_is_told_first() -> None:
    assert figures.describe_heatmap(MATRIX, CHARACTERS, n=2) == (
        "Which of 5 characters follows which. The likeliest: after q comes u 100 % of the time; "
        "after b comes a 80 % of the time."
    )


def test_a_difference_says_both_numbers() -> None:
    learned = MATRIX + 0.001
    sentences = hover(figures.difference(MATRIX, learned, CHARACTERS).data[0])
    assert sentences[1][2] == "after a, b: counted 30.0 %, learned 30.1 %"
    assert sentences[0][1] == "at the start, a: counted 70.0 %, learned 70.1 %"
    assert sentences[1][0] == "after a, the end: counted 60.0 %, learned 60.1 %"


def test_a_difference_is_symmetric_and_noise_looks_like_noise() -> None:
    noise = figures.difference(MATRIX, MATRIX + 0.001, CHARACTERS).data[0]
    assert (noise.zmin, noise.zmax) == (-0.05, 0.05)
    learned = MATRIX.copy()
    learned[3, 4] -= 0.6
    large = figures.difference(MATRIX, learned, CHARACTERS).data[0]
    assert (large.zmin, large.zmax) == pytest.approx((-0.6, 0.6))
    assert large.z[3][4] == pytest.approx(-0.6)
    given = figures.difference(MATRIX, learned, CHARACTERS, limit=0.2).data[0]
    assert (given.zmin, given.zmax) == (-0.2, 0.2)


def test_the_largest_difference_is_told() -> None:
    learned = MATRIX.copy()
    learned[3, 4] = 0.5
    told = figures.describe_difference(MATRIX, learned, CHARACTERS)
    assert told.endswith("after q, u: counted 100.0 %, learned 50.0 %.")


# Points

POINTS = np.array([[0.0, 0.0], [1, 0], [1, 3], [4, 4], [1.1, 0]])


def test_letters_are_coloured_by_kind_and_the_legend_says_which() -> None:
    figure = figures.embedding(POINTS, CHARACTERS)
    legend = {trace.name: trace.marker.color for trace in figure.data if trace.showlegend is None}
    assert set(legend) == {"vowels", "consonants", "start and end"}
    letters = {trace.text: trace.textfont.color for trace in figure.data if trace.mode == "text"}
    assert letters[("<b>a</b>", "<b>u</b>")] == legend["vowels"]
    assert letters[("<b>b</b>", "<b>q</b>")] == legend["consonants"]
    assert len(set(legend.values())) == 3


def test_a_letter_names_its_neighbours_and_axes_claim_nothing() -> None:
    neighbours = [[1], [4, 0], [1], [2], [1]]
    figure = figures.embedding(POINTS, CHARACTERS, 0.379, neighbours=neighbours)
    said = [text for trace in figure.data if trace.customdata is not None for text in hover(trace)]
    assert "a: nearest letters u, ." in said
    assert figure.layout.xaxis.showticklabels is figure.layout.yaxis.showticklabels is False
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.xaxis.title.text == "38 % of the variance shows here"


def test_a_highlighted_letter_is_ringed_and_tied_to_its_neighbours() -> None:
    figure = figures.embedding(POINTS, CHARACTERS, highlight=1, neighbours=[[], [4, 0], [], [], []])
    lines, ring = figure.data[:2]
    assert list(lines.x) == [1, 1.1, None, 1, 0, None]
    assert (ring.x[0], ring.y[0]) == (1, 0)


def test_the_embedding_is_told() -> None:
    told = figures.describe_embedding(POINTS, CHARACTERS, 0.379)
    assert "38 % of the variance" in told and told.endswith("Closest in it: a and u.")
    assert figures.describe_embedding(POINTS[:1], ["."]) == "1 characters in the plane."


def written_names(figure: go.Figure) -> list[str]:
    return [text for trace in figure.data for text in trace.text if text]


def test_every_name_has_a_dot_and_the_query_its_own() -> None:
    names = [f"name{i}" for i in range(200)]
    points = np.random.default_rng(1).normal(size=(200, 2))
    figure = figures.map_of_names(points, names, query_index=7)
    rest, nearest, query = figure.data
    assert sorted([*hover(rest), *hover(nearest), *hover(query)]) == sorted(names)
    assert hover(query) == ["name7"] and query.text[0] == "<b>name7</b>"
    assert query.textfont.color == query.marker.color != nearest.textfont.color
    away = np.linalg.norm(points - points[7], axis=1)
    assert set(hover(nearest)) == {names[i] for i in np.argsort(away)[1:13]}


def test_names_that_would_lie_on_each_other_are_not_all_written() -> None:
    names = [f"name{i}" for i in range(30)]
    crowd = np.vstack([np.full((29, 2), 0.5), [[9.0, 9.0]]])
    assert 1 <= len(written_names(figures.map_of_names(crowd, names, 0))) < 9
    apart = np.array([[x, y] for x in range(3) for y in range(4)], dtype=float)
    assert len(written_names(figures.map_of_names(apart, names[:12], 0))) == 12


def test_the_map_is_told_from_the_nearest_that_the_caller_gives() -> None:
    names = ["ann", "anna", "leo", "mia", "zoe"]
    told = figures.describe_map(POINTS, names, 0, nearest=[1, 3])
    assert told == "A map of 5 names. Nearest to ann: anna and mia."
    assert figures.describe_map(POINTS, names) == "A map of 5 names."


# Losses


def test_an_epoch_tells_its_losses_and_gaps_stay_gaps() -> None:
    figure = figures.losses([3.3, 2.5, math.nan], [3.3, None, math.inf], CEILING)
    training, validation = figure.data
    assert hover(training) == [
        "epoch 0: training 3.300, validation 3.300",
        "epoch 1: training 2.500",
        "epoch 2: no number",
    ]
    assert np.isnan(validation.y[1:]).all()


def test_without_validation_there_is_one_curve() -> None:
    for nothing in (None, [None, None]):
        assert [trace.name for trace in figures.losses([3, 2], nothing, CEILING).data] == [
            "training"
        ]


def test_dashed_lines_say_what_they_are() -> None:
    figure = figures.losses([3.3, 2.5], None, CEILING, floor=2.454)
    assert [note.text for note in figure.layout.annotations] == [
        "knowing nothing 3.30",
        "counted bigram 2.45",
    ]
    assert [line.y0 for line in figure.layout.shapes] == [CEILING, 2.454]


def test_a_loss_that_blows_up_does_not_press_the_rest_flat() -> None:
    low, high = figures.losses([3.3, 2.5, 1e6], None, CEILING).layout.yaxis.range
    assert low < 2.5 and CEILING < high < 4


def test_all_losses_missing_still_make_a_picture() -> None:
    figure = figures.losses([math.nan], [None], CEILING, epoch=0)
    low, high = figure.layout.yaxis.range
    assert low < CEILING < high
    assert "without a number" in figures.describe_losses([math.nan], None, CEILING)


def test_the_losses_are_told_from_where_to_where() -> None:
    assert figures.describe_losses([3.3, 2.5, math.nan], [3.3, 2.6, None], CEILING, 2.45) == (
        "Loss by epoch: training from 3.30 to 2.50, validation from 3.30 to 2.60, "
        "knowing nothing 3.30, counted bigram 2.45."
    )


# Bars


def test_bars_stand_in_the_order_of_the_alphabet_or_of_likelihood() -> None:
    alphabet = figures.bars(CHARACTERS, MATRIX[0]).data[0]
    assert list(alphabet.x) == CHARACTERS
    assert list(alphabet.y) == pytest.approx([0, 70, 20, 10, 0])
    likeliest = figures.bars(CHARACTERS, MATRIX[0], highlight=2, order="likeliest").data[0]
    assert list(likeliest.x) == ["a", "b", "q", ".", "u"]
    assert [likeliest.marker.color.count(c) for c in set(likeliest.marker.color)] in (
        [1, 4],
        [4, 1],
    )
    assert likeliest.marker.color[1] != likeliest.marker.color[0]


def test_a_bar_says_what_it_follows_where_that_is_known() -> None:
    assert hover(figures.bars(CHARACTERS, MATRIX[1], before="a").data[0])[0] == (
        "after a the name ends 60 % of the time"
    )
    assert hover(figures.bars(CHARACTERS, MATRIX[1]).data[0])[0] == "the end 60 %"
    assert "b 30 %" in figures.describe_bars(CHARACTERS, MATRIX[1])


def test_a_model_without_a_score_says_so_and_has_no_bar() -> None:
    figure = figures.model_bars(["Counted", "Deep"], [0.78, None], [0.02, None])
    bar = figure.data[0]
    assert list(bar.x) == pytest.approx([78, 0])
    assert list(bar.text) == ["78 %", "none yet"] and bar.textposition[1] == "outside"
    assert list(figure.layout.xaxis.range) == [0, 100]
    assert figure.layout.annotations[0].text == "guessing 50 %"
    assert figures.describe_model_bars(["Counted", "Deep"], [0.78, None]) == (
        "Counted 78 % and Deep none yet."
    )


def test_scores_that_are_no_shares_all_fit() -> None:
    figure = figures.model_bars(["a", "b"], [2.45, 2.1], [0.5, 0], None, as_percent=False)
    assert figure.layout.xaxis.range[1] > 2.95
    assert list(figure.data[0].text) == ["2.45", "2.10"] and not figure.layout.shapes


def test_an_impossible_letter_fills_the_picture_and_says_never() -> None:
    figure = figures.surprise("aba.", [1.0, math.inf, 2.0, 0.5])
    bar = figure.data[0]
    assert bar.y[1] == figure.layout.yaxis.range[1] > max(bar.y[[0, 2, 3]])
    assert list(bar.text) == ["", "never", "", ""]
    assert list(figure.layout.xaxis.ticktext) == ["a", "b", "a", "end"]
    assert hover(bar)[0] == "a: expected 37 % of the time, 1.00 nats"
    assert hover(bar)[1] == "b: never expected here"
    assert figures.describe_surprise("ab.", [1.0, math.inf, 0.5]) == (
        "Surprise in nats: a 1.0, b impossible, end 0.5."
    )
