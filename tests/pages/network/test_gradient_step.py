"""A network instead of a table: one step in slow motion."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import from_text
from namegen.settings import settings_for
from namegen.ui.serving import startup
from namegen.ui.session import link
from tests import open_page
from tests.pages.network.conftest import arithmetic


def test_the_step_is_told_part_by_part(tables: AppTest) -> None:
    assert arithmetic(tables).count("<li>") == 1
    for parts, name in enumerate(("Forward", "Loss", "Backward", "Update"), start=1):
        tables.segmented_control(key="slow-step").set_value(name).run()
        assert not tables.exception
        assert arithmetic(tables).count("<li>") == parts
        assert f"<b>{name}</b>" in arithmetic(tables)
    before, after = open_page.sent(tables, "chance_bars")
    assert (before["title"], after["title"]) == ("Before the step", "After the step")
    column = before["marked"]
    for rows in (before, after):
        assert sum(rows["chances"]) == pytest.approx(sum(rows["targets"])) == pytest.approx(1)
    away = [abs(rows["targets"][column] - rows["chances"][column]) for rows in (before, after)]
    assert away[1] < away[0], "the step leads towards the outline"
    assert before["top"] == after["top"], "the two can be compared by eye"


def test_step_goes_where_slow_motion_said(tables: AppTest) -> None:
    tables.segmented_control(key="slow-step").set_value("Update").run()
    announced = arithmetic(tables).rsplit("</b></span>", 1)[0].rsplit("<b>", 1)[1]
    open_page.press(tables, "Step")
    open_page.play_to_the_end(tables)
    assert not tables.exception
    assert f"e<sup>{announced}</sup>" in arithmetic(tables)


@pytest.mark.parametrize("letter", ["a", "n", "q"])
@pytest.mark.parametrize("epoch", [0, 1, 6])
def test_who_computes_it_again_comes_to_the_same(
    visit: Callable[..., AppTest], letter: str, epoch: int
) -> None:
    page = visit("network", epochs="6", epoch=str(epoch), answered="network-given")
    page = open_page.run_until(page, lambda: arithmetic(page))
    page.selectbox(key="slow-letter").select(letter).run()
    page.segmented_control(key="slow-step").set_value("Update").run()
    sums = re.findall(r'<p class="sum">(.*?)</p>', arithmetic(page))
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
    assert "The row of <b>q</b>" in arithmetic(tables)


def test_while_it_plays_there_is_no_slow_motion(tables: AppTest) -> None:
    visitor = tables.session_state["visitor"]
    visitor.model_state.play()
    visitor.speed = "1"
    tables.run()
    assert not arithmetic(tables)
    assert "Pause, and one step" in open_page.said(tables)


@pytest.mark.parametrize(
    "text", ["a", "x", "पूजा\nराज\nअमित", "Мария\nАнна\nОльга", "<b>x</b>\n'o\no'n", "zoë\nzoé zoè"]
)
def test_lists_of_any_letters(tables: AppTest, text: str) -> None:
    tables.session_state["visitor"].choose_list(from_text(text))
    open_page.press(tables.run(), "Just show me")
    tables.segmented_control(key="slow-step").set_value("Update").run()
    assert not tables.exception
    assert arithmetic(tables).count("<li>") == 4
    follows = "the start" if tables.selectbox(key="slow-letter").value == "." else ""
    assert f"What follows {follows}" in open_page.said(tables)
    assert "What follows .." not in open_page.said(tables)
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
    assert "The row of <b>q</b>" in arithmetic(page)
    assert arithmetic(page).count("<li>") == 2
    assert link.parameters(page.session_state["visitor"])["epoch"] == "6"


@pytest.mark.parametrize(("lr", "larger"), [(5.0, True), (50.0, False)])
def test_early_steps_are_called_larger_only_where_they_were(
    tables: AppTest, lr: float, larger: bool
) -> None:
    visitor = tables.session_state["visitor"]
    visitor.choose_list(from_text("a\naa\naaa\naaaa\naaaaa"))
    visitor.model_state.change(settings_for("bigram-network", lr=lr, epochs=20))
    visitor.model_state.play()
    open_page.play_to_the_end(_answered(tables.run()))
    assert any("all 4 weights" in one.value for one in tables.markdown)
    assert any("Early steps are larger" in one.value for one in tables.markdown) == larger


def _answered(page: AppTest) -> AppTest:
    """The page with the question of another list answered."""
    if any(button.label == "Just show me" for button in page.button):
        open_page.press(page, "Just show me")
    return page
