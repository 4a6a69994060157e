"""Bars: how models score, how surprising each letter is."""

from __future__ import annotations

import math

import pytest

from namegen import figures
from tests.five_letters import hover


def test_a_model_without_a_score_says_so_and_has_no_bar() -> None:
    figure = figures.model_bars(["Counted", "Deep"], [0.78, None], [0.02, None])
    bar = figure.data[0]
    assert list(bar.x) == pytest.approx([78, 0])
    assert list(bar.text) == ["78 %", "none yet"] and bar.textposition[1] == "outside"
    assert list(figure.layout.xaxis.range) == [0, 100]
    assert figure.layout.annotations[0].text == "guessing 50 %"
    assert figure.layout.meta == "Counted 78 % and Deep none yet."


@pytest.mark.parametrize(
    ("name", "written"),
    [("maria", "maria"), ("abcdefghijklmnopqrst" * 2, "acegikmoqs" * 2), ("서" * 25, "서" * 12)],
)
def test_letters_of_a_long_name_have_room_on_a_phone(name: str, written: str) -> None:
    letters = [*name, "."]
    chart = figures.surprise(letters, [1.0] * len(letters), "model", 230, 4.0)
    *shown, end = chart.layout.xaxis.ticktext
    assert end == "end" and written.startswith("".join(shown))
    assert len(shown) >= len(written) - 1


def test_an_impossible_letter_fills_the_picture_and_says_never() -> None:
    figure = figures.surprise("aba.", [1.0, math.inf, 2.0, 0.5], "", 230, top=4.6)
    bar = figure.data[0]
    assert bar.y[1] == figure.layout.yaxis.range[1] > max(bar.y[[0, 2, 3]])
    assert list(bar.text) == ["", "never", "", ""]
    assert list(figure.layout.xaxis.ticktext) == ["a", "b", "a", "end"]
    assert hover(bar)[0] == "a: expected 37 % of the time, 1.00 nats"
    assert hover(bar)[1] == "b: never expected here"
    told = figures.surprise("ab.", [1.0, math.inf, 0.5], "Deep network", 230, 4.6).layout.meta
    assert told == "Deep network. Surprise in nats: a 1.0, b impossible, end 0.5."
