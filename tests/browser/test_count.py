"""Count: a click on a cell of the table shows its pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from streamlit import config

from tests.browser.conftest import complaints, settled

_LETTERS = 27


def _click_cell(page: Page, row: int, column: int, tap: bool = False) -> None:
    # The chart is drawn anew for each pair, and has no size before.
    square = page.wait_for_function(
        """() => {
            const ground = document.querySelector('.st-key-count-matrix .bglayer rect');
            const { x, y, width } = ground?.getBoundingClientRect() ?? {};
            return width ? { x, y, width } : null;
        }"""
    ).json_value()
    side = square["width"] / _LETTERS
    place = square["x"] + (column + 0.5) * side, square["y"] + (row + 0.5) * side
    if tap:
        page.touchscreen.tap(*place)
        return
    # Plotly takes the click for the cell that it has seen the pointer on, and says which that is.
    page.mouse.move(*place)
    expect(page.locator(".st-key-count-matrix .hovertext").first).to_be_visible()
    page.mouse.click(*place)


def test_a_click_on_a_cell_shows_its_pair(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", height=1000, theme="dark")
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-count-matrix .main-svg").first).to_be_visible()
    settled(page)
    for row, column, pair in ((17, 21, "q comes u"), (1, 14, "a comes n"), (14, 1, "n comes a")):
        _click_cell(page, row, column)
        expect(page.get_by_test_id("stTabs").get_by_text(f"After {pair}")).to_be_visible()
        settled(page)
    assert complaints(page) == []


def test_arrow_keys_read_the_table_cell_by_cell(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", height=1000)
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-count-matrix .main-svg").first).to_be_visible()
    settled(page)
    cells = page.get_by_role("application", name="Cells of the matrix")
    cells.focus()
    said = page.locator(".namegen-cell").get_by_role("status")
    for key, cell in (
        ("ArrowDown", "names have no letters"),
        ("ArrowDown", "after a the name ends"),
        ("ArrowRight", "after a comes a"),
        ("End", "after a comes z"),
        ("PageDown", "after z comes z"),
    ):
        page.keyboard.press(key)
        expect(said).to_contain_text(cell)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stTabs").get_by_text("After z comes z")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowUp")
    expect(said).to_contain_text("after y comes z")
    expect(cells).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_never_follows_has_the_colour_of_the_page(
    open_page: Callable[..., Page], theme: str
) -> None:
    none = config.get_option(f"theme.{theme}.chartSequentialColors")[0]
    ground = ", ".join(str(int(none[at : at + 2], 16)) for at in (1, 3, 5))
    page = open_page("/count", theme=theme)
    expect(page.locator(".stApp")).to_have_css("background-color", f"rgb({ground})")


def test_a_tap_shows_the_pair_that_was_tapped(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390, height=844)
    page.get_by_role("button", name="Just show me").click()
    chart = page.locator(".st-key-count-matrix .main-svg").first
    expect(chart).to_be_visible()
    chart.scroll_into_view_if_needed()
    settled(page)
    for row, column, pair in ((17, 21, "q comes u"), (1, 14, "a comes n"), (14, 1, "n comes a")):
        _click_cell(page, row, column, tap=True)
        expect(page.get_by_test_id("stTabs").get_by_text(f"After {pair}")).to_be_visible()
        settled(page)
    assert complaints(page) == []


def test_on_a_phone_the_table_is_above_the_bars_and_nothing_is_cut(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count", width=390, height=844)
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-count-row .main-svg").first).to_be_visible()
    settled(page)
    table = page.locator(".st-key-count-matrix").bounding_box()
    bars = page.locator(".st-key-count-row").bounding_box()
    assert table is not None
    assert bars is not None
    assert table["y"] + table["height"] <= bars["y"]
    assert max(box["x"] + box["width"] for box in (table, bars)) <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []
