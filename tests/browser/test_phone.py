"""In a hand: under a finger, and in a window as small as a phone's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import at_rest, covers, settled, stage_of


def test_a_phones_menu_lies_over_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible()
    box = page.get_by_test_id("stMain").bounding_box()
    assert box is not None
    assert box["x"] == 0
    assert box["width"] == 390


def test_a_finger_that_scrolls_past_a_slider_does_not_move_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep&epoch=3", width=390, height=844)
    at_rest(page, 3)
    sliders = page.get_by_role("slider").all()
    before = [slider.get_attribute("aria-valuetext") for slider in sliders]
    finger = page.context.new_cdp_session(page)
    for slider in sliders:
        slider.evaluate("(thumb) => thumb.scrollIntoView({ block: 'center' })")
        at = slider.bounding_box()
        assert at is not None
        _swipe(finger, at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    rate = page.get_by_test_id("stSlider").filter(has_text="Learning rate").get_by_role("group")
    rate.evaluate("(track) => track.scrollIntoView({ block: 'center' })")
    track = rate.bounding_box()
    assert track is not None
    for share in (0.2, 0.9):
        _swipe(finger, track["x"] + share * track["width"], track["y"] + track["height"] / 2)
    page.wait_for_timeout(500)
    settled(page)
    assert [slider.get_attribute("aria-valuetext") for slider in sliders] == before


def test_a_finger_moves_the_epoch_of_a_stage_sideways_or_by_a_tap(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep&epoch=15&stage=1", width=390, height=844)
    picture = page.locator(".view.full")
    expect(picture).to_have_attribute("data-epoch", "15")
    track = picture.get_by_role("slider").bounding_box()
    assert track is not None
    finger = page.context.new_cdp_session(page)
    for share in (0.1, 0.45, 0.9):
        _swipe(finger, track["x"] + share * track["width"], track["y"] + track["height"] / 2)
        page.wait_for_timeout(500)
        expect(picture).to_have_attribute("data-epoch", "15")
    _swipe(finger, track["x"] + track["width"] / 2, track["y"] + track["height"] / 2, aside=-20)
    expect(picture).not_to_have_attribute("data-epoch", "15")
    _touch(
        finger, "touchStart", track["x"] + 0.9 * track["width"], track["y"] + track["height"] / 2
    )
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(picture).to_have_attribute("data-epoch", re.compile("2[5-9]"))


def _swipe(finger: CDPSession, x: float, y: float, aside: float = 0.5) -> None:
    """Up and down again, and a little to the side (aside: px, for 6 up)."""
    _touch(finger, "touchStart", x, y)
    for step in (*range(1, 9), *range(8, 0, -1)):
        _touch(finger, "touchMove", x + aside * step, y - 6 * step)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _touch(finger: CDPSession, kind: str, x: float, y: float) -> None:
    point = {"x": x, "y": y}
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})


def test_on_a_phone_the_buttons_stay_under_the_thumb(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epochs=500&speed=1", width=390, height=844)
    stage = stage_of(page)
    page.emulate_media(reduced_motion="reduce")
    buttons = [page.get_by_role("button", name=name, exact=True) for name in ("Step", "Reset")]
    for width, height in ((390, 844), (390, 664), (360, 640), (320, 568), (740, 360)):
        page.set_viewport_size({"width": width, "height": height})
        page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
        settled(page)
        play = page.get_by_role("button", name="Play", exact=True)
        before = play.bounding_box()
        play.click()
        pause = page.get_by_role("button", name="Pause", exact=True)
        expect(pause).to_be_in_viewport(ratio=1)
        shown = [stage.get_by_role("listitem").first, stage.locator(".status"),
                 stage.locator(".loss canvas"), stage.locator(".matrix canvas")]  # fmt: skip
        for part in shown:
            expect(part).to_be_in_viewport(ratio=1)
        assert pause.bounding_box() == before
        for button in (pause, *buttons):
            assert not any(covers(button, part) for part in shown)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        pause.click()


@pytest.mark.parametrize("letters", [16, 32])
def test_on_a_phone_the_way_on_is_not_under_the_buttons(
    open_page: Callable[..., Page], letters: int
) -> None:
    page = open_page("/train?model=deep", width=390, height=844)
    sizes = page.context.new_cdp_session(page)
    sizes.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    stage_of(page)
    settled(page)
    page.get_by_role("link", name="Next: Embeddings").tap(timeout=5000)
    expect(page.get_by_role("heading", level=1, name="Embeddings")).to_be_visible()


def test_on_a_phone_all_ways_in_for_a_list_are_seen_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/own", width=390, height=844)
    settled(page)
    for words in ("Read these names", "Upload", "Chemical elements", "Companies"):
        expect(page.locator("button", has_text=words)).to_be_in_viewport(ratio=1)
    understood = page.get_by_text("Every page uses this list now.")
    page.get_by_role("button", name="Chemical elements").tap()
    expect(understood).to_be_in_viewport(ratio=1)
    page.reload()
    understood.wait_for()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


def test_what_is_typed_counts_though_the_field_is_not_left(open_page: Callable[..., Page]) -> None:
    page = open_page("/own", width=390, height=844)
    page.get_by_label("Paste names").fill("anna\nbob")
    # As on an iPhone, where the keyboard stays when a button is tapped.
    page.get_by_role("button", name="Read these names").evaluate("(button) => button.click()")
    expect(page.get_by_text("Every page uses this list now.")).to_be_visible()
    expect(page.get_by_text("This list is empty")).to_have_count(0)


def test_names_of_wide_letters_are_read_to_their_end_and_in_one_piece(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/own", width=390, height=844)
    pairs = [chr(0x4E00 + at) + chr(0x4E01 + at) for at in range(0, 120, 2)]
    page.get_by_label("Paste names").fill("\n".join(pairs))
    page.get_by_role("button", name="Read these names").click()
    page.get_by_role("link", name="Count its letters").click()
    page.get_by_role("link", name="Next: A network instead of a table").click()
    page.get_by_role("heading", level=1, name="A network").wait_for()
    page.get_by_role("button", name="Just show me").click()
    badges = page.locator(".stMarkdownBadge")
    expect(badges).to_have_count(20)  # of a network that does not know yet where names end
    settled(page)
    cut = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText)"
    assert badges.evaluate_all(cut) == []
    # How many lines a name in a sentence is on, in rooms of many widths.
    lines = page.locator("p").first.evaluate(
        """(said) => {
            const text = said.firstChild;
            text.data = "Which of these names does the network think most like 丁七万丈?";
            const name = document.createRange();
            const start = text.data.indexOf("丁");
            name.setStart(text, start);
            name.setEnd(text, start + 4);
            const tops = () => new Set([...name.getClientRects()].map((one) => one.top)).size;
            const widths = Array.from({ length: 25 }, (_, i) => 120 + 10 * i);
            return widths.map((width) => {
                said.style.width = `${width}px`;
                return tops();
            });
        }"""
    )
    assert {*lines} == {1}
