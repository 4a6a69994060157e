"""Find alike: a search that answers while one types, with a map that stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import complaints, settled

_LINK = "/alike?model=deep&epoch=5"
_CHART = "document.querySelector('.st-key-alike-map .js-plotly-plot')"


def _answered(page: Page) -> Page:
    for option in page.locator('[class*="st-key-ask-"] [data-testid$="secondary"]').all():
        expect(option).to_have_attribute("translate", "no")
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-alike-map .main-svg").first).to_be_visible()
    settled(page)
    page.evaluate(f"{_CHART}.dataset.mine = 'yes'")
    return page


def _on_map(page: Page, name: str) -> None:
    """Wait until the map's name asked for is this one."""
    page.wait_for_function(f"(name) => {_CHART}?.data[2].customdata?.[0] === name", arg=name)


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
    assert page.evaluate(f"{_CHART}.dataset.mine === 'yes'"), "the map stays"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_the_map_fills_its_place_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&name=maria", width=390, height=844))
    _on_map(page, "maria")
    filled = f"""() => {{
        const [chart, ground] = [{_CHART}, {_CHART}.querySelector('.nsewdrag')].map(
            (one) => one.getBoundingClientRect());
        return ground.width > chart.width - 12 && ground.height > chart.height - 40;
    }}"""
    page.wait_for_function(filled)
    page.evaluate(
        f"Plotly.relayout({_CHART}, {{'xaxis.domain': [0.1, 0.9], 'yaxis.domain': [0.1, 0.9]}})"
    )
    page.wait_for_function(filled)


def test_a_click_on_a_dot_searches_for_its_name(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&name=maria"))
    _on_map(page, "maria")
    box = page.get_by_label("Type a name")
    dot = page.locator(".st-key-alike-map .scatterlayer .trace").first.locator("path").nth(40)
    at = dot.bounding_box()
    assert at is not None
    page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    expect(box).not_to_have_value("maria")
    _on_map(page, box.input_value())
    expect(page).to_have_url(re.compile(f"name={box.input_value()}"))
    assert complaints(page) == []
