"""What a visitor watches on a stage: it moves with the time, and obeys the scrubber."""

from __future__ import annotations

import json
import time

import pytest
from streamlit.testing.v1 import AppTest

from namegen.ui.serving.runs import scheduler
from namegen.ui.widgets.live_stage import Watched
from tests import open_page


@pytest.fixture
def page() -> AppTest:
    return open_page.opened("train", list="given", hiddens="8", epochs="3").run()


@pytest.fixture
def watched(page: AppTest) -> Watched:
    return page.session_state["train-watched"]


def _playing(page: AppTest) -> bool:
    return page.session_state["visitor"].playhead.playing


def test_a_playing_stage_trains_its_run_and_comes_to_rest(page: AppTest, watched: Watched) -> None:
    page.session_state["visitor"].model_state.play()
    end = time.monotonic() + 60
    while watched.look()[0][-1] and time.monotonic() < end:
        time.sleep(0.02)
    frame = json.loads(watched.frame())["frame"]
    assert (frame["epoch"], frame["playing"]) == (3, False)


def test_a_run_that_came_to_nothing_is_not_called_finished(page: AppTest, watched: Watched) -> None:
    visitor = page.session_state["visitor"]

    def called(rate: float, epoch: int) -> str:
        visitor.change(lr=rate)
        open_page.run_until(page.run(), lambda: visitor.run().last_epoch >= 0)
        visitor.model_state.play()
        open_page.play_to_the_end(page)
        watched.take({"epoch": epoch})
        watched.look()
        return json.loads(watched.frame())["frame"]["failed"]

    assert called(100.0, 3) == "failed"
    assert called(100.0, 2) == "", "it is paused"
    assert called(0.1, 3) == ""


def test_the_scrubber_holds_the_playhead(page: AppTest, watched: Watched) -> None:
    page.session_state["visitor"].model_state.play()
    watched.take({"epoch": 99})
    assert not _playing(page)
    assert page.session_state["visitor"].playhead.shown == 3, "the last epoch, and none after it"


def test_the_buttons_play_pause_step_and_go_back(page: AppTest, watched: Watched) -> None:
    playhead = page.session_state["visitor"].playhead
    for _ in range(2):  # a press that comes twice counts once
        watched.take({"do": "play"})
        assert (playhead.playing, playhead.goal) == (True, 3)
    watched.take({"do": "pause"})
    assert not playhead.playing
    watched.take({"do": "step"})
    assert playhead.goal == playhead.shown + 1
    watched.take({"do": "reset"})
    assert (playhead.shown, playhead.playing) == (0, False)


def test_a_speed_is_in_the_link_at_once(watched: Watched) -> None:
    watched.take({"speed": "3"})
    frame = json.loads(watched.frame())["frame"]
    assert (frame["speed"], frame["link"]["speed"]) == ("3", "3")


def test_a_run_that_only_the_page_can_begin_is_asked_of_it(page: AppTest, watched: Watched) -> None:
    before = watched.look()[0]
    watched.take({"do": "seed"})
    assert watched.look()[0] not in (None, before)
    assert json.loads(watched.frame()) == {}
    page.run()
    assert json.loads(watched.frame())["frame"]["epoch"] == 0


@pytest.mark.parametrize(
    "message",
    [
        {"epoch": -1},
        {"epoch": "2"},
        {"epoch": None},
        {"epoch": True},
        {"do": "leave"},
        {"speed": "9"},
        [],
        4,
    ],
)
def test_what_no_stage_says_moves_nothing(page: AppTest, watched: Watched, message: object) -> None:
    with pytest.raises(ValueError, match="Not a message"):
        watched.take(message)
    assert page.session_state["visitor"].playhead.shown == 0


def test_a_closed_stage_asks_for_no_training(page: AppTest, watched: Watched) -> None:
    page.session_state["visitor"].model_state.play()
    watched.look()
    before = scheduler().playing()
    watched.leave()
    assert scheduler().playing() == before - 1


def test_a_page_keeps_its_stream_when_it_runs_again(page: AppTest, watched: Watched) -> None:
    assert page.run().session_state["train-watched"] is watched
