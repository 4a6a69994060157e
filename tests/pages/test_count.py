"""Count: which letter follows which, and names drawn from that table."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.alphabets import split_syllables
from namegen.lists.name_list import NameList, bundled, from_text
from namegen.models.bigram import CountedBigram
from namegen.models.sampling import generate
from namegen.vocabulary import Vocabulary
from pages.count import draw_names, pair_table
from tests import open_page

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("count")


@pytest.fixture
def table(page: AppTest) -> AppTest:
    """The page with the given names, its table shown."""
    return open_page.press(page, "Just show me")


@pytest.fixture(scope="module")
def model() -> CountedBigram:
    names = bundled("given").names
    return CountedBigram.of(names, Vocabulary.of(names))


def _use(page: AppTest, text: str) -> AppTest:
    """Another list of one's own, its table shown."""
    page.session_state["visitor"].choose_list(from_text(text))
    return open_page.past_its_question(page.run())


def _matrix(page: AppTest) -> dict[str, Any]:
    """What the canvas of the table is sent."""
    components = [component.proto for component in page.get("bidi_component")]
    return json.loads(next(c.json for c in components if c.component_name == "namegen_matrix"))[0]


def _badges(page: AppTest) -> list[str]:
    said = " ".join(element.value for element in page.markdown)
    return re.findall(r"-badge\[[●○] (.*?)\]", said)


def test_the_question_comes_before_the_table(page: AppTest) -> None:
    assert not page.exception
    assert "Which letter begins the most names?" in open_page.said(page)
    assert not page.get("plotly_chart")


def test_the_answer_is_counted_from_the_list(page: AppTest, model: CountedBigram) -> None:
    begins = [name[0] for name in bundled("given").names]
    commonest = max(set(begins), key=begins.count)
    open_page.press(page, commonest)
    assert not page.exception
    assert f"Right: {begins.count(commonest):,} of 5,163 names begin with it" in open_page.said(
        page
    )
    assert f"{model.counts.sum():,} pairs" in open_page.said(page)


def test_the_table_of_the_talks_list_has_the_talks_numbers(page: AppTest, talk: NameList) -> None:
    page.session_state["visitor"].choose_list(talk)
    open_page.press(page.run(), "a")
    assert "228,146 pairs" in open_page.said(page)
    assert "Right: 4,410 of 32,033" in open_page.said(page)
    assert _badges(page)[:5] == ["junide", "janasah", "p", "cony", "a"]
    open_page.press(page, "Whole name")
    assert "The name is **junide**; it is new" in open_page.said(page)


def test_another_list_asks_anew(table: AppTest) -> None:
    table.session_state["visitor"].choose_list(bundled("surnames"))
    table.run()
    assert not table.get("plotly_chart")
    assert any(button.label == "s" for button in table.button)


def test_a_letter_shows_what_follows_it_most_often(table: AppTest, model: CountedBigram) -> None:
    table.selectbox(key="count-before").select("q").run()
    assert not table.exception
    row = model.counts[model.vocabulary.id("q")]
    count, total = row.max(), row.sum()
    assert table.selectbox(key="count-after").value == "u"
    assert f"After q comes u {count / total:.0%}".replace("%", " %") in open_page.said(table)
    assert f"({count:,} times of {total:,})" in open_page.said(table)
    assert "<b>qu</b>" in open_page.html(table)


def test_a_pair_shows_names_that_hold_it(table: AppTest) -> None:
    table.selectbox(key="count-before").select("k").run()
    table.selectbox(key="count-after").select("a").run()
    assert not table.exception
    assert "After k comes a" in open_page.said(table)
    assert open_page.html(table).count("<b>ka</b>") == 12


def test_a_pair_that_no_name_holds_is_said_so(table: AppTest) -> None:
    table.selectbox(key="count-before").select("q").run()
    table.selectbox(key="count-after").select("q").run()
    assert not table.exception
    assert "No name in the list holds this pair" in open_page.said(table)


def test_smoothing_makes_every_pair_possible(table: AppTest, model: CountedBigram) -> None:
    table.selectbox(key="count-before").select("q").run()
    table.selectbox(key="count-after").select("z").run()
    assert "After q comes z 0 % of the time (0 times" in open_page.said(table)
    table.select_slider(key="count-smoothing").set_value(100.0).run()
    chance = 100 / (model.counts[model.vocabulary.id("q")].sum() + 100 * len(model.vocabulary))
    assert f"After q comes z {chance:.0%} of the time".replace("%", " %") in open_page.said(table)


