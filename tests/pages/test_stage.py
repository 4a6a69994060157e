"""On stage: what the page says of the talk that it leads to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import from_text
from tests import open_page


@pytest.mark.parametrize(
    ("press", "what"), [("Start a hall", "hall"), ("Take the tour alone", "tour")]
)
def test_who_has_a_list_of_their_own_is_told_that_the_talk_has_another(
    visit: Callable[..., AppTest], press: str, what: str
) -> None:
    said = f"The {what} is on a bundled list"
    page = open_page.press(visit("stage"), press)
    assert said not in open_page.said(page.run())
    page.session_state["visitor"].choose_list(from_text("mia\nnoah\nemma"))
    assert said in open_page.said(page.run())
