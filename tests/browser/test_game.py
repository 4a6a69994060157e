"""Real or made up: a round with a thumb, one with the keyboard, and the hall looking on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import complaints, settled

PLACES = (".game-name", ".st-key-game-Real button", ".st-key-game-Made-up button",
          ".st-key-game-next button")  # fmt: skip


def _boxes(page: Page) -> list[dict[str, float]]:
    boxes = [page.locator(place).bounding_box() for place in PLACES]
    assert all(boxes)
    return boxes


def _asked(page: Page, place: int) -> None:
    """Wait until a name stands there and its buttons and their keys listen: the words come first,
    and until the buttons follow, those of the name before take, and lose, a press."""
    expect(page.get_by_text(f"Name {place} of 10")).to_be_visible()
    expect(page.locator(".st-key-game-Real button")).to_be_enabled()
    expect(page.locator(".st-key-game-next button")).to_be_disabled()
    settled(page)


def _next(page: Page) -> None:
    button = page.locator(".st-key-game-next button")
    expect(button).to_be_enabled()
    button.click()


# A phone of 390 by 844 has bars of the browser's own; a small one; and one that lies on its side.
@pytest.mark.parametrize(
    ("width", "height", "theme"),
    [(390, 664, "light"), (320, 568, "dark"), (740, 360, "light")],
)
def test_a_round_is_played_with_a_thumb_and_nothing_moves(
    open_page: Callable[..., Page], width: int, height: int, theme: str
) -> None:
    page = open_page("/game", width=width, height=height, theme=theme)
    _asked(page, 1)
    boxes = _boxes(page)
    for box in boxes[1:]:
        assert box["height"] >= 48
    for box in boxes:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    for place in range(1, 11):
        _asked(page, place)  # the browser's driver scrolls about while it waits itself
        assert _boxes(page) == boxes
        page.get_by_role("button", name="Made up" if place % 2 else "Real").tap()
        expect(page.get_by_text("Right:").or_(page.get_by_text("Wrong:"))).to_be_visible()
        assert _boxes(page) == boxes
        _next(page)
    expect(page.get_by_role("button", name="Another ten")).to_be_visible()
    expect(page.get_by_text("in training")).to_be_hidden()
    expect(page.locator(".game-ten tr")).to_have_count(11)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints(page) == []
    page.get_by_role("button", name="Another ten").tap()
    expect(page.get_by_text("Name 1 of 10")).to_be_visible()


def test_a_presenter_plays_with_the_arrow_keys(open_page: Callable[..., Page]) -> None:
    page = open_page("/game?against=Counted+bigram&round=7")
    for place in range(1, 4):
        _asked(page, place)
        page.keyboard.press("ArrowLeft" if place % 2 else "ArrowRight")
        expect(page.locator(".st-key-game-next button")).to_be_enabled()
        settled(page)
        page.keyboard.press("ArrowDown")
    expect(page.locator(".game-marks .right, .game-marks .wrong")).to_have_count(3)
    assert "round=7" in page.url
    assert "against=Counted+bigram" in page.url
    assert complaints(page) == []


def test_the_halls_score_follows_while_others_play(open_page: Callable[..., Page]) -> None:
    hall = open_page("/game?hall=true")
    hall.get_by_role("button", name="Count from now").click()
    expect(hall.get_by_text("0 names guessed")).to_be_visible()
    player = open_page("/game?against=Counted+bigram", width=390, height=844)
    for place in (1, 2):
        _asked(player, place)
        player.get_by_role("button", name="Real").tap()
        _next(player)
    expect(hall.get_by_text("2 names guessed")).to_be_visible()
    row = hall.locator(".game-bars li", has_text="Counted bigram")
    expect(row.get_by_text("of 2 names")).to_be_visible()
    assert complaints(hall) == []


def test_back_leads_to_the_page_before_however_many_guesses(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/own")
    page.wait_for_url(re.compile("list="))
    assert page.evaluate("history.length") == 2, "the link is written into the page that was opened"
    page.get_by_role("link", name="Real or made up").click()
    for place in (1, 2):
        _asked(page, place)
        page.keyboard.press("ArrowLeft")
        _next(page)
    expect(page.get_by_text("Name 3 of 10")).to_be_visible()
    page.wait_for_url(re.compile("played=[0-9]+-rr"))
    page.go_back()
    expect(page.get_by_role("heading", name="Your own names")).to_be_visible()


def test_the_stage_goes_on_with_the_pages_round_and_the_page_with_the_stages(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/game?round=7")
    _asked(page, 1)
    page.keyboard.press("ArrowLeft")
    _next(page)
    _asked(page, 2)
    name = page.locator(".game-name").inner_text()
    page.keyboard.press("f")
    stage = page.locator(".view.full")
    expect(stage.locator(".words .big")).to_have_text(name)
    page.keyboard.press("2")
    expect(stage.locator(".option").nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(stage.locator(".question")).to_have_text("Name 3 of 10")
    name = stage.locator(".words .big").inner_text()
    page.wait_for_url(re.compile("round=7.*played=7-rm"))
    page.reload()  # a tab that lost its server comes back to it, too
    expect(stage.locator(".words .big")).to_have_text(name)
    page.keyboard.press("f")
    _asked(page, 3)
    assert page.locator(".game-name").inner_text() == name
    assert complaints(page) == []
