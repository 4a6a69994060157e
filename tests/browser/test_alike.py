"""Find alike: a search that answers while one types, with a map that stays."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import combinations

from playwright.sync_api import Page, expect

from tests.browser.conftest import complaints, drawn, settled

_LINK = "/alike?model=deep&epoch=5"
# What draws the names: where each dot is, in pixels.
_MAP = """[...document.querySelectorAll("*")].map((it) => it.shadowRoot?.namegen)
    .find((it) => it?.charts?.names)"""
_CANVAS = ".st-key-alike-map canvas"


def _answered(page: Page) -> Page:
    for option in page.locator('[class*="st-key-ask-"] [data-testid$="secondary"]').all():
        expect(option).to_have_attribute("translate", "no")
    page.get_by_role("button", name="Just show me").click()
    expect(page.get_by_label("Type a name")).to_be_visible()
    settled(page)
    page.evaluate(f"{_MAP}.mine = 'yes'")
    return page


def _on_map(page: Page, name: str) -> None:
    """Wait until the map's name asked for is this one, and it is drawn: out of sight it waits."""
    page.wait_for_function(f"(name) => {_MAP}?.frame?.asked[0]?.[0] === name", arg=name)
    drawn(page, _MAP, "names")


def _dots(page: Page) -> dict[str, tuple[float, float]]:
    """Where each name's dot is, in pixels."""
    dots = page.evaluate(f"{_MAP}.charts.names.dots")
    return {name: (x, y) for name, x, y, *_ in dots}


def test_it_answers_while_one_types(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&name=zoe", width=390, height=844, theme="dark"))
    box = page.get_by_label("Type a name")
    expect(box).to_have_value("zoe")
    _on_map(page, "zoe")
    rows = page.locator("ol.rows")
    box.fill("")
    expect(page.get_by_text("Type at least one letter.")).to_be_visible()
    for letter in "maria":
        box.press(letter)
    expect(page.get_by_text("maria is in the list.")).to_be_visible()
    expect(rows.locator("li")).to_have_count(10)
    expect(page.locator('[class*="st-key-spelled-"][translate="no"]')).to_have_count(3)
    _on_map(page, "maria")
    expect(box).to_be_focused()
    assert page.evaluate(f"{_MAP}.mine === 'yes'"), "the map stays"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_who_has_guessed_sees_the_names_move(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{_LINK}&name=maria")
    drawn(page, _MAP, "names")
    page.evaluate(f"{_MAP}.mine = 'yes'")
    before = _dots(page)
    told = f"A map of {len(before)} names."
    expect(page.locator(_CANVAS)).to_have_attribute("aria-label", told)
    _answered(page)
    _on_map(page, "maria")
    assert page.evaluate(f"{_MAP}.mine === 'yes'"), "the map stays"
    after = _dots(page)
    same = before.keys() & after.keys()
    assert len(same) > 800
    assert sum(math.dist(before[name], after[name]) > 5 for name in same) > 500


def test_names_on_the_map_do_not_cover_one_another(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&name=maria", width=390, height=844))
    _on_map(page, "maria")
    written = page.evaluate(f"{_MAP}.charts.names.written")
    names = [one["name"] for one in written]
    near = page.evaluate(f"{_MAP}.frame.asked.map(([name]) => name)")
    assert names[0] == "maria" and 1 < len(names) <= len(near) == 11
    assert {*names} <= {*near}
    for one, other in combinations(written, 2):
        beside = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    width = page.locator(_CANVAS).evaluate("(canvas) => canvas.clientWidth")
    assert all(one["left"] > 0 and one["right"] < width for one in written)
    # Screen readers are told once a second at most.
    told = f" On it maria, and its nearest: {', '.join(near[1:])}."
    expect(page.locator(_CANVAS)).to_have_attribute("aria-label", re.compile(re.escape(told)))


def test_a_click_on_a_dot_searches_for_its_name(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&name=maria"))
    _on_map(page, "maria")
    box = page.get_by_label("Type a name")
    x, y = list(_dots(page).values())[40]
    page.locator(_CANVAS).hover(position={"x": x, "y": y})
    said = page.locator(".st-key-alike-map .tip")
    expect(said).to_be_visible()
    name = said.inner_text()
    page.locator(_CANVAS).click(position={"x": x, "y": y})
    expect(box).to_have_value(name)
    _on_map(page, name)
    expect(page).to_have_url(re.compile(f"name={name}"))
    assert complaints(page) == []
