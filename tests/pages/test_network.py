"""A network instead of a table: both tables, their difference, and one step in slow motion."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.lessons import questions
from namegen.lists.name_list import bundled, from_text
from namegen.settings import settings_for
from namegen.ui.live import frames
from namegen.ui.serving import startup
from namegen.ui.serving.packed import encode_shares
from namegen.ui.serving.plan import Plan
from namegen.ui.session import link
from namegen.ui.widgets import live_stage
from pages.network import longer_block, two_tables
from tests import open_page
from tests.five_letters import CHARACTERS, MATRIX

QUESTION = questions.network(bundled("given"), 0.0)


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("network")


@pytest.fixture
def tables(page: AppTest) -> AppTest:
    return open_page.press(page, "Just show me")


def _arithmetic(page: AppTest) -> str:
    bodies = (element.proto.body for element in page.get("html"))
    return "".join(body for body in bodies if "slow-steps" in body and "<li>" in body)


def test_the_question_comes_before_the_tables(page: AppTest) -> None:
    assert not page.exception
    assert QUESTION.text in open_page.said(page)
    assert not open_page.stage_of(page)


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
    assert "After epoch 0, 0 of 5 names are the same" in open_page.said(tables)
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
    open_page.press(tables, "Step")
    open_page.play_to_the_end(tables)
    assert not tables.exception
    assert f"e<sup>{announced}</sup>" in _arithmetic(tables)


@pytest.mark.parametrize("letter", ["a", "n", "q"])
@pytest.mark.parametrize("epoch", [0, 1, 6])
def test_who_computes_it_again_comes_to_the_same(
    visit: Callable[..., AppTest], letter: str, epoch: int
) -> None:
    page = visit("network", epochs="6", epoch=str(epoch), answered="network-given")
    page = open_page.run_until(page, lambda: _arithmetic(page))
    page.selectbox(key="slow-letter").select(letter).run()
    page.segmented_control(key="slow-step").set_value("Update").run()
    sums = re.findall(r'<p class="sum">(.*?)</p>', _arithmetic(page))
    texts = [re.findall(r"−?\d[\d.,]*", re.sub(r"<.*?>", " ", one)) for one in sums]
    (score, power, total, p), (nats, *pairs, part), back, (weight, rate, slope, after) = [
        [text.replace("−", "-").replace(",", "") for text in one] for one in texts
    ]
    _comes_to(power, math.exp(float(score)))
    _comes_to(p, float(power) / float(total))
    _comes_to(part, float(nats) * float(pairs[0]) / float(pairs[1]))
    _comes_to(back[3], float(back[0]) * (float(back[1]) - float(back[2])))
    _comes_to(after, float(weight) - float(rate) * float(slope))


def _comes_to(said: str, computed: float) -> None:
    """Whether a result that is said is the one computed, to its last digit."""
    digit = 10.0 ** -len(said.partition(".")[2])
    assert abs(float(said) - computed) < 1.2 * digit, (said, computed)


def test_a_letter_goes_on_with_what_most_often_follows_it(tables: AppTest) -> None:
    tables.selectbox(key="slow-letter").select("q").run()
    assert not tables.exception
    assert tables.selectbox(key="slow-next").value == "u"
    assert "The row of <b>q</b>" in _arithmetic(tables)


def test_while_it_plays_there_is_no_slow_motion(tables: AppTest) -> None:
    visitor = tables.session_state["visitor"]
    visitor.model_state.play()
    visitor.speed = "1"
    tables.run()
    assert not _arithmetic(tables)
    assert "Pause, and one step" in open_page.said(tables)


@pytest.mark.parametrize(
    "text", ["a", "x", "पूजा\nराज\nअमित", "Мария\nАнна\nОльга", "<b>x</b>\n'o\no'n", "zoë\nzoé zoè"]
)
def test_lists_of_any_letters(tables: AppTest, text: str) -> None:
    tables.session_state["visitor"].choose_list(from_text(text))
    open_page.press(tables.run(), "Just show me")
    tables.segmented_control(key="slow-step").set_value("Update").run()
    assert not tables.exception
    assert _arithmetic(tables).count("<li>") == 4
    open_page.press(tables, "Play")
    open_page.play_to_the_end(tables)
    assert not tables.exception
    assert tables.session_state["visitor"].playhead.shown == 200


def test_another_list_begins_with_a_pair_of_its_own(tables: AppTest) -> None:
    tables.selectbox(key="slow-letter").select("q").run()
    names = from_text("पूजा\nराज\nअमित")
    tables.session_state["visitor"].choose_list(names)
    open_page.press(tables.run(), "Just show me")
    assert not tables.exception
    letter = tables.selectbox(key="slow-letter").value
    assert any(letter in name for name in names.names)


def test_another_way_of_training_is_said(tables: AppTest) -> None:
    visitor = tables.session_state["visitor"]
    assert "plain step" not in open_page.said(tables)
    visitor.model_state.change(settings_for("bigram-network", optimizer="adam", lr=0.1))
    tables.run()
    assert not tables.exception
    assert "plain step of gradient descent" in open_page.said(tables)
    assert "Step, above" not in open_page.said(tables)


def test_a_row_that_swings_is_said_with_a_rate_that_calms_it(tables: AppTest) -> None:
    open_page.press(tables, "Step")
    open_page.play_to_the_end(tables)
    assert "every row comes to rest" not in open_page.said(tables)
    visitor = tables.session_state["visitor"]
    visitor.choose_list(from_text("anna\nemma\nsofia\ngiulia\nchiara\nmartina\nsara\nalba"))
    open_page.press(tables.run(), "Just show me")
    assert "every row comes to rest" not in open_page.said(tables)
    open_page.press(tables, "Step")
    open_page.play_to_the_end(tables)
    said = re.search(
        r"50 is too high for the row of \*\*a\*\*: .* At (\d+) every", open_page.said(tables)
    )
    assert said
    visitor.model_state.change(settings_for("bigram-network", lr=float(said[1])))
    open_page.press(tables.run(), "Step")
    open_page.play_to_the_end(tables)
    assert not tables.exception
    assert "every row comes to rest" not in open_page.said(tables)


def test_a_link_opens_at_its_epoch_and_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    startup.begin()
    assert startup.wait(60)
    query = {"model": "bigram-network", "epoch": "6", "slow-letter": "q", "slow-step": "Loss"}
    page = open_page.opened("network", **query)
    open_page.press(page.run(), "Just show me")
    open_page.play_to_the_end(page)
    page.run()
    assert not page.exception
    assert page.session_state["visitor"].playhead.shown == 6
    assert "The row of <b>q</b>" in _arithmetic(page)
    assert _arithmetic(page).count("<li>") == 2
    assert link.parameters(page.session_state["visitor"])["epoch"] == "6"


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([(1, 2.46), (3, 2.10), (8, 2.05)], "Each letter more"),
        ([(1, 2.46), (2, 2.20), (3, 2.21), (8, 2.05)], "though not each"),
        ([(1, 2.46), (3, 2.10), (8, 2.30)], "3 letters do as well as any"),
        ([(1, 2.46), (3, 2.60), (8, 2.70)], "more letters do not help"),
    ],
)
def test_what_a_longer_block_brings_is_said_as_it_came_out(
    losses: list[tuple[int, float]], said: str
) -> None:
    assert said in longer_block.compared(losses)


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


def test_the_largest_difference_is_told() -> None:
    learned = MATRIX.copy()
    learned[3, 4] = 0.5
    told = two_tables.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "after q, u: counted 100.0 %, learned 50.0 %"
    learned[0, 1] = 0.1
    told = two_tables.largest_difference(MATRIX, learned, CHARACTERS)
    assert told == "at the start, a: counted 70.0 %, learned 10.0 %"
