"""In every hand: by keyboard, under a finger, and within a page of somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import at_rest, settled, stage_of

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


def test_what_a_training_needs_is_within_eight_stops(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=3")
    stage = at_rest(page, 3)
    page.get_by_role("link", name="Skip to main content").press("Enter")
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(page.locator(":focus").last.evaluate("(e) => e.ariaLabel || e.innerText"))
        if "Play" in stops[-1]:
            page.keyboard.press("ArrowLeft")
            expect(stage).to_have_attribute("data-epoch", "2")
    found = " ".join(stops)
    for one in ("Bigram network", "Play", "Step", "Reset", "Learning rate"):
        assert one in found, stops


def test_what_is_out_of_sight_is_no_stop(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    settled(page)
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_hidden()
    for _ in range(6):
        page.keyboard.press("Tab")
        left = page.evaluate("document.activeElement.getBoundingClientRect().left")
        assert left >= 0


def test_a_finger_that_scrolls_past_a_slider_does_not_move_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep", width=390, height=844)
    settled(page)
    rate = page.get_by_test_id("stSlider").filter(has_text="Learning rate")
    slider = rate.get_by_role("slider")
    before = slider.get_attribute("aria-valuetext")
    box = rate.get_by_role("group").bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)
    for share in (0.2, 0.5, 0.9):
        x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
        _touch(finger, "touchStart", x, y)
        for step in range(1, 9):
            _touch(finger, "touchMove", x + step / 2, y - 6 * step)
        for step in range(8, 0, -1):
            _touch(finger, "touchMove", x + step / 2, y - 6 * step)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    settled(page)
    expect(slider).to_have_attribute("aria-valuetext", before or "")


def _touch(finger: CDPSession, kind: str, x: float, y: float) -> None:
    point = {"x": x, "y": y}
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})


@pytest.mark.parametrize("size", [(800, 600), (600, 400)])
def test_a_page_in_another_one_is_the_page_alone(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page("/train?embed=true&model=deep&seed=5", *size)
    stage = stage_of(page)
    settled(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for part in (page.get_by_role("button", name="Play"), stage.locator(".loss canvas"),
                 stage.locator(".matrix canvas"), stage.get_by_role("list")):  # fmt: skip
        expect(part).to_be_in_viewport(ratio=0.95)
    whole = page.get_by_role("link", name="Open in full").get_attribute("href") or ""
    assert "seed=5" in whole
    assert "embed" not in whole
