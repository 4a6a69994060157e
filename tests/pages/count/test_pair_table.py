"""Count: which letter follows which."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from namegen.alphabets import split_syllables
from namegen.lists.name_list import NameList, bundled
from namegen.models.bigram import CountedBigram
from namegen.models.sampling import generate
from pages.count import pair_table
from tests import open_page
from tests.pages.count.conftest import matrix, use

ROOT = Path(__file__).parents[3]


def test_the_question_comes_before_the_table(page: AppTest) -> None:
    assert not page.exception
    assert "Which letter begins the most names?" in open_page.said(page)
    assert not open_page.sent(page, "chance_bars")
    first = bundled("given").names[:12]
    assert all(f">{name}</li>" in open_page.html(page) for name in first)


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
    assert open_page.badges(page)[:5] == ["junide", "janasah", "p", "cony", "a"]
    open_page.press(page, "Whole name")
    assert "The name is **junide**; it is new" in open_page.said(page)


def test_another_list_asks_anew(table: AppTest) -> None:
    table.session_state["visitor"].choose_list(bundled("surnames"))
    table.run()
    assert not open_page.sent(table, "chance_bars")
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


def test_a_letter_that_a_tab_says_once_more_leaves_the_other_as_it_is(table: AppTest) -> None:
    table.selectbox(key="count-after").select("z").run()
    # As after a run of the page that had none of its widgets: to Streamlit it has changed.
    table.session_state["count-before-drawn"] = "k"
    table.selectbox(key="count-before").select("k").run()
    assert table.selectbox(key="count-after").value == "z"


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
    counts = matrix(table)
    table.segmented_control(key="count-view").set_value(pair_table.PROBABILITIES).run()
    assert not table.exception
    shares = matrix(table)
    assert shares["matrix"] != counts["matrix"]
    assert shares["ends"] == ["0\u00a0%", "100\u00a0%"]
    assert counts["ends"] == ["0", f"{model.counts.max():,}"]
    assert "adds up to 100 %" in open_page.said(table)


def test_the_bars_are_the_row_of_the_letter_the_likeliest_first(
    table: AppTest, model: CountedBigram
) -> None:
    table.selectbox(key="count-before").select("q").run()
    bars, *_ = open_page.sent(table, "chance_bars")
    row = model.matrix[model.vocabulary.id("q")]
    assert bars["chances"] == sorted(row.tolist(), reverse=True)
    assert bars["letters"][0] == "u" == bars["letters"][bars["marked"]]
    assert bars["said"][0].startswith("after q comes u ")
    assert bars["top"] == max(row) and bars["targets"] == []


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


def test_names_that_hold_a_pair_come_once_each_in_the_order_of_the_list() -> None:
    names = ["mia", "ian", "mia", "ana", "lia"]
    assert list(pair_table.holding(names, "i", "a")) == ["mia", "ian", "lia"]
    assert list(pair_table.holding(names, ".", "m")) == ["mia"]
    assert list(pair_table.holding(names, "n", ".")) == ["ian"]


def test_a_pair_that_another_list_lacks_is_forgotten(table: AppTest) -> None:
    table.selectbox(key="count-before").select("q").run()
    use(table, "anna\nhannah")
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
    assert open_page.badges(page) == generate(smoothed, 3, 7)


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
    use(page, "\n".join("".join(rng.choice(letters, 4)) for _ in range(400)))
    assert not page.exception
    assert len(page.selectbox(key="count-before").options) == 150


def test_the_page_needs_no_torch() -> None:
    code = (
        "import sys; from namegen.ui import frame; from pages.count import draw_names, pair_table; "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_a_letter_that_only_the_browser_knows_is_not_chosen(table: AppTest) -> None:
    """So it is when a tab comes back to a session that does not have its own list yet."""
    letter = table.selectbox(key="count-before")
    before = letter.value
    letter.options.append("ß")
    letter.set_value("ß").run()
    assert not table.exception and not table.error
    assert table.selectbox(key="count-before").value == before
