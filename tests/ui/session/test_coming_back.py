"""Whoever comes back to a run that is there no more finds it trained again to where they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.ui.serving import runs
from namegen.ui.serving.scheduler import Scheduler
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    return visit("train", model="deep", epochs="8", seed="4711")


def _forget_all_runs() -> None:
    """As after a time in which nobody looked at them."""
    scheduler: Scheduler = runs.scheduler()
    scheduler._runs.clear()
    scheduler._alive.clear()


def test_a_dropped_run_is_trained_again_to_where_the_visitor_was(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    open_page.press(page, "Play")
    open_page.run_until(page, lambda: not visitor.playhead.playing)
    open_page.run_until(page, lambda: "After epoch 8 the loss" in open_page.said(page))
    before, trained = open_page.said(page), runs.scheduler().status().epochs
    _forget_all_runs()
    page.run()
    assert visitor.playhead.shown == 8, "never the start, as if nothing had been trained"
    open_page.run_until(page, lambda: "After epoch 8 the loss" in open_page.said(page))
    assert open_page.said(page) == before, "the same losses, the same names"
    assert runs.scheduler().status().epochs >= trained + 8


def test_a_run_with_a_changed_rate_is_trained_again_the_same_way(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    visitor.speed = "3"
    open_page.press(page, "Play")
    open_page.run_until(page, lambda: visitor.playhead.shown >= 2)
    visitor.change(lr=0.5)
    assert visitor.model_state.rate_changes
    visitor.speed = "most"
    open_page.run_until(page, lambda: not visitor.playhead.playing)
    before = list(visitor.run().history.train)
    _forget_all_runs()
    page.run()
    open_page.run_until(page, lambda: visitor.run().last_epoch >= 8)
    assert visitor.run().history.train == before


def test_a_reload_while_playing_comes_by_where_it_was_and_plays_on(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    visitor.speed = "3"
    open_page.press(page, "Play")
    open_page.run_until(page, lambda: visitor.playhead.shown >= 3)
    run, epochs = visitor.run(), runs.scheduler().status().epochs
    again = open_page.opened("train", **page.query_params).run()
    returned = again.session_state["visitor"]
    assert returned.run() is run
    assert returned.playhead.playing
    open_page.run_until(again, lambda: not returned.playhead.playing)
    assert returned.playhead.shown == 8
    assert runs.scheduler().status().epochs <= epochs + 8 - 3, "nothing is trained twice"


def test_who_was_playing_plays_on(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    visitor.speed = "3"
    open_page.press(page, "Play")
    open_page.run_until(page, lambda: visitor.playhead.shown >= 3)
    _forget_all_runs()
    visitor.speed = "most"
    open_page.run_until(page, lambda: not visitor.playhead.playing)
    assert visitor.playhead.shown == 8
    assert not page.error
