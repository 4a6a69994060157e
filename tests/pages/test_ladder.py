"""The ladder: the numbers of the network that the visitor has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import NameList, from_text
from namegen.settings import Settings
from tests import open_page


def test_the_talks_network_stands_beside_published_ones(
    visit: Callable[..., AppTest], talk: NameList
) -> None:
    page = visit("ladder")
    page.session_state["visitor"].choose_list(talk)
    page.run()
    assert not page.exception
    said = open_page.said(page)
    for number in ("**27 tokens**", "**3 tokens**", "**11,897**", "**0.2 MB of names**"):
        assert number in said
    for number in ("**50,257 tokens**", "**1,024 tokens**", "**1.5 billion**"):
        assert number in said
    assert "semantic search" in said, "Find alike leads here for why words make it that"


def test_other_settings_give_other_numbers(visit: Callable[..., AppTest]) -> None:
    page = visit("ladder", model="deep", context="1", hiddens="20")
    assert "Context: **1 token**" in open_page.said(page)
    assert "Parameters: **1,057**" in open_page.said(page)  # 27 10 + 10 20 + 20 + 20 27 + 27


def test_what_makes_deep_learning_work_is_tried_on_the_visitors_network(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "epochs", 2)
    page = visit("ladder", model="deep", context="2", hiddens="20")
    page.button_group(key="helps-with").set_value(["adam", "data"]).run()
    open_page.press(page, "Train before and after")
    open_page.wait_for_trainings(page)
    (curves,) = open_page.sent(page, "learning_curves")
    before, adam, data, both = curves[1]["rows"]
    assert [row["label"] for row in (before, adam, data, both)] == [
        "Before", "Optimiser", "More data", "All together"
    ]  # fmt: skip
    assert before["every"] == adam["every"] < data["every"] == both["every"]
    said = open_page.said(page)
    assert f"{before['losses'][-1]:.3f}" in said
    assert f"{both['losses'][-1]:.3f}" in said
    for how in ("2 epochs in batches of 32", "0.1, with Adam at 0.003.", "more steps in each"):
        assert how in said


def test_nothing_is_trained_where_nothing_is_switched_on(visit: Callable[..., AppTest]) -> None:
    page = visit("ladder", **{"helps-share": "100 %"})
    page.button_group(key="helps-with").set_value(["data"]).run()
    assert not any("Train" in button.label for button in page.button)
    assert "Choose at least one to add" in open_page.said(page)
    assert "a part of the list" not in open_page.said(page), "it sees all of it"


def test_losses_of_names_trained_on_do_not_say_what_helps(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "epochs", 2)
    page = visit("ladder", model="deep", context="2", hiddens="20")
    page.session_state["visitor"].choose_list(from_text("mia\nnoah\nemma\nliam\nzoe"))
    page = open_page.wait_for_trainings(open_page.press(page.run(), "Train before and after"))
    said = open_page.said(page)
    assert "No name of this list is for validation" in said and "Before, the loss" not in said
