"""The choices of how many names there are to be, and which, as they go from page to page."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests import open_page


def _number(page: AppTest, name: str) -> int:
    """How many names another page shows."""
    page = open_page.past_its_question(open_page.turn_to(page, name).run())
    assert not page.exception
    return page.slider(key="made-number").value


def test_a_page_begins_with_its_own_number_of_names_and_keeps_one_that_was_chosen(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("train", model="deep", epoch="1", epochs="1")
    open_page.play_to_the_end(page)
    assert page.slider(key="made-number").value == 20
    assert _number(page, "count") == 10
    page.slider(key="made-number").set_value(13).run()
    assert _number(page, "train") == 13
