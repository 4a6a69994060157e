"""The recipe in a real browser: one function at a time, and the notebook as a file."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import complaints, settled

_STEPS = 8


def test_from_the_first_function_to_the_notebook(open_page: Callable[..., Page]) -> None:
    page = open_page("/recipe?model=deep&epochs=3&function=calc_loss", width=390)
    page.get_by_role("button", name="Just show me").click()
    for done in range(1, _STEPS + 1):
        page.get_by_role("button", name="Run ").first.click()
        # A click before the next one's button is there runs nothing.
        page.get_by_text(f"{done} of {_STEPS} steps have run.").wait_for()
        settled(page)
        assert not complaints(page)
        assert _overflow(page) == 0
    page.get_by_text("3 epochs later the loss is").wait_for()
    settled(page)
    assert not complaints(page)
    # The page's part of the link and the visitor's stand side by side.
    assert "function=train_model" in page.url
    assert "epoch=3" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the notebook").click()
    with open(download.value.path(), encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    assert "After epoch 3:" in cells[-1]["source"]


def _overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; code scrolls inside its block."""
    return page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return main.scrollWidth - main.clientWidth;
        }"""
    )
