"""Whatever a link says of a page's widgets, the page opens and says what it could not take."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from namegen.ui.session import link
from namegen.ui.session.parameters import WIDGETS, Choice, Number, nearest, refused
from namegen.ui.widgets import generated_names
from tests import open_page

ROOT = Path(__file__).parents[3]
PAGE_OF = {
    "count": "count", "made": "count", "slow": "network", "letter": "embeddings",
    "begin": "embeddings",
    "compare": "compare", "typed": "compare", "against": "game", "round": "game", "hall": "game",
    "played": "game", "answered": "start", "name": "alike", "task": "recipe", "function": "recipe",
    "helps": "ladder", "reads": "train",
}  # fmt: skip
WRONG = [
    ("round", "inf"), ("round", "nan"), ("round", "9" * 5000), ("round", "-1"), ("round", "1.5"),
    ("played", "7-x"), ("played", "7-"), ("played", "99999-r"), ("played", "7-rx"),
    ("count-seed", "1e999"), ("count-seed", ""), ("compare-seed", "-inf"), ("count-view", ""),
    ("slow-step", ""), ("function", ""), ("task", ""), ("task", "x" * 3000), ("hall", "perhaps"),
    ("typed", "a\0b"), ("made-number", "0"), ("made-temperature", "3"), ("made-new", "x"),
    ("count-smoothing", "inf"), ("helps-share", "2"),
]  # fmt: skip
NUMBERS = st.one_of(
    st.integers().map(str), st.floats().map(str), st.integers(1, 5000).map(lambda n: "9" * n)
)
VALUES = st.lists(st.one_of(st.text(), NUMBERS, st.sampled_from(["", "inf", "-1e999"])), min_size=1)


def _bound() -> Iterator[str]:
    """The keys of all widgets that the pages keep in the address."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            named = {word.arg: word.value for word in call.keywords}
            called, keys = getattr(call.func, "id", getattr(call.func, "attr", "")), []
            if "bind" in named:
                keys = [named["key"]]
            elif called == "seed_input":
                keys = call.args[:1]
            elif called == "name_box":
                keys = call.args[1:2]
            elif called == "pair_choice":
                keys = call.args[2].elts
            yield from (getattr(importlib.import_module(name), key.id) for key in keys)


def test_the_table_has_every_widget_that_a_link_keeps_and_no_other() -> None:
    pages = {path.name for path in (ROOT / "pages").iterdir() if (path / "page.py").exists()}
    assert {PAGE_OF[key.split("-")[0]] for key in WIDGETS} <= pages
    made = (
        generated_names.NUMBER,
        generated_names.TEMPERATURE,
        generated_names.BEGIN,
        generated_names.NEW,
    )
    # No widget shows the guesses of a round, or which question was answered.
    assert {*_bound(), "played", "answered", *made} == set(WIDGETS)


@settings(max_examples=1000)
@given(st.dictionaries(st.sampled_from(sorted(WIDGETS)), VALUES))
def test_what_a_thousand_links_ask_for_can_be_shown(query: dict[str, list[str]]) -> None:
    mended = {key: texts for key, texts in {**query, **nearest(query)}.items() if texts}
    assert nearest(mended) == {}, "what takes a value's place is itself right"
    for key, texts in mended.items():
        rule = WIDGETS[key]
        if isinstance(rule, Number) and texts[-1]:
            assert rule.low <= int(float(texts[-1])) <= rule.high
        if isinstance(rule, Choice):
            assert texts[-1] in rule.options
    assert "\n" not in refused(query)


@settings(max_examples=1000)
@given(st.dictionaries(st.sampled_from(sorted(link._KNOWN)), VALUES.map(lambda all: all[-1])))
def test_a_thousand_links_have_a_visitor(query: dict[str, str]) -> None:
    visitor = link.visitor_of(query)
    assert 0 <= visitor.playhead.goal <= visitor.settings.epochs
    assert all("\n" not in note for note in visitor.notes)


@pytest.mark.parametrize(("key", "text"), WRONG)
def test_a_page_says_in_one_sentence_what_its_link_cannot_have(
    visit: Callable[..., AppTest], key: str, text: str
) -> None:
    page = visit(PAGE_OF[key.split("-")[0]], epochs="1", **{key: text})
    assert not page.exception
    said = [warning.value.replace("\\", "") for warning in page.warning]
    assert sum(one.startswith("This link asks for something") for one in said) == 1
    assert any(f"({key} " in one and "the nearest is shown." in one for one in said)
    assert all(one.count("This link") == 1 for one in said)


@pytest.mark.parametrize("text", ["😀", "."])
@pytest.mark.parametrize(
    ("name", "key"),
    [("count", "made-begin"), ("embeddings", "begin"), ("compare", "typed"),
     ("train", "reads")],
)  # fmt: skip
def test_a_text_that_nobody_can_read_is_said_to_be(
    visit: Callable[..., AppTest], name: str, key: str, text: str
) -> None:
    answered = f"{name}-given"
    page = visit(name, epochs="1", answered=answered, **{key: text})
    assert not page.exception
    assert re.search(f"(holds|does not know) ({re.escape(text)}|the mark)", open_page.said(page))
    assert page.query_params[key] == text
