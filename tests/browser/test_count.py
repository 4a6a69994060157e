"""Count: a click on a cell of the table shows its pair."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import complaints, settled

_CELLS = ((0.3, 0.4), (0.8, 0.7), (0.6, 0.9))  # across and down the picture, in shares of it


def _table(page: Page) -> Locator:
    """The table's canvas, drawn, once the question has been answered."""
    page.get_by_role("button", name="Just show me").click()
    table = page.get_by_role("application", name="Matrix of 27 by 27 characters")
    expect(table).to_be_visible()
    settled(page)
    return table


def _tip(page: Page) -> str:
    """What is said of the cell that is pointed at."""
    tip = page.locator(".st-key-count-matrix .tip")
    expect(tip).to_contain_text(re.compile(r"after \w comes \w .* \([\d,]+ times? of [\d,]+\)"))
    return tip.inner_text()


def _shows(page: Page, pair: str) -> None:
    """Whether the page looks at a pair."""
    said = f"{pair[0].upper()}{pair[1:]}"
    expect(page.get_by_test_id("stTabs").get_by_text(said)).to_be_visible()
    settled(page)


def test_a_click_on_a_cell_shows_its_pair(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", height=1000, theme="dark")
    table = _table(page)
    seen = set()
    for across, down in _CELLS:
        box = table.bounding_box()
        assert box is not None
        place = box["x"] + across * box["width"], box["y"] + down * box["height"]
        page.mouse.move(*place)
        seen.add(said := _tip(page))
        page.mouse.click(*place)
        _shows(page, said)
    assert len(seen) == len(_CELLS)
    assert complaints(page) == []


def test_on_a_phone_the_table_is_above_the_bars_and_a_tap_shows_the_pair_that_was_tapped(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count", width=390, height=844)
    table = _table(page)
    _stands_above_the_bars(page, table)
    table.scroll_into_view_if_needed()
    for across, down in _CELLS:
        box = table.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + across * box["width"], box["y"] + down * box["height"])
        _shows(page, _tip(page))
    assert complaints(page) == []


def _stands_above_the_bars(page: Page, table: Locator) -> None:
    """Whether nothing of the table and the bars below it is cut."""
    above, bars = table.bounding_box(), page.locator(".st-key-count-row").bounding_box()
    assert above is not None
    assert bars is not None
    assert above["y"] + above["height"] <= bars["y"]
    assert max(box["x"] + box["width"] for box in (above, bars)) <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_arrow_keys_read_the_table_cell_by_cell(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", height=1000)
    table = _table(page)
    table.focus()
    said = page.locator(".st-key-count-matrix .said")
    for key, cell in (
        ("ArrowDown", "0 % of names have no letters (0 times of 5,163)"),
        ("ArrowDown", "after a the name ends 38 % of the time (1,758 times of 4,632)"),
        ("ArrowRight", "after a comes a"),
        ("End", "after a comes z"),
        ("PageDown", "after z comes z"),
    ):
        page.keyboard.press(key)
        expect(said).to_contain_text(cell)
    page.keyboard.press("Enter")
    _shows(page, "after z comes z")
    page.keyboard.press("ArrowUp")
    expect(said).to_contain_text("after y comes z")
    expect(table).to_be_focused()
    # The bars of the row, the likeliest first.
    page.locator(".st-key-count-row canvas").focus()
    read = page.locator(".st-key-count-row .said")
    for key in ("ArrowRight", "End", "Home"):
        page.keyboard.press(key)
        most = key != "End"
        expect(read).to_contain_text("after z comes a" if most else " 0 % of the time")


def test_the_counts_can_be_taken_along(open_page: Callable[..., Page]) -> None:
    page = open_page("/count")
    _table(page)
    page.get_by_role("button", name="Matrix: enlarge, save").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Matrix: save the numbers").click()
    assert saved.value.suggested_filename == "matrix.csv"
    rows = list(csv.reader(saved.value.path().read_text("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["letter", ".", "a"]
    assert rows[2][:2] == ["a", "1758"]
    page.get_by_role("button", name="Close Matrix").click()
    page.get_by_role("button", name="Chances: enlarge, save").click()
    page.get_by_role("button", name="Chances: save the numbers").wait_for()
    bars = page.locator(".st-key-count-row canvas")
    assert bars.evaluate("(canvas) => canvas.clientHeight > 0.7 * innerHeight")
