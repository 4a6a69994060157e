"""The hall's score on the page Real or made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons.game import Score
from namegen.lists.name_list import bundled, from_text
from namegen.ui.serving import opponents
from pages.game import hall_score
from tests import open_page
from tests.pages.game.conftest import play


def test_everybodys_guesses_are_counted_together(
    page: AppTest, visit: Callable[..., AppTest]
) -> None:
    play(page, right=6)
    other = visit("game")
    open_page.press(other, "Real" if open_page.game_round(other).cards[0].real else "Made up")
    score = hall_score.tally().of(bundled("given").digest)[opponents.READY]
    assert (score.rounds, score.guesses, score.share) == (1, 11, 7 / 11)
    other.toggle(key="hall").set_value(True).run()
    assert not other.exception
    assert "**1** round, 11 names guessed" in open_page.said(other)
    assert "64 % <small>of 11 names</small>" in open_page.html(other)
    assert open_page.html(other).count("none yet") == 3
    assert '<p class="game-name' not in open_page.html(other)


def test_a_presenter_can_count_from_now(page: AppTest, visit: Callable[..., AppTest]) -> None:
    play(page, right=6)
    page.toggle(key="hall").set_value(True).run()
    open_page.press(page, "Count from now")
    assert not page.exception
    assert "**0** rounds, 0 names guessed" in open_page.said(page)
    other = visit("game")
    open_page.press(other, "Real" if open_page.game_round(other).cards[0].real else "Made up")
    page.run()
    assert "**0** rounds, 1 name guessed" in open_page.said(page)
    assert "100 % <small>of 1 name</small>" in open_page.html(page)
    open_page.press(page, "Count all")
    assert "**1** round, 11 names guessed" in open_page.said(page)


def test_a_list_of_ones_own_is_counted_for_itself(page: AppTest) -> None:
    open_page.press(page, "Real")
    names = [f"{a}{b}{c}" for a in "bdfg" for b in "aeiou" for c in ("na", "lo", "ri", "m")]
    page.session_state["visitor"].choose_list(from_text("\n".join(names), title="<b>*mine*</b>"))
    page.run()
    assert not page.exception
    assert page.selectbox(key="against").value == opponents.COUNTED
    assert opponents.OPPONENTS[opponents.READY] not in page.selectbox(key="against").options
    open_page.press(page, "Real")
    page.toggle(key="hall").set_value(True).run()
    assert "1 name guessed" in open_page.said(page)
    assert r"\<b\>\*mine\*\<\/b\>" in open_page.written(page)


def test_a_second_tap_counts_all_no_less(monkeypatch: pytest.MonkeyPatch) -> None:
    names = bundled("given")
    visitor = SimpleNamespace(things={})
    monkeypatch.setattr(hall_score, "current", lambda: visitor)
    hall_score._count_from_now(names)
    hall_score._count_all(names)
    hall_score._count_all(names)
    assert hall_score._earlier(names) == {}


def test_a_hundred_who_guess_at_the_same_names_tell_about_those_names_alone() -> None:
    names = {f"name{i}": (100, 100 if i < 6 else 0) for i in range(10)}
    low, high = re.search(
        r"--from: ([\d.]+); --to: ([\d.]+)", hall_score._row("A model", Score(100, names))
    ).groups()
    assert float(low) < 0.3 < 0.9 < float(high)


def test_the_halls_score_leaves_the_round_and_the_opponent_in_the_link(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("game", against=opponents.OPPONENTS[opponents.COUNTED], round="7")
    kind, number = page.selectbox(key="against").value, page.number_input(key="round").value
    page.toggle(key="hall").set_value(True).run()
    page.toggle(key="hall").set_value(False).run()
    assert page.selectbox(key="against").value == kind == opponents.COUNTED
    assert page.number_input(key="round").value == number == 7
