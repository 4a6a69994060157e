"""A tab at rest whose server was restarted comes back by itself to where it was."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE, at_rest, complaints, settled
from tests.load.server import Server, free_port

_SESSION = """[...document.querySelectorAll("*")].find((it) => it.namegen?.back)?.namegen.path"""
_ENV = {"NAMEGEN_LIST": "given"}


@pytest.fixture
def mortal() -> Iterator[Server]:
    with Server(port=free_port(), env=_ENV) as server:
        yield server


def _opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.get_by_role("heading", level=1).first.wait_for()
    settled(page)
    return page


def test_after_a_restart_a_round_a_question_and_an_epoch_are_as_they_were(
    contexts: Callable[[bool], BrowserContext], mortal: Server
) -> None:
    context = contexts(False)
    game = _opened(context, f"{mortal.url}/game?against=Counted+bigram")
    for place in (2, 3):
        game.get_by_role("button", name="Real").click()
        on = game.locator(".st-key-game-next button")
        expect(on).to_be_enabled()
        on.click()
        expect(game.get_by_text(f"Name {place} of 10")).to_be_visible()
    name = game.locator(".game-name").inner_text()
    count = _opened(context, f"{mortal.url}/count")
    count.get_by_role("button", name="Just show me").click()
    count.get_by_role("tab", name="Draw a name").click()
    count.get_by_role("button", name="Next letter").wait_for()
    settled(count)
    train = _opened(context, f"{mortal.url}/train?epochs=3&seed=5")
    train.get_by_role("button", name="Play", exact=True).click()
    loss = at_rest(train, 3).get_attribute("data-loss")

    own = _opened(context, f"{mortal.url}/own")
    own.get_by_label("Paste names").fill("asha\nbenoît\nchloé\ndmitri")
    own.get_by_role("button", name="Read these names").click()
    own.get_by_role("link", name="Count its letters").click()
    own.get_by_role("heading", level=1, name="Count").wait_for()
    settled(own)

    before = {page: page.evaluate(_SESSION) for page in (game, count, train, own)}
    mortal._process.send_signal(signal.SIGKILL)
    with Server(port=mortal.port, env=_ENV):
        for page in (game, count, train, own):
            # Nobody has touched it: its component has asked the new server for a run of its page.
            page.wait_for_function(f"(before) => {_SESSION} !== before", arg=before[page])
            settled(page)
        expect(own.get_by_text("The list “a pasted list”")).to_be_visible()
        assert game.locator(".game-name").inner_text() == name
        expect(game.locator(".game-marks .right, .game-marks .wrong")).to_have_count(2)
        assert at_rest(train, 3).get_attribute("data-loss") == loss
        count.get_by_role("tab", name="Draw a name").click()
        count.get_by_role("button", name="Next letter").click()
        expect(count.locator(".count-list ol li").first).to_be_visible()
        for page in (game, count, train, own):
            assert complaints(page) == []
    for page in before:
        page.close()
