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
