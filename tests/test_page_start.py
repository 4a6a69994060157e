"""The opening: five names, a question, and two models that make names at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from namegen import model_file
from namegen.bigram import CountedBigram
from namegen.evaluation import evaluate
from namegen.material import Material
from namegen.names import bundled, from_text, load, talk_list_cached
from namegen.sampling import generate
from namegen.ui import start, story, warm
from namegen.vocabulary import Vocabulary
from tests import pages

ROOT = Path(__file__).parents[1]


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    return visit("start")


def _labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_the_five_names_and_the_question_come_before_the_answer(page: AppTest) -> None:
    assert not page.exception
    for name in ("ann", "akela", "az", "arileri", "chaiadayra"):
        assert f"<li>{name}</li>" in pages.html(page)
    assert start.QUESTION in pages.said(page)
    assert "letter at a time" not in pages.said(page)
    assert "quoted from the talk" in pages.said(page)


@pytest.mark.parametrize(
    ("guess", "verdict"),
    [
        (start.MACHINE, "Right"),
        (start.GUESSES[0], "You guessed"),
        ("Just show me", "The answer is"),
    ],
)
def test_every_way_to_answer_is_answered_and_opens_the_ways_on(
    page: AppTest, guess: str, verdict: str
) -> None:
    pages.press(page, guess)
    assert not page.exception
    assert verdict in pages.said(page)
    assert "letter at a time" in pages.said(page)
    assert {"Count", "Train"} <= set(_labels(page))


def test_the_list_in_use_is_said_with_its_number_of_names(page: AppTest) -> None:
    assert "given names, 5,163 names" in pages.said(page).replace("\\", "")


def test_the_counted_names_are_drawn_from_the_list_in_use(page: AppTest) -> None:
    pages.press(page, "Just show me")
    names = bundled("given").names
    model = CountedBigram.of(names, Vocabulary.of(names))
    for name in generate(model, 5, 2147483647):
        word = "in the list" if name in bundled("given").distinct else "new"
        assert f"<li>{name} <small>{word}</small></li>" in pages.html(page)


def test_five_more_are_other_names(page: AppTest) -> None:
    pages.press(page, "Just show me")
    before = pages.html(page)
    pages.press(page, "Make five more")
    assert not page.exception
    assert pages.html(page) != before
    assert pages.html(page).count("<small>") == before.count("<small>")


@pytest.mark.parametrize("key", ["talk", "given", "surnames"])
def test_a_small_file_without_names_holds_a_trained_network_of_each_list(key: str) -> None:
    file = ROOT / "data" / "start" / f"{key}.npz"
    assert file.stat().st_size < 250_000
    saved = model_file.load(file)
    held_out = {"talk": 2.0, "given": 1.98, "surnames": 2.14}
    if key == "talk" and not talk_list_cached():
        pytest.skip("The talk's list is not there.")
    names = load(key)
    assert saved.digest == names.digest
    material = Material.of(names.names, saved.settings.context, saved.settings.validation)
    assert evaluate(saved.model, material.validation).loss < held_out[key]


def test_the_network_shows_names_of_its_own_beside_the_counted_ones(page: AppTest) -> None:
    warm.begin()
    assert warm.wait(60)
    pages.press(page, "Just show me")
    page.run()
    assert "trained earlier" in pages.said(page)
    assert pages.html(page).count("<small>") == 10


def test_before_torch_is_there_the_counted_names_are(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "ready", lambda: False)
    pages.press(page, "Just show me")
    assert not page.exception
    assert pages.html(page).count("<small>") == 5
    assert "being loaded" in pages.said(page)


def test_a_list_of_ones_own_is_counted_and_offers_training(page: AppTest) -> None:
    page.session_state["visitor"].choose_list(from_text("आशा\n<i>\nमीरा", title="<b>*mine*</b>"))
    pages.press(page, "Just show me")
    assert not page.exception
    assert "None has been trained on this list" in pages.said(page)
    assert r"\<b\>\*mine\*\<\/b\>, 2 names" in pages.written(page)
    assert {"Count", "Train"} <= set(_labels(page))


def test_the_story_passes_over_pages_that_the_app_lacks() -> None:
    def script() -> None:
        import streamlit as st

        from namegen.ui import story

        def here() -> None:
            story.next_page("Start")
            story.next_page("Your own names")
            story.next_page("Status")

        st.navigation([st.Page(here)]).run()

    page = AppTest.from_function(script).run()
    assert not page.exception
    assert not page.get("page_link")


def test_the_story_names_each_page_once() -> None:
    assert len(set(story.STORY.values())) == len(story.STORY)


def test_what_a_link_says_is_text_and_nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    page = AppTest.from_file("../app.py", default_timeout=60)
    page.query_params["list"] = "![](//a.example/b.png)"
    page.switch_page("pages/start.py").run()
    assert r"\!\[\]\(\/\/a\.example\/b\.png\)" in page.warning[0].value
