"""Several networks trained with one click, beside what the page's own stage plays."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import NameList, from_text
from namegen.ui.serving.runs import scheduler
from pages.network import longer_block
from tests import open_page

_FEW = from_text("\n".join(["anna", "emma", "maria", "ola", "eva", "ida", "nora", "liv", "sigrid"]))


@pytest.fixture(autouse=True)
def _soon_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longer_block, "_MOST_EPOCHS", 4)


def _network(visit: Callable[..., AppTest], names: NameList = _FEW) -> AppTest:
    page = visit("network")
    page.session_state["visitor"].choose_list(names)
    page.run()
    return open_page.press(page, "Just show me")


def _picture(page: AppTest) -> dict[str, Any]:
    components = [component.proto for component in page.get("bidi_component")]
    sent = next(one.json for one in components if one.component_name.endswith("curves"))
    return json.loads(sent)[0][1]


def _rows(page: AppTest) -> list[dict[str, Any]]:
    return _picture(page)["rows"]


def test_one_click_trains_them_all_and_the_outcome_is_said(visit: Callable[..., AppTest]) -> None:
    page = open_page.wait_for_trainings(open_page.press(_network(visit), "Train all 5"))
    rows = _rows(page)
    labels = [f"Sees {number} letter{'s' * (number > 1)}" for number in (1, 2, 3, 4, 8)]
    assert [row["label"] for row in rows] == labels
    assert all(row["at"] == row["last"] for row in rows)
    assert all(len(row["names"]) == 5 for row in rows)
    # Rounded twice, one in twenty would be told apart from what the sentence says.
    assert all(row["losses"][-1] != round(row["losses"][-1], 4) for row in rows)
    first, last = (f"**{rows[i]['losses'][-1]:.3f}**" for i in (0, -1))
    said = open_page.said(page)
    assert f"With 1 letter the loss ends at {first}, with 8 at {last}." in said
    worse = min(row["losses"][-1] for row in rows) > math.log(1 + len({*"".join(_FEW.names)}))
    assert ("All of them are worse than knowing nothing" in said) == worse


def test_losses_of_names_that_were_never_seen_are_said_to_be_so(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longer_block, "_MOST_EPOCHS", 60)
    apart = from_text("\n".join(["abc", "def", "ghi", "jkl", "mno", "pqr", "stu", "vwx"]))
    page = open_page.wait_for_trainings(open_page.press(_network(visit, apart), "Train all 5"))
    assert _picture(page)["on"] == "validation"
    said = (
        "On validation names all of them are worse than knowing nothing, which is **3.219**: they"
    )
    assert f"{said} have learned the other names by heart." in open_page.said(page)
    assert "Fewer steps would have been better: with" in open_page.said(page)


def test_where_no_name_is_for_validation_the_losses_are_said_to_be_of_training(
    visit: Callable[..., AppTest],
) -> None:
    few = from_text("\n".join(["mia", "noah", "emma", "liam", "zoe"]))
    page = open_page.wait_for_trainings(open_page.press(_network(visit, few), "Train all 5"))
    assert _picture(page)["on"] == "training"


def test_losses_that_are_worse_than_knowing_nothing_are_said_to_be_so(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(longer_block._SAME, "lr", 100.0)
    page = open_page.wait_for_trainings(open_page.press(_network(visit), "Train all 5"))
    assert "All of them are worse than knowing nothing, which is **2." in open_page.said(page)


def test_the_stage_plays_on_meanwhile(visit: Callable[..., AppTest]) -> None:
    page = open_page.press(_network(visit), "Train all 5")
    visitor = page.session_state["visitor"]
    visitor.model_state.play()
    open_page.play_to_the_end(page.run())
    assert visitor.playhead.shown == visitor.settings.epochs
    assert all(row["at"] == row["last"] for row in _rows(open_page.wait_for_trainings(page)))


def test_another_page_trains_none_of_them_further(visit: Callable[..., AppTest]) -> None:
    page = _network(visit)
    visitor, before = page.session_state["visitor"], scheduler().playing()
    visitor.model_state.new_seed()  # none of them is trained already
    open_page.press(page.run(), "Train all 5")
    assert visitor.besides
    wait = page.session_state["waiting-longer-block"]
    open_page.turn_to(page, "count").run()
    wait.look()  # the socket of the page before closes a moment later
    assert not visitor.besides
    assert scheduler().playing() == before


def test_other_plans_are_trained_when_they_are_asked_for(
    visit: Callable[..., AppTest],
) -> None:
    page = open_page.press(_network(visit), "Train all 5")
    visitor = page.session_state["visitor"]
    visitor.model_state.new_seed()
    page.run()
    assert not visitor.besides
    assert any(button.label == "Train all 5" for button in page.button)
