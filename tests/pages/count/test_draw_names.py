"""Count: names drawn from the table."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import bundled
from namegen.models.bigram import CountedBigram
from namegen.models.sampling import generate
from pages.count import draw_names
from tests import open_page
from tests.pages.count.conftest import matrix, use


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
    assert "The row of the full stop." in open_page.said(table)
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
    names = generate(model, 25, draw_names.TALK_SEED)
    assert open_page.badges(table) == names
    assert not table.code, "what shows it is half a megabyte"
    table.session_state["count-names-file"] = True
    table.run()
    assert table.code[0].value.split("\n") == names
    assert table.get("download_button")


def test_names_can_be_bolder_begin_as_one_likes_and_be_new(
    table: AppTest, model: CountedBigram
) -> None:
    table.text_input(key="made-begin").set_value("Ma").run()
    table.select_slider(key="made-temperature").set_value(0.5)
    table.toggle(key="made-new").set_value(True).run()
    assert not table.exception
    names = open_page.badges(table)
    drawn = generate(model, 200, draw_names.TALK_SEED, "ma", 0.5)
    assert names == [name for name in drawn if name not in bundled("given").distinct][:10]
    # They were chosen for it: as a share of what the model makes 100 % would not be true.
    assert "**10 new names it makes**:" in open_page.said(table)
    table.text_input(key="made-begin").set_value("ж").run()
    assert not table.exception
    assert "This model does not know ж" in open_page.said(table)


def test_few_new_names_have_a_cause_only_where_nothing_else_leaves_few(table: AppTest) -> None:
    """As on all pages with names: a beginning or a low temperature leaves few to any model."""
    use(table, "a\nb")
    table.toggle(key="made-new").set_value(True).run()
    assert "first 200 names 0 are new: this model knows" in open_page.said(table)
    table.text_input(key="made-begin").set_value("a").run()
    assert "first 200 names 0 are new." in open_page.said(table)
    assert "by heart" not in open_page.said(table)
    page = open_page.past_its_question(open_page.turn_to(table, "start").run())
    assert "names 0 are new." in open_page.said(page)
    page = open_page.past_its_question(open_page.turn_to(page, "compare").run())
    assert re.search(r"<p>Among its first 200 names \d (is|are) new\.</p>", open_page.html(page))


def test_the_row_drawn_from_lights_up_in_the_matrix(table: AppTest, model: CountedBigram) -> None:
    open_page.press(table, "Next letter")
    assert matrix(table)["marked"] == [0, None]
    open_page.press(table, "Next letter")
    row = model.vocabulary.id(generate(model, 1, draw_names.TALK_SEED)[0][0])
    assert matrix(table)["marked"] == [row, None]


def test_names_of_hangul_that_are_read_letter_by_letter_are_found_and_drawn(page: AppTest) -> None:
    syllables = [chr(0xAC00 + 28 * i) for i in range(200)]  # more than a list may have
    table = use(page, "\n".join(a + b for a, b in pairwise(syllables)))
    assert "Such names:" in open_page.said(table)
    for _ in range(3):
        open_page.press(table, "Another name")
        open_page.press(table, "Whole name")
        assert not table.exception


@pytest.mark.parametrize("text", ["a", "mary-jane o'hara\nmary lou", "आशा\nमीरा", "دانا\nنور"])
def test_any_list_can_be_counted(page: AppTest, text: str) -> None:
    use(page, text)
    assert not page.exception
    open_page.press(page, "Whole name")
    assert not page.exception
    assert "The name is" in open_page.said(page)
