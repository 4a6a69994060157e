"""Pages come one after another, in the order of their table."""

from __future__ import annotations

from namegen.ui.navigation import PAGES, neighbour


def test_every_page_has_the_one_before_and_the_one_after() -> None:
    assert neighbour(PAGES["count"], -1) == PAGES["start"]
    assert neighbour(PAGES["count"], 1) == PAGES["network"]
    assert neighbour(PAGES["start"], -1) is None
    assert neighbour(PAGES["stage"], 1) is None
    assert neighbour(PAGES["status"], 1) is None


def test_stage_mode_goes_through_the_pages_that_have_a_picture() -> None:
    assert neighbour(PAGES["own"], 1) == PAGES["stage"]
    assert neighbour(PAGES["own"], 1, on_stage=True) is None
