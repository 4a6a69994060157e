"""A network instead of a table: both tables, their difference, and the names."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import questions
from namegen.lists.name_list import bundled, from_text
from namegen.models.sampling import generate
from namegen.settings import settings_for
from namegen.ui.live import frames
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.web.packed import encode_shares
from namegen.ui.session import link
from namegen.ui.widgets import live_stage
from pages.network import two_tables
from tests import open_page
from tests.five_letters import CHARACTERS, MATRIX

QUESTION = questions.network(bundled("given"), 0.0)


def test_the_question_comes_before_the_tables(page: AppTest) -> None:
    assert not page.exception
    assert QUESTION.text in open_page.said(page)
    assert not open_page.stage_of(page)
    rows = re.findall('scope="row">(.*?)<', open_page.html(page))
    assert rows == ["Counting", "Untrained"]
    plan = Plan(bundled("given"), settings_for("bigram-network"))
    made = generate(plan.make().dataset.table, 5, plan.settings.seed)
    assert all(f"<b>{name}</b>" in open_page.html(page) for name in made)


@pytest.mark.parametrize("guess", QUESTION.options)
def test_a_guess_is_answered_once_the_training_has_shown_it(page: AppTest, guess: str) -> None:
    open_page.press(page, guess)
    assert f"You guessed “{guess}”. Press Play" in open_page.said(page)
    assert "no table is less surprised" not in open_page.said(page)
    open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    page.run()
    assert not page.exception
    right = "Right: " if guess == QUESTION.right else f"the answer is “{QUESTION.right}”: "
    assert right + "no table is less surprised" in open_page.said(page)
    names = page.session_state["visitor"].names
    dataset = Plan(names, settings_for("bigram-network")).make().dataset
    assert f"its loss is {dataset.counted_loss:.3f}" in open_page.said(page)


def test_the_network_makes_more_of_its_names(tables: AppTest) -> None:
    assert "**20 names the network makes**" in open_page.said(tables)
    tables.slider(key="made-number").set_value(12)
    tables.text_input(key="made-begin").set_value("ma").run()
    assert not tables.exception
    made = open_page.badges(tables)
    assert len(made) == 12 and all(name.startswith("ma") for name in made)


def test_the_answer_is_true_of_the_default_training(tables: AppTest) -> None:
    open_page.press(tables, "Play")
    open_page.play_to_the_end(tables)
    assert not tables.exception
    visitor = tables.session_state["visitor"]
    assert (visitor.settings.model, visitor.playhead.shown) == ("bigram-network", 200)
    run = Plan(visitor.names, visitor.settings).make()
    for _ in range(200):
        run.step()
    losses = run.history.train
    extra = [loss - run.dataset.counted_loss for loss in losses]
    assert 0 < extra[-1] < 0.02
    assert all(later < before for before, later in itertools.pairwise(extra))
    seen = run.dataset.frequencies[:, None] * run.dataset.table.matrix >= 500
    gap = np.abs(run.history.latest.matrix - run.dataset.table.matrix)
    assert gap[seen].max() < 0.01
    assert f"After epoch 200 the network's loss is **{losses[-1]:.3f}** nats" in open_page.said(
        tables
    )


def test_the_names_come_to_be_those_of_counting(tables: AppTest) -> None:
    assert "Before training, 0 of 5 names are the same" in open_page.said(tables)
    # Names behind one that is as long are often the same again.
    assert "drawn otherwise can change all that follow it" in open_page.said(tables)
    open_page.press(tables, "Play")
    open_page.play_to_the_end(tables)
    tables.run()
    since = re.search(r"Since epoch (\d+) the network makes", open_page.said(tables))
    assert since
    assert f">Epoch {since[1]}</th>" in open_page.html(tables)


def test_a_link_without_a_model_is_judged_by_the_model_of_its_page() -> None:
    visitor = link.visitor_of({"list": "given", "epoch": "200"}, "bigram-network")
    visitor.turn_to("network", "bigram-network")
    assert (visitor.settings.model, visitor.playhead.goal) == ("bigram-network", 200)
    assert (visitor.chosen, visitor.notes) == ("deep", [])


def test_the_frame_holds_both_tables_and_what_lies_between(tables: AppTest) -> None:
    open_page.press(tables, "Step")
    open_page.play_to_the_end(tables)
    visitor = tables.session_state["visitor"]
    run = Plan(visitor.names, visitor.settings).make()
    start, after = run.history.latest, run.step()
    packed = frames.tables(run, 1)
    assert packed["epoch"] == 1
    assert packed["counted"] == encode_shares(run.dataset.counted(0).matrix)
    assert packed["learned"] == encode_shares(after.matrix)
    assert packed["extra"] == round(after.train_loss - run.dataset.counted_loss, 4)
    assert packed["extra"] < start.train_loss - run.dataset.counted_loss
    assert run.dataset.extra_loss(run.dataset.counted_loss - 1e-6) == 0
    whole = live_stage.frame_of(visitor, run, "table").pack()
    assert packed.items() <= whole.items()
    assert sum(len(str(value)) for value in whole.values()) < 7000


def test_only_the_sliders_of_one_layer_are_there(tables: AppTest) -> None:
    sliders = [*tables.slider, *tables.select_slider]
    labels = [slider.label for slider in sliders if slider.key.startswith("set-")]
    assert labels == ["Epochs", "Learning rate"]


def test_a_network_that_does_not_say_the_same_names_yet_trains_on(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two_tables, "_MOST_EPOCHS", 4)
    visitor = page.session_state["visitor"]
    visitor.model_state.settings = settings_for("bigram-network", epochs=2)
    open_page.press(page, "Just show me")
    visitor.model_state.play()
    open_page.play_to_the_end(page.run())
    open_page.press(page, "Train on to epoch 4")
    open_page.play_to_the_end(page)
    assert visitor.playhead.shown == 4
    page.run()
    assert not any(button.label.startswith("Train on") for button in page.button)


def test_a_training_that_ended_elsewhere_says_what_leads_to_the_answer(page: AppTest) -> None:
    five = from_text("mia\nnoah\nemma\nliam\nzoe")
    page.session_state["visitor"].choose_list(five)
    open_page.press(page.run(), "Just show me")
    open_page.press(page, "Play")
    open_page.play_to_the_end(page)
    said = open_page.said(page.run())
    assert "Press Play" not in said and "It is not there yet: train for more epochs" in said
    labels = [button.label for button in page.button]
    assert not any(label.startswith("Train on") for label in labels)  # for ever there and back
    open_page.press(page, "Train at a learning rate of 27")
    open_page.play_to_the_end(page)
    said = open_page.said(page.run())
    assert "The answer is “Almost the counted one”: no table is less surprised" in said
    assert page.session_state["visitor"].settings.lr == 27


def test_the_largest_difference_is_told() -> None:
    learned = MATRIX.copy()
    learned[3, 4] = 0.5
    told = two_tables.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "after q, u: counted 100.0 %, learned 50.0 %"
    learned[0, 1] = 0.1
    told = two_tables.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "at the start, a: counted 70.0 %, learned 10.0 %"
