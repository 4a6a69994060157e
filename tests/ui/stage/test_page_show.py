"""In stage mode a page's picture is its visitor's: list, settings, playhead and answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import bundled, from_text
from namegen.models.sampling import generate
from namegen.settings import DEEP, NETWORK, TALK_SEED, settings_for
from namegen.ui.navigation import PAGES
from namegen.ui.session.model_state import ModelState
from namegen.ui.session.visitor import Visitor, answers_given
from namegen.ui.stage import shows
from namegen.ui.stage.pictures import PICTURES
from namegen.ui.stage.scene import PICTURE
from tests.open_page import button
from tests.ui.stage.staged import EPOCHS, answered, asks_or_shows, show_of, until, visitor

WITH_PICTURE = [p.name for p in PAGES.values() if not p.hidden and p.name != "stage"]


@pytest.mark.parametrize("page", WITH_PICTURE)
def test_every_page_has_its_picture(page: str) -> None:
    with show_of(visitor(epoch=EPOCHS), page) as show:
        scene = until(
            show, lambda scene: scene.get("html") or scene.get("ask") or scene.get("chart")
        )
    assert page in PICTURES and scene["page"] == page and scene["title"]


def test_a_stage_that_opens_is_not_blank_for_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namegen.ui.stage.show._REST", 60.0)
    with show_of(visitor(), "recipe") as show:
        until(show, lambda scene: scene.get("ask"))


def test_what_is_played_on_the_stage_is_played_on_the_page() -> None:
    someone = visitor()
    with show_of(someone, "train") as show:
        until(show, lambda scene: scene.get("chart") == "train")
        show.do("step")
        until(show, lambda _: show.place.epoch == 1)
        assert someone.playhead.shown == 1
        show.do("play")
        until(show, lambda _: show.place.epoch == EPOCHS)
        show.do("epoch", 1)
        until(show, lambda _: show.place.epoch == 1)
    assert (someone.playhead.shown, someone.playhead.playing) == (1, False)


def test_an_answer_on_the_stage_is_one_on_the_page_and_is_not_asked_for_again() -> None:
    someone = visitor()
    with show_of(someone, "start") as show:
        question = until(show, lambda scene: "ask" in scene)["ask"]
        show.do("answer", 1)
        until(show, lambda scene: "answer" in scene)
        assert json.loads(show.told())["address"]["answered"] == "start"
    assert list(answers_given(someone).values()) == [question["options"][1]]
    with show_of(someone, "start") as show:
        until(show, lambda scene: scene.get("phase") == 2)
        # As on the page, models make names once the question is behind.
        scene = until(show, lambda scene: "Counting, 1 letter" in scene["html"])
    assert "trained earlier" in scene["html"]


def test_a_reload_in_stage_mode_does_not_ask_again(visit: Callable[..., AppTest]) -> None:
    page = visit("count", list="given", stage="1", answered="count-given")
    with closing(shows.of_page(page.session_state["staged-count"].token)) as show:
        assert "ask" not in until(show, lambda scene: scene.get("page") == "count")


@pytest.mark.parametrize("fast", [False, True])
def test_a_rate_that_is_too_high_for_the_list_is_said_on_the_stage(fast: bool) -> None:
    names = [family + given for family in "王李张" for given in "伟芳娜敏静丽强磊洋勇"]
    own = from_text("\n".join(names)) if fast else bundled("given")
    someone = Visitor(own, NETWORK, {NETWORK: ModelState(settings_for(NETWORK, epochs=EPOCHS))})
    with show_of(someone, "network") as show:
        line = until(show, lambda scene: "ask" in scene)["line"]
        show.do("play")
        until(show, lambda scene: scene["phase"] == PICTURE and show.place.epoch == EPOCHS)
    assert line.startswith("A learning rate of 50 is too high for this list; at ") == fast
    assert bool(line) == fast
    with show_of(someone, "compare") as show:
        scene = answered(show, asks_or_shows)
    assert ("Bigram network, 1 letter, its learning rate too high" in scene["html"]) == fast
    assert "Bigram network, 1 letter" in scene["html"]


@pytest.mark.parametrize("page", ["embeddings", "alike"])
def test_without_a_network_of_ones_own_the_one_trained_earlier_is_shown(page: str) -> None:
    someone = visitor()
    with show_of(someone, page) as show:
        scene = until(show, lambda scene: "ask" in scene)
        assert "trained earlier" in scene["line"]
        show.do("answer", 0)
        until(show, lambda scene: "answer" in scene)
        show.do("play")
        until(show, lambda scene: scene["phase"] == PICTURE)
        assert someone.playhead.shown == 0
        if page == "embeddings":
            frame = json.loads(show.hall.picture("frame"))
            assert frame["points"] != frame["before"]
            show.do("play")  # now one's own
            until(show, lambda scene: scene["line"] == "" and someone.playhead.shown == EPOCHS)


@pytest.mark.parametrize(
    ("validation", "which", "earlier"),
    [(0.1, "names for validation", True), (0.2, "names for validation", False),
     (0.0, "names that they were trained on", False)],
)  # fmt: skip
def test_models_are_compared_on_the_names_that_the_page_keeps_aside(
    validation: float, which: str, earlier: bool
) -> None:
    someone = visitor()
    settings = replace(someone.settings, validation=validation)
    someone.model_states[DEEP] = ModelState(settings)
    with show_of(someone, "compare") as show:
        until(show, lambda scene: "ask" in scene)
        show.do("answer", 0)
        show.do("play")
        scene = until(show, lambda scene: scene["phase"] == PICTURE and scene.get("html"))
        assert which in scene["line"]
        assert ("trained earlier" in scene["html"]) == earlier
        assert ("; the best, as among" in scene["html"]) == earlier, "else counting is the best"


def test_embeddings_waits_for_a_network_which_play_trains() -> None:
    someone = visitor()
    someone.choose_list(from_text("anna\nola\nemil\nida\nuno", "ours"))
    with show_of(someone, "embeddings") as show:
        assert "Press Play" in until(show, lambda scene: scene.get("wait"))["wait"]
        until(show, lambda _: show.plays == "Play")
        show.do("play")
        until(show, lambda scene: "ask" in scene)
    assert someone.playhead.shown == EPOCHS


def test_the_visitors_own_network_makes_names_where_the_list_has_none() -> None:
    someone = visitor()
    someone.choose_list(from_text("\n".join(bundled("given").names[:400])))
    answers_given(someone)["start"] = ""
    run = someone.run()
    run.step()
    someone.playhead.jump(1)
    with show_of(someone, "start") as show:
        scene = until(show, lambda scene: "Counting" in scene["html"])
    assert "Deep network, 2 letters, trained here up to epoch 1</h2>" in scene["html"]
    for name in generate(run.model(1), 5, TALK_SEED):
        assert f">{name or '(no letters)'}</b>" in scene["html"]


def test_names_are_drawn_over_on_the_next_page_too() -> None:
    someone = visitor()
    with show_of(someone, "start") as show:
        show.do("cover")
        until(show, lambda _: not show.place.cover)
    with show_of(someone, "count") as show:
        assert not show.place.cover


def test_a_list_of_ones_own_is_shown_as_it_is() -> None:
    someone = visitor()
    someone.choose_list(from_text("<b>\nanna\nola", "names <of> ours"))
    with show_of(someone, "own") as show:
        scene = until(show, lambda scene: scene.get("html"))
    assert "names <of> ours" in scene["title"] and "anna" in scene["html"]


def test_a_show_is_had_by_its_token_while_the_session_lasts() -> None:
    staged = shows.Staged(visitor(), PAGES["start"])
    token = staged.token
    with closing(shows.of_page(token)) as show:
        until(show, lambda scene: scene.get("page") == "start")
    del staged
    assert shows.of_page(token) is None


def test_a_link_opens_stage_mode_and_keeps_it(visit: Callable[..., AppTest]) -> None:
    page = visit("train", model="deep", epochs="1", stage="1")
    assert not page.exception and not page.slider
    assert "namegen_hall" in {one.proto.component_name for one in page.get("bidi_component")}
    assert page.query_params["stage"] in ("1", ["1"])
    page = visit("train", model="deep", epochs="1", stage="perhaps")
    assert page.slider and "stage" not in page.query_params
    assert any("stage 'perhaps'" in one.value.replace("\\", "") for one in page.warning)


@pytest.mark.parametrize("code", ["a_b", "a__b", "a#b", "שרה", "'"])
def test_a_hall_is_shown_whatever_its_code_may_hold(
    visit: Callable[..., AppTest], code: str
) -> None:
    page = visit("stage", join=code)
    assert not page.exception
    assert "namegen_hall" in {one.proto.component_name for one in page.get("bidi_component")}


def test_a_leaders_link_is_written_as_a_link_and_one_without_a_secret_leads_nothing(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("stage", lead="a) **b** [c](d")
    assert "lead=a%29+%2A%2Ab%2A%2A+%5Bc%5D%28d&notes=1)" in page.markdown[0].value
    assert button(visit("stage", lead=""), "Start a hall")


@pytest.mark.parametrize(("lr", "then"), [(50.0, "Play"), (27.0, "Reveal")])
def test_no_answer_is_revealed_that_the_picture_contradicts(lr: float, then: str) -> None:
    someone = visitor()
    someone.choose_list(from_text("mia\nnoah\nemma\nliam\nzoe", "ours"))
    settings = settings_for(NETWORK, lr=lr)
    someone.model_states[NETWORK] = ModelState(settings)
    someone.turn_to("network", NETWORK)
    with show_of(someone, "network") as show:
        until(show, lambda scene: "ask" in scene)
        show.do("play")
        until(show, lambda _: someone.playhead.shown == settings.epochs)
        until(show, lambda _: not someone.playhead.playing)
        assert show.plays == then
