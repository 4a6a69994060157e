"""A network instead of a table: both tables, their difference, and one step in slow motion."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.names import from_text
from namegen.settings import settings_for
from namegen.ui import learned, warm
from namegen.ui.runs import make_run
from tests import pages


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("network")


@pytest.fixture
def tables(page: AppTest) -> AppTest:
    return pages.press(page, "Just show me")


def _arithmetic(page: AppTest) -> str:
    bodies = (element.proto.body for element in page.get("html"))
    return "".join(body for body in bodies if "slow-steps" in body and "<li>" in body)


def test_the_question_comes_before_the_tables(page: AppTest) -> None:
    assert not page.exception
    assert learned.QUESTION in pages.said(page)
    assert not any(button.label == "Play" for button in page.button)


@pytest.mark.parametrize("guess", learned.GUESSES)
def test_a_guess_is_answered_with_the_counted_loss(page: AppTest, guess: str) -> None:
    pages.press(page, guess)
    assert not page.exception
    right = "Right: " if guess == learned.SAME else f"the answer is “{learned.SAME}”: "
    assert right + "no table is less surprised" in pages.said(page)
    names = page.session_state["visitor"].names
    material = make_run(names, settings_for("bigram-network")).material
    assert f"its loss is {material.counted_loss:.3f}" in pages.said(page)


def test_the_answer_is_true_of_the_default_training(tables: AppTest) -> None:
    pages.press(tables, "Play")
    pages.play_to_the_end(tables)
    assert not tables.exception
    visitor = tables.session_state["visitor"]
    assert (visitor.settings.model, visitor.playhead.shown) == ("bigram-network", 200)
    run = make_run(visitor.names, visitor.settings)
    for _ in range(200):
        run.step()
    losses = run.history.train
    extra = [loss - run.material.counted_loss for loss in losses]
    assert 0 < extra[-1] < 0.02
    assert all(later < before for before, later in itertools.pairwise(extra))
    seen = run.material.frequencies[:, None] * run.material.table.matrix >= 500
    gap = np.abs(run.history.latest.matrix - run.material.table.matrix)
    assert gap[seen].max() < 0.01
    assert f"After epoch 200 the network's loss is **{losses[-1]:.3f}** nats" in pages.said(tables)


def test_the_frame_holds_both_tables_and_what_lies_between(tables: AppTest) -> None:
    pages.press(tables, "Step")
    pages.play_to_the_end(tables)
    visitor = tables.session_state["visitor"]
    run = make_run(visitor.names, visitor.settings)
    start, after = run.history.latest, run.step()
    frame = learned.table(visitor, run)
    assert (frame.stage, frame.epoch, frame.validation) == ("table", 1, None)
    np.testing.assert_array_equal(frame.counted, run.material.counted(0).matrix)
    np.testing.assert_array_equal(frame.learned, after.matrix)
    assert frame.extra == after.train_loss - run.material.counted_loss
    assert frame.extra < start.train_loss - run.material.counted_loss
    assert learned.extra_loss(run, float("inf")) is None
    packed = frame.pack()
    assert packed["extra"] == round(frame.extra, 4)
    assert sum(len(str(value)) for value in packed.values()) < 7000


def test_only_the_sliders_of_one_layer_are_there(tables: AppTest) -> None:
    labels = [slider.label for slider in [*tables.slider, *tables.select_slider]]
    assert labels == ["Epochs", "Learning rate"]


def test_the_step_is_told_part_by_part(tables: AppTest) -> None:
    assert _arithmetic(tables).count("<li>") == 1
    for parts, name in enumerate(("Forward", "Loss", "Backward", "Update"), start=1):
        tables.segmented_control(key="slow-step").set_value(name).run()
        assert not tables.exception
        assert _arithmetic(tables).count("<li>") == parts
        assert f"<b>{name}</b>" in _arithmetic(tables)
    assert len(tables.get("plotly_chart")) == 2


def test_step_goes_where_slow_motion_said(tables: AppTest) -> None:
    tables.segmented_control(key="slow-step").set_value("Update").run()
    announced = _arithmetic(tables).rsplit("</b></span>", 1)[0].rsplit("<b>", 1)[1]
    pages.press(tables, "Step")
    pages.play_to_the_end(tables)
    assert not tables.exception
    assert f"e<sup>{announced}</sup>" in _arithmetic(tables)


def test_a_letter_goes_on_with_what_most_often_follows_it(tables: AppTest) -> None:
    tables.selectbox(key="slow-letter").select("q").run()
    assert not tables.exception
    assert tables.selectbox(key="slow-next").value == "u"
    assert "The row of <b>q</b>" in _arithmetic(tables)


def test_while_it_plays_there_is_no_slow_motion(tables: AppTest) -> None:
    visitor = tables.session_state["visitor"]
    visitor.desk.play()
    visitor.speed = "1 epoch a second"
    tables.run()
    assert not _arithmetic(tables)
    assert "Pause, and one step" in pages.said(tables)


@pytest.mark.parametrize(
    "text", ["a", "x", "पूजा\nराज\nअमित", "Мария\nАнна\nОльга", "<b>x</b>\n'o\no'n", "zoë\nzoé zoè"]
)
def test_lists_of_any_letters(tables: AppTest, text: str) -> None:
    tables.session_state["visitor"].choose_list(from_text(text))
    pages.press(tables.run(), "Just show me")
    tables.segmented_control(key="slow-step").set_value("Update").run()
    assert not tables.exception
    assert _arithmetic(tables).count("<li>") == 4
    pages.press(tables, "Play")
    pages.play_to_the_end(tables)
    assert not tables.exception
    assert tables.session_state["visitor"].playhead.shown == 200


def test_another_list_begins_with_a_pair_of_its_own(tables: AppTest) -> None:
    tables.selectbox(key="slow-letter").select("q").run()
    names = from_text("पूजा\nराज\nअमित")
    tables.session_state["visitor"].choose_list(names)
    pages.press(tables.run(), "Just show me")
    assert not tables.exception
    letter = tables.selectbox(key="slow-letter").value
    assert any(letter in name for name in names.names)


def test_another_way_of_training_is_said(tables: AppTest) -> None:
    visitor = tables.session_state["visitor"]
    assert "plain step" not in pages.said(tables)
    visitor.desk.change(settings_for("bigram-network", optimizer="adam", lr=0.1))
    tables.run()
    assert not tables.exception
    assert "plain step of gradient descent" in pages.said(tables)
    assert "Step, above" not in pages.said(tables)


def test_a_row_that_swings_is_said_with_a_rate_that_calms_it(tables: AppTest) -> None:
    pages.press(tables, "Step")
    pages.play_to_the_end(tables)
    assert "every row comes to rest" not in pages.said(tables)
    visitor = tables.session_state["visitor"]
    visitor.choose_list(from_text("anna\nemma\nsofia\ngiulia\nchiara\nmartina\nsara\nalba"))
    pages.press(tables.run(), "Just show me")
    assert "every row comes to rest" not in pages.said(tables)
    pages.press(tables, "Step")
    pages.play_to_the_end(tables)
    said = re.search(
        r"50 is too high for the row of \*\*a\*\*: .* At (\d+) every", pages.said(tables)
    )
    assert said
    visitor.desk.change(settings_for("bigram-network", lr=float(said[1])))
    pages.press(tables.run(), "Step")
    pages.play_to_the_end(tables)
    assert not tables.exception
    assert "every row comes to rest" not in pages.said(tables)


def test_a_link_opens_at_its_epoch_and_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    warm.begin()
    assert warm.wait(60)
    page = AppTest.from_file("../app.py", default_timeout=30)
    link = {"model": "bigram-network", "epoch": "6", "slow-letter": "q", "slow-step": "Loss"}
    for name, value in link.items():
        page.query_params[name] = value
    page.switch_page("pages/network.py")
    pages.press(page.run(), "Just show me")
    pages.play_to_the_end(page)
    page.run()
    assert not page.exception
    assert page.session_state["visitor"].playhead.shown == 6
    assert "The row of <b>q</b>" in _arithmetic(page)
    assert _arithmetic(page).count("<li>") == 2
    assert page.session_state["visitor"].link()["epoch"] == "6"
