"""A list of one's own: whatever is pasted or uploaded gives its result or one plain sentence."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import MAX_CHARACTERS
from pages.own import read_list
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    return visit("own")


def _paste(page: AppTest, text: str) -> AppTest:
    return page.text_area[0].set_value(text).run()


def _upload(page: AppTest, data: bytes, title: str = "names.txt") -> AppTest:
    return page.file_uploader[0].set_value((title, data, "text/plain")).run()


def _metrics(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def _problem(page: AppTest) -> str:
    """The one sentence that says why a list cannot be used, as the visitor reads it."""
    assert not page.exception
    (error,) = page.error
    assert len(error.value) < 500
    text = error.value.replace("\\", "")
    assert text.endswith(".")
    return text


def test_a_pasted_list_is_read_and_then_used_by_every_page(page: AppTest) -> None:
    _paste(page, "Anna\nBob\nanna\nC3PO")
    assert _metrics(page) == {
        "Names": "4", "Different names": "3", "Different characters": "7", "Left out": "0"
    }  # fmt: skip
    assert not page.exception
    visitor = page.session_state["visitor"]
    assert visitor.names.names == ("anna", "bob", "anna", "c3po")
    assert visitor.own is visitor.names
    assert page.success
    assert "Use this list" not in [button.label for button in page.button]


def test_a_text_that_a_tab_says_once_more_is_not_read_again(page: AppTest) -> None:
    open_page.press(page, "Chemical elements")
    visitor, used = page.session_state["visitor"], page.session_state["visitor"].names
    # As after a run of the page that had none of its widgets: to Streamlit it has changed.
    page.session_state["own-text-read"] = hash("anna\nbob\ncarl")
    _paste(page, "anna\nbob\ncarl")
    assert visitor.names is used
    open_page.press(page, "Read these names")
    assert visitor.names.names == ("anna", "bob", "carl")


def test_a_text_too_long_is_taken_away_however_often(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_list, "MAX_PASTED", 100)
    for _ in range(2):
        _paste(page, 50 * "anna\n")
        assert page.text_area[0].value == ""
        assert "too much to paste" in _problem(page)


def test_the_characters_are_shown_with_their_counts(page: AppTest) -> None:
    _paste(page, "anna\nbo b")
    for badge in ("**a** 2", "**n** 2", "**b** 2", "**o** 1", "**space** 1"):
        assert f":gray-badge[{badge}]" in open_page.said(page)


def test_what_was_left_out_is_said_and_why(page: AppTest) -> None:
    _paste(page, "anna\n{x}\n" + "y" * 50)
    assert _metrics(page)["Left out"] == "2"
    assert "1 name left out for characters that are not letters" in open_page.said(page)
    assert "longer than 40 characters" in open_page.said(page)


def test_the_column_used_is_said(page: AppTest) -> None:
    _upload(page, b"Year,Name\n1999,Asha\n2004,Bina\n2010,Chitra\n", "people.csv")
    assert "Column used: Name." in open_page.said(page)
    assert "From people.csv" in open_page.said(page)
    assert _metrics(page)["Names"] == "3"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a\\b", "one name a line"),
        ("x" * 2_000_000, "longer than 40 characters"),
        ("   \n ", "empty"),
        ("1\n2\n3", "no names"),
        ("=a=\n<b>\n{x}", "one name a line"),
    ],
)
def test_a_text_that_cannot_be_used_gives_one_sentence_and_stays(
    page: AppTest, text: str, hint: str
) -> None:
    assert hint in _problem(_paste(page, text))
    assert page.text_area[0].value == text


@pytest.mark.parametrize("letter", ["x", "\u0915", "\n"])
def test_a_text_too_long_to_paste_is_not_kept(page: AppTest, letter: str) -> None:
    assert "Choose it as a file" in _problem(_paste(page, letter * 5_000_000))
    assert page.text_area[0].value == ""
    assert "Choose it as a file" in _problem(open_page.press(page, "Read these names"))


def test_a_file_with_ten_megabytes_in_one_line_gives_one_sentence(page: AppTest) -> None:
    assert "longer than 40 characters" in _problem(_upload(page, b"x" * 10_000_000))


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (bytes(range(256)) * 9, "not text"),
        (b"\xff\xfea", "not text"),
    ],
)
def test_a_file_without_names_gives_one_sentence(page: AppTest, data: bytes, hint: str) -> None:
    assert hint in _problem(_upload(page, data))


@pytest.mark.parametrize(
    ("data", "first"),
    [
        ("आशा\nमीरा".encode(), "आशा"),
        ("Анна\nБорис".encode(), "анна"),
        ("Zoë\nBenoît".encode(), "zoë"),
        ("Zoë\nBenoît".encode("cp1252"), "zoë"),
        ("Zoë\nआशा".encode("utf-16"), "zoë"),
        (b"anna", "anna"),
    ],
)
def test_any_alphabet_and_encoding_is_read(page: AppTest, data: bytes, first: str) -> None:
    _upload(page, data)
    assert not page.error
    assert not page.exception
    assert page.session_state["visitor"].names.names[0] == first


def test_what_was_pasted_is_there_after_a_visit_to_another_page(page: AppTest) -> None:
    _paste(page, "a\\b")
    open_page.turn_to(page, "start").run()
    open_page.turn_to(page, "own").run()
    assert page.text_area[0].value == "a\\b"
    assert len(page.error) == 1


def test_an_example_does_not_overwrite_what_was_pasted(page: AppTest) -> None:
    _paste(page, "anna\nbob")
    open_page.press(page, "Chemical elements")
    assert _metrics(page)["Names"] == "118"
    assert page.text_area[0].value == "anna\nbob"
    open_page.press(page, "Read these names")
    assert _metrics(page)["Names"] == "2"


@pytest.mark.parametrize("key", read_list.EXAMPLES)
def test_the_examples_are_whole_and_hold_no_name_twice(key: str) -> None:
    names = read_list.example(key)
    assert names.report.left_out == ()
    assert 45 <= len(names.names) == len(names.distinct)


def test_a_short_list_is_called_short_and_a_long_one_is_not(page: AppTest) -> None:
    _paste(page, "\n".join(read_list.example("elements").names))
    assert "118 names: that is few" in open_page.said(page)
    letters = "abcdefghij"
    _paste(page, "\n".join(a + b + c for a in letters for b in letters for c in letters))
    assert "that is few" not in open_page.said(page)


@pytest.mark.parametrize(
    "names",
    [("anna",), ("anna", "bob"), ("anna maria", "bob d'or", "mary-jane"),
     tuple(chr(0x4E00 + i) * 2 for i in range(MAX_CHARACTERS))],
    ids=["one name", "two names", "spaces", "150 characters"],
)  # fmt: skip
@pytest.mark.parametrize("model", ["bigram-network", "deep"])
def test_a_network_can_be_trained_on_any_list(names: tuple[str, ...], model: str) -> None:
    settings = settings_for(model)
    run = TrainingRun(Dataset.of(names, settings.context, settings.validation), settings)
    for _ in range(5):
        run.step()
    assert run.error is None
    assert len(run.names(5, 5)) == 5


def test_plain_text_loses_its_markup_and_keeps_its_letters() -> None:
    assert plain("**a** [b](c) `d`") == r"\*\*a\*\* \[b\]\(c\) \`d\`"
    assert plain("मीरा\nŁódź…") == "मीरा Łódź…"


def test_a_list_that_was_read_by_mistake_is_undone_with_one_press(page: AppTest) -> None:
    before = page.session_state["visitor"].names
    _paste(page, "Anna\nBob")
    _paste(page, "Anna\nBob\nCarl")
    open_page.press(page, f"Undo: back to {plain(before.title)}")
    assert not page.exception
    assert page.session_state["visitor"].names is before
    open_page.press(page, "Use this list")
    assert page.session_state["visitor"].names.names == ("anna", "bob", "carl")


def test_what_was_misunderstood_is_changed_by_a_choice_beside_the_first_rows(page: AppTest) -> None:
    _upload(page, "code;town;n\nAB;Łódź;900\nCD;Kraków;40".encode("cp1250"), "towns.csv")
    chosen = {box.label: box for box in page.selectbox}
    assert "| code | :material/arrow_downward: **town** | n |" in open_page.said(page)
    assert chosen["Encoding"].value == "cp1250"
    chosen["Each name counts"].set_value("n").run()
    assert page.session_state["visitor"].names.weights == (900, 40)
    {box.label: box for box in page.selectbox}["Column of the names"].set_value("code").run()
    assert not page.exception
    assert page.session_state["visitor"].names.names == ("ab", "cd")
    (heading,) = (box for box in page.checkbox if "heading" in box.label)
    heading.uncheck().run()
    assert not page.exception
    assert "code" in " ".join(page.session_state["visitor"].names.names) + open_page.said(page)


def test_the_part_of_a_cell_that_is_the_name_is_chosen_beside_the_rows(page: AppTest) -> None:
    _paste(page, "Ada:31,Ben:20,Zoe:15,Emma:44")
    (part,) = (box for box in page.selectbox if box.label == "Of each entry")
    part.set_value("before :").run()
    assert not page.exception
    assert page.session_state["visitor"].names.names == ("ada", "ben", "zoe", "emma")
    (part,) = (box for box in page.selectbox if box.label == "Of each entry")
    part.select_index(0).run()
    assert page.session_state["visitor"].names.names[0] == "ada:31"


def test_of_several_lists_some_can_be_taken(page: AppTest) -> None:
    lists = {
        name: [f"{name}{a}" for a in "abcde"[i:]]
        for i, name in enumerate(("girls", "boys", "dogs"))
    }
    _upload(page, json.dumps(lists).encode(), "names.json")
    page.multiselect[0].set_value(["girls", "dogs"]).run()
    assert not page.exception
    assert page.session_state["visitor"].names.names == (*lists["girls"], *lists["dogs"])
    assert page.multiselect[0].value == ["girls", "dogs"]
    page.multiselect[0].set_value([]).run()
    assert len(page.session_state["visitor"].names.names) == sum(map(len, lists.values()))
