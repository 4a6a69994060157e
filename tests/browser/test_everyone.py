"""Who works a page by keyboard stays where they are when what they pressed goes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

_FOCUSED = "document.activeElement.innerText"


def test_the_keyboard_keeps_its_place(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    settled(page)
    page.get_by_role("button", name="Just show me").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{_FOCUSED}.includes('The answer is')")
    page.get_by_role("link", name="Next: A network instead of a table").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{_FOCUSED} === 'A network instead of a table'")


def test_what_is_out_of_sight_is_no_stop(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    settled(page)
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_hidden()
    for _ in range(6):
        page.keyboard.press("Tab")
        left = page.evaluate("document.activeElement.getBoundingClientRect().left")
        assert left >= 0
