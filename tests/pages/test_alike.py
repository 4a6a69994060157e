"""Find alike: type a name, and read the names that the network thinks most like it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import edit_distance, similar_names
from namegen.lists.name_list import bundled, from_text
from namegen.ui.serving.name_indexes import Making, _at_work
from namegen.vocabulary import Vocabulary
from pages.alike import name_search
from tests import open_page
from tests.whole_index import whole_index


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with a network of three epochs, its question not yet answered."""
    return _ready(visit("alike", epoch="3"))


def _ready(page: AppTest) -> AppTest:
    """Trained, and the index made."""
    return open_page.run_until(page.run(), lambda: not open_page.awaited(page))


def _use(page: AppTest, text: str) -> AppTest:
    visitor = page.session_state["visitor"]
    visitor.choose_list(from_text(text))
    visitor.playhead.play(3)
    return _ready(page.run())


def _rows(page: AppTest) -> list[str]:
    html = "".join(element.proto.body for element in page.get("html"))
    return re.findall(r'<li><b dir="auto" translate="no">(.*?)</b>', html)


def _index(page: AppTest) -> similar_names.NameIndex:
    visitor = page.session_state["visitor"]
    model = visitor.run().model(visitor.playhead.shown)
    return whole_index(model, tuple(dict.fromkeys(visitor.names.names)))


def test_the_question_is_answered_by_the_model_that_is_shown(page: AppTest) -> None:
    assert not page.exception
    index = _index(page)
    first = bundled("given").names[0]
    assert f"Which of these names does the network think most like {first}?" in open_page.said(page)
    assert not _rows(page)
    page = open_page.press(page, "Just show me")
    assert f"The answer is “{index.nearest(first, 1)[0].name}”" in open_page.said(page)
    assert _rows(page) == [one.name for one in index.nearest(first, 10)]


def test_the_untrained_network_and_spelling_alone_stand_beside_it(page: AppTest) -> None:
    page = open_page.press(page, "Just show me")
    found, visitor = set(_rows(page)), page.session_state["visitor"]
    names = tuple(dict.fromkeys(visitor.names.names))
    untrained = whole_index(visitor.run().model(0), names)
    before = {one.name for one in untrained.nearest(names[0], 10)}
    tenth = edit_distance.nearest(names[0], names, 10)[-1][1]
    distances = edit_distance.distances(names[0], names)
    spelt = {one for one, away in zip(names, distances, strict=True) if away <= tenth}
    said = open_page.said(page)
    assert f"the same network found {len(found & before)} of these 10 names" in said
    assert f"the fewest letters to change, finds {len(found & spelt)}" in said
    assert f"New with training: {len(found - before - spelt)}." in said
    assert "semantic search" in said


def test_a_network_to_which_all_names_are_alike_is_not_said_to_have_learned_any(
    visit: Callable[..., AppTest],
) -> None:
    page = open_page.past_its_question(_ready(visit("alike", weight_decay="2", epoch="4")))
    assert len(_rows(page)) == 10
    said = open_page.said(page)
    assert "100 names are as good as equally like it" in said
    assert "New with training" not in said


def test_whatever_is_typed_has_its_neighbours(page: AppTest) -> None:
    page = open_page.press(page, "Just show me")
    index = _index(page)
    for text, known in (("maria", "maria is in"), ("Zzorbla", "zzorbla is not in"), ("q", "q is")):
        page.text_input(key="name").set_value(text).run()
        assert not page.exception
        assert _rows(page) == [one.name for one in index.nearest(text.lower(), 10)]
        assert known in open_page.said(page)
        (on_map,) = open_page.sent(page, "names_map")
        assert [name for name, *_ in on_map["asked"]] == [text.lower(), *_rows(page)]


def test_what_cannot_be_read_is_said_in_a_sentence(page: AppTest) -> None:
    page = open_page.press(page, "Just show me")
    for text, sentence in (
        ("ж<b>", "No name in the list holds ж or < or >"),
        ("  ", "Type at least one letter."),
    ):
        page.text_input(key="name").set_value(text).run()
        assert not page.exception
        assert sentence in open_page.said(page)
        assert not _rows(page)


@pytest.mark.parametrize("text", ["a", "anna\nhannah", "आशा\nमीरा\nलीला\nगीता", "o'hara\nmary lou"])
def test_small_lists_and_other_alphabets(page: AppTest, text: str) -> None:
    page = _use(page, text)
    assert not page.exception
    page = open_page.past_its_question(page)
    names = text.split("\n")
    page.text_input(key="name").set_value(names[0]).run()
    assert not page.exception
    expected = {name.replace("'", "&#x27;") for name in names[1:]}
    assert set(_rows(page)) == expected
    assert not re.search(r">-\d", open_page.html(page))  # a minus sign, and no hyphen
    assert "Grey" not in open_page.said(page)
    if len(names) == 1:
        assert "There is no other name in the list." in open_page.said(page)
        assert "Blue" not in open_page.said(page)