def test_counts_and_probabilities_colour_the_table_differently(
    table: AppTest, model: CountedBigram
) -> None:
    counts = _matrix(table)
    table.segmented_control(key="count-view").set_value(pair_table.PROBABILITIES).run()
    assert not table.exception
    shares = _matrix(table)
    assert shares["matrix"] != counts["matrix"]
    assert shares["ends"] == ["0\u00a0%", "100\u00a0%"]
    assert counts["ends"] == ["0", f"{model.counts.max():,}"]
    assert "adds up to 100 %" in open_page.said(table)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_the_name_drawn_by_letters_is_the_one_that_generate_gives(
    model: CountedBigram, turn: int
) -> None:
    draws = draw_names.draws_of(model, draw_names.TALK_SEED, turn)
    name = model.vocabulary.decode([draw.id for draw in draws]).strip(".")
    assert name == generate(model, 4, draw_names.TALK_SEED)[turn]


def test_a_name_is_drawn_one_letter_at_a_time(table: AppTest, model: CountedBigram) -> None:
    name = generate(model, 1, draw_names.TALK_SEED)[0]
    assert "The name is" not in open_page.said(table)
    for place, letter in enumerate(f"{name}.", start=1):
        open_page.press(table, "Next letter")
        assert not table.exception
        assert f"<b>{letter}</b>" in open_page.html(table)
        assert open_page.html(table).count("<small>") == min(place + 1, len(name) + 1)
    first = model.matrix[0, model.vocabulary.id(name[0])]
    assert f"{first:.0%}".replace("%", " %") + "<br>after ." in open_page.html(table)
    assert f"The name is **{name}**" in open_page.said(table)
    assert all(b.disabled for b in table.button if b.label in ("Next letter", "Whole name"))


def test_another_name_is_the_next_of_the_seed(table: AppTest, model: CountedBigram) -> None:
    open_page.press(table, "Another name")
    open_page.press(table, "Whole name")
    assert f"The name is **{generate(model, 2, draw_names.TALK_SEED)[1]}**" in open_page.said(table)


def test_another_seed_begins_a_new_drawing(table: AppTest, model: CountedBigram) -> None:
    open_page.press(table, "Whole name")
    table.number_input(key="count-seed").set_value(7).run()
    assert "The name is" not in open_page.said(table)
    open_page.press(table, "Whole name")
    assert f"The name is **{generate(model, 1, 7)[0]}**" in open_page.said(table)


def test_a_click_too_many_leaves_the_whole_name(table: AppTest) -> None:
    open_page.press(table, "Whole name")
    table.session_state["visitor"].things["count-drawing"].next_letter()
    table.run()
    assert not table.exception
    assert "The name is" in open_page.said(table)


def test_so_many_names_at_once_as_asked_for(table: AppTest, model: CountedBigram) -> None:
    table.slider(key="made-number").set_value(25).run()
    assert not table.exception
    assert table.code[0].value.split("\n") == generate(model, 25, draw_names.TALK_SEED)
    assert len(_badges(table)) == 25
    assert table.get("download_button")


def test_names_can_be_bolder_begin_as_one_likes_and_be_new(
    table: AppTest, model: CountedBigram
) -> None:
    table.text_input(key="made-begin").set_value("Ma").run()
    table.select_slider(key="made-temperature").set_value(0.5)
    table.toggle(key="made-new").set_value(True).run()
    assert not table.exception
    names = table.code[0].value.split("\n")
    drawn = generate(model, 200, draw_names.TALK_SEED, "ma", 0.5)
    assert names == [name for name in drawn if name not in bundled("given").distinct][:10]
    table.text_input(key="made-begin").set_value("ж").run()
    assert not table.exception
    assert "This model does not know ж" in open_page.said(table)


def test_the_row_drawn_from_lights_up_in_the_matrix(table: AppTest, model: CountedBigram) -> None:
    open_page.press(table, "Next letter")
    assert _matrix(table)["marked"] == [0, None]
    open_page.press(table, "Next letter")
    row = model.vocabulary.id(generate(model, 1, draw_names.TALK_SEED)[0][0])
    assert _matrix(table)["marked"] == [row, None]


