"""The opening: five names, a question, and two models that make names at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import questions
from namegen.lists.name_list import bundled, from_text, load
from namegen.models import model_file
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import evaluate
from namegen.models.sampling import generate
from namegen.training.dataset import Dataset
from namegen.ui.serving import startup
from namegen.vocabulary import Vocabulary
from tests import open_page

ROOT = Path(__file__).parents[2]
QUESTION = questions.start(bundled("given"))


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    return visit("start")


def _labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_the_five_names_and_the_question_come_before_the_answer(page: AppTest) -> None:
    assert not page.exception
    for name in ("ann", "akela", "az", "arileri", "chaiadayra"):
        assert f"<li>{name}</li>" in open_page.html(page)
    assert QUESTION.text in open_page.said(page)
    assert "letter at a time" not in open_page.said(page)
    assert "quoted from the talk" in open_page.said(page)


@pytest.mark.parametrize(
    ("guess", "verdict"),
    [
        (questions.MACHINE, "Right"),
        (QUESTION.options[0], "You guessed"),
        ("Just show me", "The answer is"),
    ],
)
def test_every_way_to_answer_is_answered_and_opens_the_ways_on(
    page: AppTest, guess: str, verdict: str
) -> None:
    open_page.press(page, guess)
    assert not page.exception
    assert verdict in open_page.said(page)
    assert "letter at a time" in open_page.said(page)
    assert {"Count", "Train"} <= set(_labels(page))


def test_the_list_in_use_is_said_with_its_number_of_names(page: AppTest) -> None:
    assert "given names, 5,163 names" in open_page.said(page).replace("\\", "")


def test_where_another_list_is_chosen_is_said_as_it_is_on_a_phone_too(page: AppTest) -> None:
    assert any("Choose another in the menu." in caption.value for caption in page.caption)


def test_the_counted_names_are_drawn_from_the_list_in_use(page: AppTest) -> None:
    open_page.press(page, "Just show me")
    names = bundled("given").names
    model = CountedBigram.of(names, Vocabulary.of(names))
    for name in generate(model, 5, 2147483647):
        word = "in the list" if name in bundled("given").distinct else "new"
        assert f"<li>{name} <small>{word}</small></li>" in open_page.html(page)


def test_five_more_are_other_names(page: AppTest) -> None:
    open_page.press(page, "Just show me")
    before = open_page.html(page)
    open_page.press(page, "Make more")
    assert not page.exception
    assert open_page.html(page) != before
    assert open_page.html(page).count("<small>") == before.count("<small>")


def test_one_chooses_how_many_names_and_how_they_begin(page: AppTest) -> None:
    open_page.press(page, "Just show me")
    page.slider(key="made-number").set_value(3)
    page.text_input(key="made-begin").set_value("ma").run()
    assert not page.exception
    assert open_page.html(page).count("<small>") == open_page.html(page).count("<li>ma") == 6
    page.text_input(key="made-begin").set_value("7").run()
    assert not page.exception
    assert "<small>" not in open_page.html(page)


@pytest.mark.parametrize("key", ["talk", "given", "surnames"])
def test_a_small_file_without_names_holds_a_trained_network_of_each_list(key: str) -> None:
    file = ROOT / "data" / "start" / f"{key}.safetensors"
    assert file.stat().st_size < 250_000
    saved = model_file.load(file)
    held_out = {"talk": 2.01, "given": 1.98, "surnames": 2.14}
    names = load(key)
    assert saved.digest == names.digest
    dataset = Dataset.of(names.names, saved.settings.context, saved.settings.validation)
    assert evaluate(saved.model, dataset.validation).loss < held_out[key]


def test_the_network_shows_names_of_its_own_beside_the_counted_ones(page: AppTest) -> None:
    startup.begin()
    assert startup.wait(60)
    open_page.press(page, "Just show me")
    page.run()
    assert "trained earlier" in open_page.said(page)
    assert open_page.html(page).count("<small>") == 10


def test_who_has_chosen_how_the_names_are_finds_the_door_open(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("start", answered="start", **{"made-new": "true"})
    open_page.press(page, "Count")
    assert page.title[0].value == "Count"
    assert "made-new" not in page.query_params


def test_before_torch_is_there_the_counted_names_are(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "ready", lambda: False)
    open_page.press(page, "Just show me")
    assert not page.exception
    assert open_page.html(page).count("<small>") == 5
    assert "being loaded" in open_page.awaited(page)[0]


def test_a_list_of_ones_own_is_counted_and_offers_training(page: AppTest) -> None:
    page.session_state["visitor"].choose_list(from_text("आशा\n<i>\nमीरा", title="<b>*mine*</b>"))
    open_page.press(page, "Just show me")
    assert not page.exception
    assert "None comes with this list" in open_page.said(page)
    assert r"\<b\>\*mine\*\<\/b\>, 2 names" in open_page.written(page)
    assert {"Count", "Train"} <= set(_labels(page))


def test_the_visitors_own_network_makes_names_where_the_list_has_none(page: AppTest) -> None:
    startup.begin()
    assert startup.wait(60)
    visitor = page.session_state["visitor"]
    visitor.choose_list(from_text("\n".join(bundled("given").names[:400])))
    visitor.change(context=1, epochs=3)
    run = visitor.run()
    for _ in range(3):
        run.step()
    visitor.playhead.jump(2)
    open_page.press(page, "Just show me")
    assert "trained here up to epoch 2" in open_page.said(page)
    assert "One sees the last letter, and so does the other." in open_page.said(page)
    for name in generate(run.model(2), 5, 2147483647):
        assert f"<li>{name} <small>" in open_page.html(page)


def test_what_a_link_says_is_text_and_nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    page = AppTest.from_file(open_page.MAIN, default_timeout=60)
    page.query_params["list"] = "![](//a.example/b.png)"
    page.run()
    assert r"\!\[\]\(\/\/a\.example\/b\.png\)" in page.warning[0].value