def test_spelling_is_compared_by_the_letters_that_the_network_reads() -> None:
    many = [chr(0xAC00 + 28 * i) for i in range(160)]
    names = ["물", "간", "강", *many]
    vocabulary = Vocabulary.of(names)
    assert vocabulary.splits
    near = name_search.by_spelling(vocabulary, "각", names)
    assert near.index("간") < near.index("가")
    assert "물" not in near, "one syllable away, as all are, but three letters"
    latin = Vocabulary.of(["anna", "anne", "bob"])
    assert name_search.by_spelling(latin, "anna", ["bob", "anne"]) == ["anne", "bob"]


def test_a_capital_is_read_as_in_the_list(page: AppTest) -> None:
    page = open_page.past_its_question(_use(page, "Irmak\nIşıl\nÇağla\nYağız\nİpek\nAylin"))
    for typed, name in (("Irmak", "ırmak"), ("IŞIL", "ışıl"), ("İPEK", "ipek")):
        page.text_input(key="name").set_value(typed).run()
        assert f"{name} is in the list" in open_page.said(page)


def test_of_a_dozen_names_ten_are_no_finding(page: AppTest) -> None:
    dozen = "anna\nola\nemil\nida\nuno\nkarin\nlars\nsven\nmaja\nolle\nelsa\nnils"
    said = open_page.said(open_page.past_its_question(_use(page, dozen)))
    assert "too few other names to tell: many of the same ones would be found by chance" in said
    assert "New with training" not in said
    # The name asked for and its ten nearest cover eleven of the dots.
    assert "Grey: 1 other name of the list." in said


def test_the_bigram_has_no_hidden_layer_and_says_so(page: AppTest) -> None:
    page.session_state["visitor"].choose_model("bigram-network")
    page.session_state["visitor"].playhead.play(20)
    page = open_page.press(_ready(page), "Just show me")
    assert not page.exception
    assert "This network has no hidden layer." in open_page.said(page)
    assert len(_rows(page)) == 10


def test_a_deep_network_without_hidden_layers_has_its_embeddings_for_thoughts(
    page: AppTest,
) -> None:
    visitor = page.session_state["visitor"]
    visitor.change(hiddens=())
    visitor.playhead.play(2)
    page = open_page.press(_ready(page), "Just show me")
    assert not page.exception
    numbers = visitor.run().model(2).layers(np.zeros((1, 3), dtype=np.int64))[-2].size
    assert f"holds {numbers} numbers, the embeddings of the letters that it sees" in open_page.said(
        page
    )
    assert len(_rows(page)) == 10


def test_an_index_is_made_bit_by_bit(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    making = Making(visitor.run().model(3), visitor.names.names)
    looks = 0
    while making.index is None and looks < 1000:
        before = making.share
        making.work(0.001)
        assert making.share >= before
        looks += 1
    assert looks > 1
    assert making.index is not None


def test_one_index_is_worked_on_at_a_time(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    making = Making(visitor.run().model(3), visitor.names.names)
    with _at_work:
        making.work(0.05)
        assert inspect.getgeneratorstate(making._steps) == inspect.GEN_CREATED
    making.work(0.05)
    assert inspect.getgeneratorstate(making._steps) != inspect.GEN_CREATED


def test_each_layer_says_what_it_finds(visit: Callable[..., AppTest]) -> None:
    page = _ready(visit("alike", hiddens="30,20", epoch="3"))
    page = open_page.press(page, "Just show me")
    page.session_state["layers"] = True
    page = _ready(page)
    said = open_page.said(page)
    model, names = _index(page).model, bundled("given").names
    for label, layer in (("The embeddings", 0), ("Hidden layer 1", 1), ("Hidden layer 2", 2)):
        found = whole_index(model, tuple(dict.fromkeys(names)), layer).nearest(names[0], 10)
        listed = said.split(f"{label}, ")[1].split("\n")[1].replace("**", "")
        assert listed == ", ".join(one.name for one in found)
    (above,) = re.findall(r"fewest letters to change, finds (\d+), with", said)
    assert f"Hidden layer 2, {above} of 10 by spelling" in said


def test_it_opens_with_the_network_that_was_trained_earlier(visit: Callable[..., AppTest]) -> None:
    page = _ready(visit("alike"))
    assert "This network was trained earlier" in open_page.said(page)
    page = open_page.press(page, "Just show me")
    assert "After epoch 20" in open_page.said(page) or "After epoch 24" in open_page.said(page)
    assert len(_rows(page)) == 10