@pytest.mark.parametrize(
    ("name", "pair", "shown"),
    [
        ("anna", "an", "<b>an</b>na"),
        ("anna", ".a", "<b>a</b>nna"),
        ("anna", "a.", "ann<b>a</b>"),
        ("anna", "nn", "a<b>nn</b>a"),
        ("o'neil", "o'", "<b>o&#x27;</b>neil"),
        ("सोहन", ".स", "<b>सो</b>हन"),
        (split_syllables("한글"), split_syllables("한")[:2], "<b>한</b>글"),
    ],
)
def test_the_pair_stands_out_in_the_name(name: str, pair: str, shown: str) -> None:
    assert pair_table.marked(name, *pair) == shown


def test_names_of_hangul_that_are_read_letter_by_letter_are_found_and_drawn(page: AppTest) -> None:
    syllables = [chr(0xAC00 + 28 * i) for i in range(200)]  # more than a list may have
    table = _use(page, "\n".join(a + b for a, b in pairwise(syllables)))
    assert "Names that hold it:" in open_page.said(table)
    for _ in range(3):
        open_page.press(table, "Another name")
        open_page.press(table, "Whole name")
        assert not table.exception


def test_names_that_hold_a_pair_come_once_each_in_the_order_of_the_list() -> None:
    names = ["mia", "ian", "mia", "ana", "lia"]
    assert list(pair_table.holding(names, "i", "a")) == ["mia", "ian", "lia"]
    assert list(pair_table.holding(names, ".", "m")) == ["mia"]
    assert list(pair_table.holding(names, "n", ".")) == ["ian"]


@pytest.mark.parametrize("text", ["a", "mary-jane o'hara\nmary lou", "आशा\nमीरा", "دانا\nنور"])
def test_any_list_can_be_counted(page: AppTest, text: str) -> None:
    _use(page, text)
    assert not page.exception
    open_page.press(page, "Whole name")
    assert not page.exception
    assert "The name is" in open_page.said(page)


def test_a_pair_that_another_list_lacks_is_forgotten(table: AppTest) -> None:
    table.selectbox(key="count-before").select("q").run()
    _use(table, "anna\nhannah")
    assert not table.exception
    assert table.selectbox(key="count-before").value == "."


def test_a_link_opens_the_same_view(monkeypatch: pytest.MonkeyPatch, model: CountedBigram) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    view = {"view": pair_table.PROBABILITIES, "smoothing": "0.1", "before": "q", "after": "a"}
    view |= {"seed": "7"}
    link = {f"count-{name}": value for name, value in view.items()}
    page = open_page.opened("count", **link, **{"made-number": "3"})
    open_page.press(page.run(), "Just show me")
    assert not page.exception
    assert "adds up to 100 %" in open_page.said(page)
    assert "After q comes a" in open_page.said(page)
    assert page.select_slider(key="count-smoothing").value == 0.1
    smoothed = replace(model, smoothing=0.1)
    assert page.code[0].value.split("\n") == generate(smoothed, 3, 7)


def test_the_view_is_the_same_after_a_look_at_another_page(table: AppTest) -> None:
    table.segmented_control(key="count-view").set_value(pair_table.PROBABILITIES)
    table.number_input(key="count-seed").set_value(7)
    table.selectbox(key="count-before").select("q").run()
    open_page.turn_to(table, "start").run()
    open_page.turn_to(table, "count").run()
    assert "adds up to 100 %" in open_page.said(table)
    assert "After q comes u" in open_page.said(table)
    assert table.number_input(key="count-seed").value == 7


def test_a_list_of_150_letters_has_them_all_to_choose_from(page: AppTest) -> None:
    letters = [chr(0x4E00 + i) for i in range(149)]
    rng = np.random.default_rng(0)
    _use(page, "\n".join("".join(rng.choice(letters, 4)) for _ in range(400)))
    assert not page.exception
    assert len(page.selectbox(key="count-before").options) == 150


def test_the_page_needs_no_torch() -> None:
    code = (
        "import sys; from namegen.ui import frame; from pages.count import draw_names, pair_table; "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
