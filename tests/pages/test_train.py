"""The main job: choose, press Play, and see a model learn to make names."""

from __future__ import annotations

import base64
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import inside
from namegen.lists import name_list
from namegen.settings import settings_for
from namegen.ui.live import frames
from namegen.ui.serving import startup
from namegen.ui.session import link
from namegen.ui.widgets.glossary import GLOSSARY
from pages.train import closer_look
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    return visit("train")


def _slider(page: AppTest, label: str) -> object:
    return next(s for s in [*page.slider, *page.select_slider] if s.label == label)


def test_play_alone_trains_the_default_network(page: AppTest) -> None:
    assert not page.exception
    open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    assert not page.exception
    assert not page.error
    visitor = page.session_state["visitor"]
    assert visitor.playhead.shown == 30
    said = " ".join(markdown.value for markdown in page.markdown)
    assert "After epoch 30 the loss" in said
    assert "20 names it makes" in said
    assert all(code.proto.wrap_lines for code in page.code), "none of 40 letters leaves a phone"


def test_the_three_sliders_change_the_settings(page: AppTest) -> None:
    _slider(page, "Epochs").set_value(12).run()
    _slider(page, "Learning rate").set_value(0.3).run()
    _slider(page, "Hidden layers").set_value(2).run()
    settings = page.session_state["visitor"].settings
    assert (settings.epochs, settings.lr, settings.hiddens) == (12, 0.3, (200, 100))
    assert link.parameters(page.session_state["visitor"]) == {
        "list": "given", "model": "deep", "epochs": "12", "lr": "0.3", "hiddens": "200,100",
        "speed": "most",
    }  # fmt: skip


def test_step_trains_one_epoch_and_reset_goes_back(page: AppTest) -> None:
    open_page.press(page, "Step")
    open_page.play_to_the_end(page)
    assert page.session_state["visitor"].playhead.shown == 1
    open_page.press(page, "Reset")
    assert page.session_state["visitor"].playhead.shown == 0
    assert not page.exception


def test_new_seed_is_another_start(page: AppTest) -> None:
    before = page.session_state["visitor"].settings.seed
    open_page.press(page, "New seed")
    assert page.session_state["visitor"].settings.seed != before


def test_the_bigram_has_no_hidden_layers(page: AppTest) -> None:
    assert "the strongest products" in open_page.said(page)
    page.session_state["visitor"].choose_model("bigram-network")
    page.run()
    assert _slider(page, "Hidden layers").disabled
    assert "the letter before chooses its row of weights" in open_page.said(page)
    assert "The lines are" not in open_page.said(page)
    assert _slider(page, "Learning rate").value == 50
    open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    assert not page.exception
    assert page.session_state["visitor"].playhead.shown == 200


def test_of_names_that_stand_twice_nothing_says_that_they_were_not_trained_on(
    page: AppTest,
) -> None:
    visitor = page.session_state["visitor"]
    visitor.choose_list(name_list.from_text("anna\n" * 20))
    names = visitor.run().dataset.names
    assert set(names.validation) <= set(names.training)
    open_page.press(page.run(), "Step")
    open_page.play_to_the_end(page)
    assert "the loss on validation names is" in open_page.said(page)
    assert "not trained on" not in open_page.said(page)
    assert "may be in both parts" in GLOSSARY["validation"]


def test_a_link_opens_at_its_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    startup.begin()
    assert startup.wait(60)
    page = open_page.opened("train", model="deep", seed="77", epoch="3").run()
    open_page.play_to_the_end(page)
    visitor = page.session_state["visitor"]
    assert (visitor.settings.seed, visitor.playhead.shown) == (77, 3)
    assert link.parameters(visitor)["epoch"] == "3"


