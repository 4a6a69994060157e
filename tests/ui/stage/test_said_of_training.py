"""What a stage says of a training that the audience cannot judge by its picture."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from namegen.lists.name_list import bundled, from_text
from namegen.settings import DEEP, NETWORK, settings_for
from namegen.ui.session.model_state import ModelState
from namegen.ui.session.visitor import Visitor
from tests.ui.stage.staged import EPOCHS, answered, asks_or_shows, show_of, until, visitor


@pytest.mark.parametrize(("names", "few"), [(290, True), (310, False)])
def test_few_validation_names_are_said_to_be_few(names: int, few: bool) -> None:
    someone = visitor()
    someone.choose_list(from_text("\n".join(bundled("given").names[:names])))
    with show_of(someone, "compare") as show:
        scene = answered(show)
    assert f"Loss on {names // 10} names" in scene["line"]
    assert (
        "So few validation names decide little: others might put another model first."
        in scene["html"]
    ) == few


@pytest.mark.parametrize("alike", [False, True])
def test_a_network_to_which_all_names_are_alike_is_said_to_tell_none_apart(alike: bool) -> None:
    someone = visitor(epoch=EPOCHS)
    decay = 2.0 if alike else 0.0
    state = ModelState(replace(someone.settings, epochs=4, weight_decay=decay))
    state.playhead.play(4, return_to=4)
    someone.model_states[DEEP] = state
    with show_of(someone, "alike") as show:
        scene = answered(show, asks_or_shows)
    assert ("100 names are as good as equally like it." in scene["html"]) == alike


def test_a_rate_at_which_nothing_is_learned_is_said_on_the_stage() -> None:
    someone = visitor()
    state = ModelState(replace(someone.settings, lr=100.0))
    someone.model_states[DEEP] = state
    said = "above that of knowing nothing: the learning rate is too high for this list"
    with show_of(someone, "train") as show:
        assert until(show, lambda scene: scene.get("chart") == "train")["line"] == ""
        show.do("play")
        until(show, lambda scene: said in scene["line"])
        show.do("epoch", 0)
        until(show, lambda scene: scene["line"] == "")
        show.do("epoch", EPOCHS)
        until(show, lambda _: show.place.epoch == EPOCHS)
    with show_of(someone, "compare") as show:
        html = answered(show)["html"]
    assert html.count("Deep network, 2 letters, worse than knowing nothing") == 1
    assert html.count("worse than") == 1
    lengths = [float(share) for share in re.findall("--share: ([0-9.]+)", html)]
    assert max(lengths) == 1 and lengths[0] > 0.5, "the others have room"


def test_a_table_that_has_not_come_to_the_counted_one_is_said_to_need_more() -> None:
    settings = settings_for(NETWORK, epochs=EPOCHS)
    someone = Visitor(bundled("given"), NETWORK, {NETWORK: ModelState(settings)})
    with show_of(someone, "network") as show:
        assert until(show, lambda scene: "ask" in scene)["line"] == ""
        show.do("play")
        until(show, lambda scene: scene["line"].startswith("It is not there yet: train for more"))
        show.do("epoch", 1)
        until(show, lambda scene: scene["line"] == "")
