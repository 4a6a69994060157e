"""Embeddings: where training puts the letters, and what the network expects next."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import questions
from namegen.lessons.same_names import milestones
from namegen.lists.name_list import bundled, from_text
from namegen.training.projection import nearest
from pages.embeddings import drift
from tests import open_page


@pytest.fixture
def opened(visit: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Open the page by what its link says, and wait until the network is trained."""
    return lambda **link: _trained(visit("embeddings", **link))


@pytest.fixture
def page(opened: Callable[..., AppTest]) -> AppTest:
    """The page with a network of three epochs, its question answered."""
    return open_page.press(opened(epoch="3"), "Just show me")


def _trained(page: AppTest) -> AppTest:
    return open_page.play_to_the_end(page).run()


def _use(page: AppTest, text: str) -> AppTest:
    """Another list of one's own, trained on for three epochs."""
    visitor = page.session_state["visitor"]
    visitor.choose_list(from_text(text))
    visitor.playhead.play(3)
    return _trained(page.run())


def _bars(page: AppTest) -> dict[str, str]:
    html = "".join(element.proto.body for element in page.get("html"))
    return dict(
        re.findall(r'<li><b dir="auto" translate="no">(.*?)</b>.*?<small>(.*?)</small>', html)
    )


def _plots(page: AppTest) -> list[dict[str, Any]]:
    """What the plot of letters is sent."""
    return open_page.sent(page, "drift")


def _shown(page: AppTest) -> tuple[object, object]:
    visitor = page.session_state["visitor"]
    run = visitor.run()
    return run, run.history.at(visitor.playhead.shown)


def test_it_opens_with_the_network_that_was_trained_earlier(opened: Callable[..., AppTest]) -> None:
    page = open_page.press(opened(), "Just show me")
    assert "This network was trained earlier" in open_page.said(page)
    assert "each letter as 24 numbers" in open_page.said(page)
    assert len(_plots(page)) == 1
    page = _trained(open_page.press(page, "Train yours, 30 epochs"))
    assert "trained earlier" not in open_page.said(page)
    assert "each letter as 10 numbers" in open_page.said(page)


@pytest.mark.parametrize("name", ["embeddings", "alike"])
def test_a_training_that_came_to_nothing_says_so_beside_the_network_trained_earlier(
    visit: Callable[..., AppTest], name: str
) -> None:
    page = visit(name, lr="2", weight_decay="2", epochs="4")
    page = _trained(open_page.press(page, "Train yours, 4 epochs"))
    assert "This network was trained earlier" in open_page.said(page)
    assert page.error[0].value.startswith("The learning rate is too high for this weight decay")


def test_a_list_of_ones_own_is_offered_a_training(opened: Callable[..., AppTest]) -> None:
    page = opened()
    page.session_state["visitor"].choose_list(
        from_text("anna ben carla dora emil".replace(" ", "\n"))
    )
    page.run()
    assert "has not been trained yet" in open_page.said(page)
    assert not _plots(page)
    page = _trained(open_page.press(page, "Train it now, 30 epochs"))
    assert "each letter as 10 numbers" in open_page.said(page)


def test_the_question_is_asked_of_the_letters_before_training(
    opened: Callable[..., AppTest],
) -> None:
    page = opened(epoch="3")
    assert not page.exception
    assert "Nobody tells the network which letters are vowels" in open_page.said(page)
    assert [plot["epochs"] for plot in _plots(page)] == [[0]]
    page = open_page.press(page, "Yes")
    assert [plot["epochs"] for plot in _plots(page)] == [[0, 1, 2, 3]]
    assert re.search(r"after epoch 3, \d of 5 vowels have a vowel nearest", open_page.said(page))


def test_the_answer_is_counted_in_the_full_space(page: AppTest) -> None:
    run, snapshot = _shown(page)
    characters = run.dataset.vocabulary.characters
    letters = [id for id, character in enumerate(characters) if character.isalpha()]
    vowels = {characters.index(vowel) for vowel in "aeiou"}
    kept = 0
    for id in vowels:
        near = next(i for i, _ in nearest(snapshot.embedding, id, 99) if i in letters)
        kept += near in vowels
    assert f"{kept} of 5 vowels have a vowel" in open_page.said(page)


def test_what_is_typed_changes_what_comes_next(page: AppTest) -> None:
    run, snapshot = _shown(page)
    model = run.model(snapshot.epoch)

    def expected(context: str) -> list[str]:
        chances = model.probabilities(model.vocabulary.encode(context)[None].astype(np.int64))[0]
        best = np.argsort(-chances, kind="stable")[:12]
        return ["end" if id == 0 else model.vocabulary.characters[id] for id in best]

    box = page.text_input(key="begin")
    assert box.value == "mar"
    assert list(_bars(page)) == expected("mar")
    for text, context in (("ann", "ann"), ("christoph", "oph"), ("J", "..j"), ("", "...")):
        box.set_value(text).run()
        assert not page.exception
        assert list(_bars(page)) == expected(context)
    assert "the last 3 letters, and full stops before the name" in open_page.said(page)


def test_a_character_that_the_list_lacks_is_said_in_a_sentence(page: AppTest) -> None:
    page.text_input(key="begin").set_value("mé9<b>").run()
    assert not page.exception
    assert "No name in the list holds é or 9 or < or >" in open_page.said(page)
    assert not _bars(page)


