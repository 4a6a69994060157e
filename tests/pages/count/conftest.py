"""The page Count, and what tests look at on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import bundled, from_text
from namegen.models.bigram import CountedBigram
from namegen.vocabulary import Vocabulary
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("count")


@pytest.fixture
def table(page: AppTest) -> AppTest:
    """The page with the given names, its table shown."""
    return open_page.press(page, "Just show me")


@pytest.fixture(scope="module")
def model() -> CountedBigram:
    names = bundled("given").names
    return CountedBigram.of(names, Vocabulary.of(names))


def use(page: AppTest, text: str) -> AppTest:
    """Another list of one's own, its table shown."""
    page.session_state["visitor"].choose_list(from_text(text))
    return open_page.past_its_question(page.run())


def matrix(page: AppTest) -> dict[str, Any]:
    """What the canvas of the table is sent."""
    return open_page.sent(page, "matrix")[0]
