"""The tour of a reader: its browser keeps what has been answered."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from namegen.hall.hall import LEADER
from namegen.hall.said import NOWHERE
from namegen.ui.stage import shows
from namegen.ui.stage.scene import ANSWER, ASK
from namegen.ui.stage.show import Show
from namegen.ui.stage.tour_show import Kept


@contextmanager
def tour(page: str, told: Any = None) -> Iterator[Show]:
    """A tour at the first step of a page, as it is for a browser that says it has kept this."""
    with closing(shows.tour(NOWHERE, told)) as show:
        show.do("go", [step.page for step in show.talk.steps].index(page))
        until(show, lambda scene: scene["page"] == page and (scene.get("ask") or scene.get("html")))
        yield show


def until(show: Show, true: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The scene once something is true of it."""
    end = time.monotonic() + 30
    while not (scene := json.loads(show.hall.picture("scene") or "{}")) or not true(scene):
        assert time.monotonic() < end, scene
        time.sleep(0.02)
    return scene


def kept(show: Show) -> Any:
    """What the browser is told to keep."""
    return json.loads(show.told())["kept"]


def vote(show: Show) -> int | None:
    return json.loads(show.told())["vote"]


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")


def test_a_guess_and_an_answer_are_there_again_after_a_reload() -> None:
    with tour("count") as show:
        show.do("answer", 1)
        until(show, lambda _: vote(show) == 1)
        guessed = kept(show)
    with tour("count", guessed) as show:
        assert (vote(show), show.place.phase) == (1, ASK)
        show.do("play")
        until(show, lambda scene: "answer" in scene)
        answered = kept(show)
    with tour("count", answered) as show:
        until(show, lambda scene: "answer" in scene)
        assert (vote(show), show.place.phase, show.done) == (1, ANSWER, True)


def test_whoever_is_told_of_an_answer_is_told_to_keep_it() -> None:
    with tour("count") as show:
        show.hall.vote(show.asked, LEADER, 1)
        told = json.loads(show.told())
    assert (told["vote"], len(told["kept"]["answers"])) == (1, 1)


def test_what_was_answered_of_one_list_is_not_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with tour("count") as show:
        show.do("answer", 1)
        show.do("play")
        until(show, lambda scene: "answer" in scene)
        answered = kept(show)
    monkeypatch.setenv("NAMEGEN_LIST", "surnames")
    with tour("count", answered) as show:
        assert (vote(show), show.place.phase) == (None, ASK)


def test_a_game_has_its_score_again() -> None:
    with tour("game") as show:
        for turn in range(10):
            until(show, lambda scene, turn=turn: scene["turn"] == turn and "answer" not in scene)
            show.do("answer", 0)
            show.do("play")
            until(show, lambda scene: "answer" in scene)
            show.do("play")
        score = until(show, lambda scene: scene["turn"] == 10)["html"]
        answered = kept(show)
    with tour("game", answered) as show:
        assert [show.hall.vote_of(f"{show.talk.id}-{show.place.step}-{turn}", LEADER)
                for turn in range(10)] == [0] * 10  # fmt: skip
        for turn in range(10):
            until(show, lambda scene, turn=turn: scene["turn"] == turn and "answer" in scene)
            show.do("play")
        assert until(show, lambda scene: scene["turn"] == 10)["html"] == score


def test_where_the_list_has_no_network_the_one_that_was_trained_here_makes_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given-counts")
    with tour("embeddings") as show:  # which asks when its network is trained
        show.do("go", 0)
        until(show, lambda scene: "ask" in scene)
        for _ in range(2):
            show.do("play")
        scene = until(show, lambda scene: "Counting" in scene.get("html", ""))
    assert "trained here up to epoch 30</h2>" in scene["html"]


@pytest.mark.parametrize(
    "answers",
    [None, 7, [1], {"count-given": 1}, {"count-given": ["z", "yes"]}, {"count-given": [[], 1]}],
)
@pytest.mark.parametrize("round", ["7", "١", "12345", 7])
def test_what_cannot_be_understood_of_a_browser_is_left_out(answers: Any, round: Any) -> None:
    kept = Kept.of({"round": round, "answers": answers})
    assert not kept.answers and kept.round.isascii() and int(kept.round) < 10_000
