"""The page Real or made up: a round played through, the referee, and who makes names up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons.game import Card
from namegen.lists.name_list import bundled, from_text
from namegen.ui.serving import opponents
from pages.game import choose_opponent, hall_score, referee, round
from tests import open_page
from tests.pages.game.conftest import choose, judged, play

QUESTION = "Can you tell a real name from one that a machine made up?"


def test_a_link_brings_a_round_back_that_was_half_done(
    page: AppTest, visit: Callable[..., AppTest]
) -> None:
    for _ in range(3):
        open_page.press(page, "Real")
        open_page.press(page, "Next name")
    assert page.query_params["played"] == f"{open_page.game_round(page).number}-rrr"
    back = visit("game", played=page.query_params["played"])
    assert open_page.game_round(back) == open_page.game_round(page)
    assert "Name 4 of 10" in open_page.html(back)
    other = visit("game", played="5-rrr", round="6")
    assert not open_page.game_round(other).guesses, "the number asked for is another round's"


def test_a_fresh_link_starts_a_round_at_once(page: AppTest) -> None:
    assert not page.exception
    assert QUESTION in open_page.said(page)
    assert open_page.game_round(page).cards[0].name in open_page.html(page)
    assert "Name 1 of 10" in open_page.html(page)
    assert not open_page.button(page, "Real").disabled
    assert open_page.button(page, "Next name").disabled
    assert page.selectbox(key="against").value == opponents.READY


def test_a_guess_is_answered_at_once_and_the_next_name_waits_for_a_tap(page: AppTest) -> None:
    first, second = open_page.game_round(page).cards[:2]
    open_page.press(page, "Real")
    what = "it is real" if first.real else "made up by the deep network"
    how = "Right" if first.real else "Wrong"
    assert f"{how}:</b> {what}." in open_page.html(page)
    assert first.name in open_page.html(page)
    assert open_page.button(page, "Real").disabled
    assert open_page.button(page, "Made up").disabled
    open_page.press(page, "Next name")
    assert second.name in open_page.html(page)
    assert "Name 2 of 10" in open_page.html(page)
    assert not page.exception


def test_the_score_stands_beside_the_referees_and_tells_what_each_name_was(page: AppTest) -> None:
    judged(play(page, right=7))
    assert not page.exception
    assert "<b>7</b> of 10<br>You" in open_page.html(page)
    referee = re.search(r"<b>(\d+)</b> of 10<br>The referee", open_page.html(page))
    assert referee
    rows = re.findall(r"<tr><td[^>]*>(.*?)</td><td>(.*?)</td>(.*?)</tr>", open_page.html(page))
    cards = [(name, what == "Real") for name, what, _ in rows]
    assert cards == [(card.name, card.real) for card in open_page.game_round(page).cards]
    verdicts = [re.findall(r'class="(\w+)"', cells) for _, _, cells in rows]
    assert [own for own, _ in verdicts] == ["right"] * 7 + ["wrong"] * 3
    assert sum(its == "right" for _, its in verdicts) == int(referee[1])


def test_the_referee_is_asked_about_these_ten_names(page: AppTest) -> None:
    judged(play(page))
    opponent = choose_opponent.opponent(page.session_state["visitor"], opponents.READY)
    assert opponent is not None
    known = referee.referee(opponent, page.session_state["visitor"].session).result()
    assert known is not None
    cards = open_page.game_round(page).cards
    realness = known.realness([card.name for card in cards])
    right = sum((score > 0.5) == card.real for score, card in zip(realness, cards, strict=True))
    assert f"<b>{right}</b> of 10<br>The referee" in open_page.html(page)


def test_another_ten_are_other_names(page: AppTest) -> None:
    before = open_page.game_round(page).cards
    open_page.press(play(page), "Another ten")
    assert not page.exception
    assert "Name 1 of 10" in open_page.html(page)
    assert open_page.game_round(page).cards != before


def test_a_number_deals_the_same_names_to_everybody_and_the_next_after_them(
    page: AppTest, visit: Callable[..., AppTest]
) -> None:
    page.number_input(key="round").set_value(7).run()
    other = visit("game")
    other.number_input(key="round").set_value(7).run()
    assert open_page.game_round(page).cards == open_page.game_round(other).cards
    open_page.press(play(page), "Another ten")
    assert page.number_input(key="round").value == 8
    other.number_input(key="round").set_value(8).run()
    assert open_page.game_round(page).cards == open_page.game_round(other).cards


@pytest.mark.parametrize("kind", [opponents.READY, opponents.COUNTED])
def test_real_names_are_ones_that_the_opponent_was_not_trained_on(page: AppTest, kind: str) -> None:
    choose(page, kind)
    assert not page.exception
    opponent = choose_opponent.opponent(page.session_state["visitor"], kind)
    assert opponent is not None
    trained_on = set(opponent.split.training)
    for card in open_page.game_round(page).cards:
        assert (card.name in bundled("given").distinct) == card.real
        assert card.name not in trained_on


@pytest.mark.parametrize("kind", ["deep", "bigram-network"])
def test_a_network_of_ones_own_is_trained_with_one_click(page: AppTest, kind: str) -> None:
    choose(page, kind)
    assert not page.exception
    train = next(button for button in page.button if button.label.startswith("Train it now"))
    train.click().run()
    open_page.play_to_the_end(page).run()
    assert not page.exception
    assert page.session_state["visitor"].settings.model == kind
    assert "Name 1 of 10" in open_page.html(page)
    open_page.press(page, "Made up")
    assert list(hall_score.tally().of(bundled("given").digest)) == [kind]


def test_a_network_without_a_hidden_layer_is_not_called_deep(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    visitor.choose_model("deep")
    visitor.model_state.change(replace(visitor.settings, hiddens=(), epochs=1))
    open_page.press(choose(page, "deep"), "Train it now, 1 epoch")
    open_page.play_to_the_end(page).run()
    for card in open_page.game_round(page).cards:
        open_page.press(page, "Made up")
        if not card.real:
            break
        open_page.press(page, "Next name")
    assert "made up by the network without a hidden layer" in open_page.html(page)


@pytest.mark.parametrize("text", ["a", "anna\nhannah\nmary", "आशा\nमीरा"])
def test_a_list_too_short_is_said_so(page: AppTest, text: str) -> None:
    page.session_state["visitor"].choose_list(from_text(text))
    page.run()
    assert not page.exception
    assert "choose a longer list" in page.info[0].value
    assert not page.toggle, "where nobody can play there is no score"


def test_a_longer_share_for_validation_may_be_enough_for_networks_of_ones_own(
    page: AppTest,
) -> None:
    visitor = page.session_state["visitor"]
    visitor.choose_list(from_text("anna\nola\nemil\nida\nuno\nkarin\nlars\nsven\nmaja\nolle"))
    assert not page.run().toggle
    visitor.choose_model("deep")
    visitor.model_state.change(replace(visitor.settings, validation=0.5))
    page = choose(page, "deep")
    assert page.toggle and not page.info


def test_any_alphabet_can_be_played(page: AppTest) -> None:
    names = [f"{a}{b}{c}" for a in "कखगमनस" for b in ("ा", "ी", "") for c in ("रा", "ल", "शी")]
    page.session_state["visitor"].choose_list(from_text("\n".join(names)))
    page.run()
    assert not page.exception
    judged(play(page))
    assert not page.exception
    assert "of 10<br>You" in open_page.html(page)


def test_lengths_are_said_to_tell_nothing_only_where_they_do_not() -> None:
    alike = (Card("mia", True), Card("noah", True), Card("liam", False), Card("zoe", False))
    assert "are as long as the real ones" in round.lengths(alike)
    assert "as close in length" in round.lengths((*alike[:3], Card("zo", False)))


def test_a_second_tap_skips_no_round(monkeypatch: pytest.MonkeyPatch) -> None:
    state, things = {"round": 41}, {}
    monkeypatch.setattr(round.st, "session_state", state)
    monkeypatch.setattr(round, "current", lambda: SimpleNamespace(things=things))
    round._another(0)
    round._another(0)
    assert state == {"round": 42}
    assert things == {"game-turn": 1}


@pytest.mark.parametrize("link", [{"round": "99999"}, {"against": "nobody"}, {"round": "ten"}])
def test_what_a_link_asks_of_the_page_in_vain_is_said(
    link: dict[str, str], visit: Callable[..., AppTest]
) -> None:
    page = visit("game", **link)
    (name, value), (note,) = *link.items(), page.warning
    assert f"does not exist ({name} '{value}'); the nearest is shown" in note.value.replace(
        "\\", ""
    )
    assert page.query_params.get(name) in (None, "9999"), "the nearest, or the usual"
    assert not page.exception


def test_what_a_link_rightly_asks_of_the_page_needs_no_word(
    visit: Callable[..., AppTest],
) -> None:
    page = visit(
        "game", round="42", against=opponents.OPPONENTS["bigram"], hall="false", elsewhere="x"
    )
    assert not page.warning
    assert page.number_input(key="round").value == 42
