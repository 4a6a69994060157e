"""What a widget begins with is its page's and its list's, and what was chosen is kept."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import NameList, from_text
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


def test_the_network_trained_earlier_is_compared_again_when_its_list_is_back(
    visit: Callable[..., AppTest], talk: NameList
) -> None:
    page = visit("compare")
    compared = []
    for names in (talk, from_text("\n".join(talk.names[:50]), "some"), talk):
        page.session_state["visitor"].choose_list(names)
        page = open_page.past_its_question(page.run())
        compared.append("earlier" in page.button_group(key="compare").value)
    assert compared == [True, False, True]


def test_another_list_has_a_beginning_of_its_own(visit: Callable[..., AppTest]) -> None:
    page = open_page.past_its_question(visit("embeddings"))
    assert page.text_input(key="begin").value == "mar"
    page.session_state["visitor"].choose_list(from_text("王伟\n李娜\n张敏\n刘洋", "some"))
    open_page.press(page.run(), "Train it now, 30 epochs")
    open_page.play_to_the_end(page)
    page = open_page.past_its_question(page)
    assert page.text_input(key="begin").value == "王伟"
    assert "Try other letters" not in open_page.said(page)