def test_the_bigram_sees_the_last_letter_and_shows_its_rows(
    opened: Callable[..., AppTest],
) -> None:
    page = open_page.press(opened(model="bigram-network", epoch="40"), "Just show me")
    assert not page.exception
    assert "The network sees only the last letter." in open_page.said(page)
    _, snapshot = _shown(page)
    mar = dict(_bars(page))
    page.text_input(key="begin").set_value("r").run()
    assert _bars(page) == mar
    assert snapshot.embedding.shape == snapshot.matrix.shape


def test_another_letter_has_other_neighbours(page: AppTest) -> None:
    run, snapshot = _shown(page)
    characters = run.dataset.vocabulary.characters
    for letter in ("a", "e"):
        page.selectbox(key="letter").select(letter).run()
        assert not page.exception
        (letters,) = _plots(page)
        id = characters.index(letter)
        assert letters["chosen"] == id
        near = [other for other, _ in letters["neighbours"][-1]]
        assert near == [other for other, _ in nearest(snapshot.embedding, id, len(near))]


@pytest.mark.parametrize(
    "text",
    ["a", "ab\nba", "आशा\nमीरा\nलीला\nगीता", "دانا\nنور\nليلى\nسارة", "mary-jane o'hara\nmary lou"],
)
def test_any_list_has_its_plot(opened: Callable[..., AppTest], text: str) -> None:
    page = _use(opened(letter="e"), text)
    assert not page.exception
    open_page.past_its_question(page)
    assert not page.exception
    assert _plots(page)
    assert _bars(page)


def test_the_letter_to_begin_with_is_the_most_frequent(opened: Callable[..., AppTest]) -> None:
    page = open_page.past_its_question(_use(opened(), "άνναν\nνίναν\nάρνα\nναννώ"))
    assert page.selectbox(key="letter").value == "ν"


def test_an_alphabet_without_vowels_is_asked_for_the_nearest_letter(
    opened: Callable[..., AppTest],
) -> None:
    page = _use(opened(), "ሀለመ\nለመሰ\nሰሀለረ\nሀረለ\nለበመ\nመለበ")
    assert "Which letter has the network put nearest to" in open_page.said(page)
    page = open_page.press(page, "Just show me")
    run, snapshot = _shown(page)
    characters = run.dataset.vocabulary.characters
    common = max(range(1, len(characters)), key=lambda id: run.dataset.frequencies[id])
    near = next(id for id, _ in nearest(snapshot.embedding, common, 99) if id)
    assert f"The answer is “{characters[near]}”" in open_page.said(page)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"vowel": (5, 5), "consonant": (21, 21)}, questions.YES),
        ({"vowel": (3, 5), "consonant": (21, 21)}, questions.PARTLY),
        ({"vowel": (2, 5), "consonant": (21, 21)}, questions.PARTLY),
        ({"vowel": (1, 5), "consonant": (17, 21)}, questions.NO),
        ({"vowel": (0, 5), "consonant": (14, 21)}, questions.NO),
    ],
)
def test_the_verdict_is_against_chance(found: dict[str, tuple[int, int]], said: str) -> None:
    assert questions.verdict(found) == said


def test_a_verdict_says_when_training_has_added_nothing() -> None:
    characters = (".", "a", "e", "b", "c")
    apart = np.array([[0, 1], [1, 0], [1, 0.1], [-1, 0], [-1, 0.1]])
    mixed = apart[[0, 1, 3, 2, 4]]
    for start, end, said in ((apart, apart, True), (mixed, apart, False)):
        asked = questions.embeddings(bundled("given"), characters, np.ones(5), start, end, 3)
        assert asked is not None
        assert asked.right == questions.YES
        assert ("training has not added to them" in asked.because) == said


@pytest.mark.parametrize(("moved", "said"), [(False, questions.NO), (True, questions.PARTLY)])
def test_what_stood_together_before_training_as_well_was_not_found_out(
    moved: bool, said: str
) -> None:
    characters, angles = (".", *"aebcdf"), [200, 300, 240, 130, 60, 310, 10]
    before = [200, 0, 240, 130, 270, 10, 330] if moved else angles
    start, end = (
        np.column_stack([np.cos(at), np.sin(at)]) for at in map(np.radians, (before, angles))
    )
    asked = questions.embeddings(bundled("given"), characters, np.ones(7), start, end, 3)
    assert asked is not None and asked.right == said
    assert ("training has not added to them" in asked.because) != moved


def test_one_of_them_has_what_several_have() -> None:
    characters, angles = (".", "a", "e", "b", "c", "d"), np.radians([200, 0, 20, 30, 100, 110])
    places = np.column_stack([np.cos(angles), np.sin(angles)])
    asked = questions.embeddings(bundled("given"), characters, np.ones(6), places, places, 3)
    assert asked is not None and "1 of 2 vowels has a vowel nearest" in asked.because


def test_frames_are_few_and_closer_together_where_more_happens() -> None:
    assert milestones(3, 48, 2) == [0, 1, 2, 3]
    epochs = milestones(500, 48, 2)
    assert (epochs[0], epochs[-1]) == (0, 500)
    assert 30 < len(epochs) <= 48
    steps = np.diff(epochs)
    assert (np.diff(steps) >= -1).all()
    assert steps[0] < steps[-1]


def test_the_drift_travels_small() -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(48, 27, 2))
    packed = drift.letters_at(range(48), points, [0.5] * 48, ["a"] * 27, 10)
    assert len(json.dumps(packed)) < 10_000
    sent = np.frombuffer(base64.b64decode(packed["points"]), "<i2") / 32767 * packed["reach"]
    assert np.allclose(sent, points.ravel(), atol=1e-3)
