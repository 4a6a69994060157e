"""The page Real or made up in stage mode: the page's own round, there and back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing

from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import bundled
from namegen.ui.serving import opponents
from namegen.ui.stage import shows
from namegen.ui.stage.scene import ANSWER, ASK
from namegen.ui.stage.show import Show
from pages.game import hall_score
from tests import open_page


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def _stage(page: AppTest) -> Show:
    """What a browser is shown of this page in stage mode."""
    show = shows.of_page(page.session_state["staged-game"].token)
    assert show is not None
    return show


def test_the_stage_shows_the_pages_round_and_the_page_goes_on_where_the_stage_was(
    visit: Callable[..., AppTest],
) -> None:
    hall_score.tally.clear()
    page = visit("game", against=opponents.OPPONENTS[opponents.COUNTED], round="7")
    cards = open_page.game_round(page).cards
    open_page.press(page, "Real")
    open_page.press(page, "Next name")
    open_page.press(page, "Made up")
    open_page.press(page, "Stage mode")
    assert not page.exception
    with closing(_stage(page)) as show:
        assert (show.place.turn, show.place.phase) == (1, ANSWER)
        _until(lambda: f">{cards[1].name}<" in show.hall.picture("scene"))
        assert json.loads(show.told())["vote"] == 1
        for action, number in (("play", 0), ("play", 0), ("reset", 0), ("answer", 0)):
            show.do(action, number)
        _until(lambda: show.place.turn == 2 and show.place.phase == ANSWER)
        assert show.address["played"] == "7-rmr"
        show.do("play")
        _until(lambda: f">{cards[3].name}<" in show.hall.picture("scene"))
    page.run()
    open_page.press(page, "Leave the stage")
    assert open_page.game_round(page).guesses == [True, False, True]
    assert "Name 4 of 10" in open_page.html(page) and cards[3].name in open_page.html(page)
    assert page.query_params["played"] == "7-rmr"
    assert hall_score.tally().of(bundled("given").digest)[opponents.COUNTED].guesses == 3


def test_a_link_opens_its_round_on_the_stage(visit: Callable[..., AppTest]) -> None:
    page = visit("game", stage="1", played="7-rr", against=opponents.OPPONENTS[opponents.COUNTED])
    counted = opponents.at_once(bundled("given"), opponents.COUNTED)
    with closing(_stage(page)) as show:
        assert (show.place.turn, show.place.phase) == (2, ASK)
        name = opponents.deck(counted).deal(7)[2].name
        _until(lambda: f">{name}<" in show.hall.picture("scene"))
        for _ in range(7):
            assert show.plays != "See the score"
            show.do("answer", 0)
            show.do("play")
        show.do("answer", 0)
        _until(lambda: show.plays == "See the score")


def test_where_there_is_no_round_yet_the_page_says_what_to_do(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("game", stage="1", against=opponents.OPPONENTS["deep"])
    assert "staged-game" not in page.session_state
    assert any(button.label.startswith("Train it now") for button in page.button)
