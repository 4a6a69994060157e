"""By keyboard alone: where Tab leads, and what has the focus when something opens or closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

_BOXES = {"train": "Type a name", "embeddings": "Type the beginning of a name",
          "alike": "Type a name", "compare": "Type any name"}  # fmt: skip


@pytest.mark.parametrize("path", _BOXES)
def test_the_keyboard_leaves_a_text_box(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(f"/{path}?model=deep&epoch=3")
    settled(page)
    if (show := page.get_by_role("button", name="Just show me")).count():
        show.click()
        settled(page)
    box = page.get_by_role("textbox", name=_BOXES[path])
    for way in ("Tab", "Shift+Tab"):
        box.focus()
        page.keyboard.press(way)
        expect(box).not_to_be_focused()
        page.wait_for_timeout(300)
        expect(box).not_to_be_focused()
        assert page.evaluate("document.activeElement !== document.body"), way


_FOCUSED = """() => {
    const { dataset, innerText, tagName } = document.activeElement;
    return dataset.testid === "stExpandSidebarButton" ? "opens"
        : document.activeElement.closest("[data-testid=stSidebarCollapseButton]") ? "closes"
        : tagName === "H1" ? innerText : tagName;
}"""


def _focus_becomes(page: Page, wanted: str) -> None:
    page.wait_for_function(f"({_FOCUSED})() === {wanted!r}")


def test_a_menu_over_the_page_is_opened_left_and_closed(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=500, height=900)
    settled(page)
    menu = page.get_by_test_id("stSidebar")
    opens = page.get_by_test_id("stExpandSidebarButton")
    opens.focus()
    page.keyboard.press("Enter")
    _focus_becomes(page, "closes")
    page.keyboard.press("Escape")
    _focus_becomes(page, "opens")
    expect(menu).to_have_attribute("data-collapsed", "true")

    opens.click()
    chooses = menu.get_by_role("combobox")
    chooses.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(menu).to_have_attribute("data-collapsed", "false")
    page.keyboard.press("Tab")  # to what lies behind it
    expect(menu).to_have_attribute("data-collapsed", "true")

    opens.click()
    menu.get_by_role("link", name="Train").press("Enter")
    _focus_becomes(page, "Train")
    expect(menu).to_have_attribute("data-collapsed", "true")


def test_a_menu_beside_the_page_is_closed_without_a_mouse(open_page: Callable[..., Page]) -> None:
    page = open_page("/count")
    settled(page)
    for x in (100, 700):
        page.mouse.move(x, 300)
    page.wait_for_timeout(300)
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Tab")
    _focus_becomes(page, "closes")
    for then in ("opens", "closes"):
        page.keyboard.press("Enter")
        _focus_becomes(page, then)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_has_the_keyboard_is_plain_to_see(open_page: Callable[..., Page], theme: str) -> None:
    page = open_page("/count?answered=count-given", theme=theme)
    settled(page)
    for control, around in (
        (page.get_by_role("switch"), "ancestor::label"),
        (page.get_by_role("textbox", name="Begin with"), ".."),
        (page.get_by_role("tab", name="Look at a pair"), "."),
        (page.get_by_role("slider", name="Smoothing"), "../.."),
        (page.get_by_role("button", name="Stage mode"), "."),
        (page.locator("summary").last, "."),
    ):
        control.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(control).to_be_focused()
        shown = control.locator(f"xpath={around}")
        expect(shown).to_have_css("outline-style", "solid")
        expect(shown).to_have_css("outline-width", "2px")


def test_a_chart_over_the_page_closes_when_the_keyboard_leaves_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count?answered=count-given")
    settled(page)
    opens = page.get_by_role("button", name="Matrix: enlarge, save")
    closes = page.get_by_role("button", name="Close Matrix")
    for key in ("Escape", "Tab"):
        opens.press("Enter")
        expect(closes).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name="Matrix: save the numbers")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press(key)
        expect(opens).to_be_visible()
    expect(page.get_by_role("tab", name="Look at a pair")).to_be_focused()