def test_what_goes_from_above_a_page_leaves_it_in_its_place(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Streamlit finds elsewhere it makes anew: a button there would lose the keyboard."""
    visitor = page.session_state["visitor"]
    visitor.notes.append("Something of the link could not be kept.")
    with monkeypatch.context() as at_first:
        at_first.setattr(startup, "ready", lambda: False)
        page.run()
    assert page.warning
    begins = _begins(page)
    visitor.notes_shown.clear()
    page.run()
    assert not page.warning
    assert _begins(page) == begins


def _begins(page: AppTest) -> int:
    """Where the title stands among all that the page has."""
    return next(at for at, part in page.main.children.items() if part.type == "title")


def test_a_rate_too_high_is_said_in_a_sentence(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    visitor.model_state.settings = settings_for(
        "deep", lr=100.0, activation="relu", hiddens=(300, 300, 300)
    )
    page.run()
    open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    assert not page.exception
    assert not visitor.playhead.playing
    error = visitor.run().error
    assert error is not None
    assert error.startswith("The learning rate is too high")
    assert "its loss falls" not in open_page.said(page)
    assert open_page.sent(page, "feed")[0]["frame"]["note"] == error


def test_letters_are_of_three_kinds_on_the_canvas(page: AppTest) -> None:
    visitor = page.session_state["visitor"]
    run = visitor.run()
    characters = run.dataset.vocabulary.characters
    kinds = frames.letters(run, 0)["kinds"]
    assert len(kinds) == len(characters)
    assert len(set(kinds)) == 3
    assert kinds[characters.index("y")] == kinds[characters.index("z")]


@pytest.fixture
def too_much(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page, soon to show a list whose contexts of three letters are too many."""
    monkeypatch.setattr("namegen.ui.serving.dataset_cache.MAX_CELLS", 5000)
    visitor = page.session_state["visitor"]
    visitor.choose_list(name_list.from_text("\n".join(name_list.bundled("surnames").names[:999])))
    return page


def test_what_is_too_much_can_be_changed_where_it_is_said(too_much: AppTest) -> None:
    page, visitor = too_much.run(), too_much.session_state["visitor"]
    assert "Choose a shorter context." in page.error[0].value
    assert page.query_params["list"] == "own"
    _slider(page, "Context length").set_value(1).run()
    assert not page.error
    assert page.query_params["context"] == "1"
    open_page.press(page, "Play")
    assert visitor.playhead.playing


def test_other_pages_lead_to_where_it_can_be_changed(too_much: AppTest) -> None:
    page = open_page.turn_to(too_much, "embeddings").run()
    assert "Choose a shorter context." in page.error[0].value
    ways = [link.proto.page for link in page.get("page_link")]
    assert "train" in ways


def test_the_network_is_shown_from_the_inside_at_the_epoch_on_the_screen(page: AppTest) -> None:
    open_page.press(page, "Step")
    open_page.play_to_the_end(page)
    page.text_input(key="reads").set_value("An7n").run()
    assert not page.exception
    (picture,) = open_page.sent(page, "inside")
    visitor = page.session_state["visitor"]
    seen = visitor.run().model(1)
    assert picture["text"] == "ann"
    assert picture["when"] == "After epoch 1"
    assert "No name in the list holds 7" in open_page.said(page)
    assert [layer["size"] for layer in picture["layers"]] == [30, 200]
    assert [len(layer) for layer in picture["furthest"]] == [10, 200]
    chances = np.frombuffer(base64.b64decode(picture["probabilities"]), "<u2") / 65535
    expected = seen.probabilities(np.array(picture["contexts"]))
    np.testing.assert_allclose(chances.reshape(expected.shape), expected, atol=1e-5)


def test_what_moves_a_network_furthest_is_looked_for_once_for_all_who_see_it(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, furthest = [], inside.furthest
    monkeypatch.setattr(
        "namegen.lessons.inside.furthest", lambda *of: looked.append(of) or furthest(*of)
    )
    told = [
        open_page.sent(visit("train", seed=seed).run(), "inside")[0]["furthest"]
        for seed in ("7001", "7001", "7002")
    ]
    assert len(looked) == 2
    assert told[0] == told[1] != told[2]


def test_the_page_has_one_chart_of_each_kind(page: AppTest) -> None:
    open_page.press(page, "Step")
    open_page.play_to_the_end(page)
    assert not page.get("plotly_chart")
    labels = [button.proto.label for button in page.get("download_button")]
    assert "All numbers of each letter (CSV)" in labels


@pytest.mark.parametrize(
    ("train", "validation", "said"),
    [
        ([3.3, 2.4, 2.1, 1.5], [3.3, 2.5, 2.2, 2.6], "best after epoch 2"),
        ([3.3, 2.4, 2.1, 1.5], [3.3, 2.5, 2.2, 2.21], ""),
        ([3.3, 2.4, 2.1], [3.3, 2.5, 2.2], ""),
        ([3.3, 2.4], [None, None], ""),
        ([3.3, 900.0], [3.3, 901.0], ""),  # the learning rate was too high
        ([3.3, 2.5, 1.5], [3.3, 3.4, 3.5], "best before training, with a loss of **3.300**"),
    ],
)
def test_a_network_that_learns_by_heart_is_said_to(
    train: list[float], validation: list[float | None], said: str
) -> None:
    found = closer_look.by_heart(train, validation)
    assert (said in found) if said else not found


def test_a_loss_worse_than_knowing_nothing_is_said_to_be_so(visit: Callable[..., AppTest]) -> None:
    page = visit("train", model="deep", epochs="1", lr="100", hiddens="10")
    page = open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    said = open_page.said(page.run())
    assert "worse than knowing nothing, which is 3.296" in said
    assert "as unsure as if" not in said


def test_the_way_through_a_network_has_no_layers_that_it_lacks(
    visit: Callable[..., AppTest],
) -> None:
    for hiddens, way in (("", "one layer mixes them"), ("20,10", "each layer mixes them anew")):
        page = visit("train", model="deep", hiddens=hiddens)
        said = open_page.said(page)
        assert f"letters become numbers, {way}, and at the end" in said
        assert ("Neurons are tried on the" in said) == bool(hiddens)
