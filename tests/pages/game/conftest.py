"""The page Real or made up, and what tests do on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons.game import NAMES
from namegen.ui.serving import opponents
from pages.game import hall_score
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> Iterator[AppTest]:
    hall_score.tally.clear()
    yield visit("game")
    hall_score.tally.clear()


def play(page: AppTest, right: int = NAMES) -> AppTest:
    """The whole round, so many of the first names guessed right."""
    for place, card in enumerate(open_page.game_round(page).cards):
        guess = card.real if place < right else not card.real
        open_page.press(page, "Real" if guess else "Made up")
        open_page.press(page, "See the score" if place == NAMES - 1 else "Next name")
    return page


def judged(page: AppTest) -> AppTest:
    """The page when the referee has been trained."""
    return open_page.run_until(page, lambda: ", in training" not in open_page.html(page))


def choose(page: AppTest, kind: str) -> AppTest:
    return page.selectbox(key="against").select(opponents.OPPONENTS[kind]).run()
