"""Compare: networks are trained on the spot, the referee called, a name read by every model."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import complaints, settled


def test_models_are_trained_judged_and_asked(open_page: Callable[..., Page]) -> None:
    # Of a seed of its own, so that no test before has had these networks trained.
    page = open_page("/compare?model=deep&seed=390", width=390, theme="dark")
    page.get_by_role("button", name="Just show me").click()
    train = page.get_by_role("button", name=re.compile("Train it|Train them all"))
    expect(train).to_be_visible()
    train.click()
    expect(train).to_be_hidden()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden(timeout=90_000)
    settled(page)
    page.get_by_role("button", name="Call the referee").click()
    judged = page.get_by_text("The share of names that it judges rightly.")
    expect(judged).to_be_visible(timeout=120_000)
    expect(page.get_by_text("The referee is learning.")).to_be_hidden()
    page.get_by_label("Type any name").fill("mirabel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("mirabel is")).to_be_visible()
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []
