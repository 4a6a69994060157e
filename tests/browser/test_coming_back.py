"""Tabs that nobody touches come back by themselves to where they were."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE, settled
from tests.browser.line import Line
from tests.browser.tabs import SESSION, Tabs
from tests.load.server import Server

_ENV = {"NAMEGEN_LIST": "given"}
# A tab hears its server so late that it asks once more.
_FAR = """
  const { addEventListener } = WebSocket.prototype;
  WebSocket.prototype.addEventListener = function (type, hear, ...more) {
    const late = (event) => setTimeout(() => hear(event), 3500);
    return addEventListener.call(this, type, type === "message" ? late : hear, ...more);
  };
"""
_NAMES_THEN_SEARCH = """title = "What phones send"
[[steps]]
page = "own"
press = "names"
say = "Send me a name."
[[steps]]
page = "search"
press = "search"
say = "Find better settings."
"""
# A phone hears that its server has nothing of it: what it says then, after its name was struck.
_STRUCK = """() => {
    const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
    const view = roots.find((root) => root?.namegen?.socket).namegen;
    const said = [];
    view.send = (message) => said.push(Object.keys(message)[0]);
    for (const lost of [{ struck: true }, { sent: "", found: null }])
        view.take({ me: { ...view.me, ...lost } });
    return said;
}"""


@pytest.fixture
def with_own_list(contexts: Callable[[bool], BrowserContext]) -> Iterator[Page]:
    """A tab that has a list of its own, about to open a page."""
    packed = b64encode(zlib.compress("asha\nbenoît\nchloé\ndmitri".encode())).decode()
    kept = json.dumps(["few", packed, False, {}])
    page = contexts(False).new_page()
    page.add_init_script(f"sessionStorage.setItem('namegen-own', '{kept}')")
    yield page
    page.close()


def test_after_a_sleep_that_ended_the_session_and_after_a_restart_all_is_as_it_was(
    contexts: Callable[[bool], BrowserContext],
) -> None:
    # What a line that is cut for over two minutes does, in a second.
    short = ["--server.disconnectedSessionTTL", "1"]
    with (
        Server(cores=None, env=_ENV, options=short, fresh=False) as mortal,
        Line(mortal.port) as line,
    ):
        tabs = Tabs(contexts(False), line.url, PATIENCE)
        line.cut()
        tabs.wait(5)
        line.mend()
        tabs.until_back()
        tabs.check()
        assert mortal.faults() == 0, mortal.log()
        mortal.kill()
        with Server(cores=None, port=mortal.port, env=_ENV, fresh=False) as risen:
            tabs.until_back()
            tabs.check()
            assert risen.faults() == 0, risen.log()
        tabs.close()


def test_the_page_of_a_list_that_was_read_comes_back_from_a_restart_without_a_fault(
    contexts: Callable[[bool], BrowserContext],
) -> None:
    page = contexts(False).new_page()
    with Server(cores=None, env=_ENV, fresh=False) as mortal:
        page.goto(f"{mortal.url}/own")
        page.get_by_label("Paste names").fill("asha\nbenoît\nchloé\ndmitri")
        page.get_by_role("button", name="Read these names").click()
        page.get_by_text("4 names read.").wait_for()
        page.evaluate("window.session = " + SESSION)
        mortal.kill()
        with Server(cores=None, port=mortal.port, env=_ENV, fresh=False):
            page.wait_for_function("() => window.session !== " + SESSION)
            expect(page.get_by_text("Every page uses this list now.")).to_be_visible()
            settled(page)
            expect(page.get_by_text("Error")).to_have_count(0)
    page.close()


def test_what_a_phone_has_sent_is_told_to_a_server_that_was_started_anew(
    contexts: Callable[[bool], BrowserContext], tmp_path: Path
) -> None:
    talk = tmp_path / "talk.toml"
    talk.write_text(_NAMES_THEN_SEARCH, "utf-8")
    env = {**_ENV, "NAMEGEN_TALK": str(talk)}
    stage, phone = (contexts(of_phone).new_page() for of_phone in (False, True))
    shown, result = stage.locator(".view .words"), phone.locator(".view output")
    with Server(cores=None, env=env, fresh=False) as mortal:
        stage.goto(f"{mortal.url}/stage")
        stage.get_by_role("button", name="Start a hall").click()
        expect(stage.locator(".view")).to_have_attribute("data-page", "own")
        code = stage.locator(".view .status").inner_text().split(" ")[0]
        phone.goto(f"{mortal.url}/stage?join={code}")
        phone.get_by_label("A name for this hall").fill("Zoë")
        phone.get_by_role("button", name="Send").click()
        expect(shown).to_contain_text("zoë")
        stage.keyboard.press("PageDown")
        phone.get_by_role("button", name="Train").click()
        expect(result).to_contain_text("Loss")
        expect(shown).to_contain_text("Best")
        found = shown.inner_text()
        mortal.kill()
        with Server(cores=None, port=mortal.port, env=env, fresh=False):
            phone.locator(".said").get_by_text("The line is lost").wait_for()
            expect(phone.locator(".said")).to_have_text("")
            expect(shown).to_have_text(found, use_inner_text=True)
            stage.keyboard.press("PageUp")
            expect(shown).to_contain_text("zoë")
            assert phone.evaluate(_STRUCK) == ["try"]
    for page in (stage, phone):
        page.close()


def test_a_link_of_a_list_that_the_browser_does_not_have_becomes_one_of_the_list_shown(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count?list=own")
    expect(page.get_by_text("Your own list was not kept")).to_be_visible()
    expect(page).to_have_url(re.compile("list=given"))


def test_a_list_that_has_come_stays_whatever_its_tab_said_before_it_heard_of_it(
    with_own_list: Page, server: str
) -> None:
    page = with_own_list
    page.add_init_script(_FAR)
    page.goto(f"{server}/count?list=own")
    own = page.get_by_text("The list “few”")
    expect(own).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(4000)  # until it has heard what came of the second time
    expect(own).to_be_visible()
    expect(page).to_have_url(re.compile("list=own"))


def test_a_reload_forgets_no_guess_and_asks_nothing_again_but_of_another_list(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/network")
    page.get_by_role("button", name="Another one, just as good").click()
    guessed = page.get_by_text("You guessed “Another one, just as good”")
    expect(guessed).to_be_visible()
    page.wait_for_function("sessionStorage['namegen-answers']?.includes('Another one')")
    page.reload()
    expect(guessed).to_be_visible()
    page.goto(page.url.split("&answered=")[0])
    expect(guessed).to_be_visible()
    page.goto(page.url.split("?")[0] + "?list=surnames")
    expect(page.get_by_role("button", name="Another one, just as good")).to_be_visible()
    page.wait_for_timeout(2000)  # as long as the tab would take to bring a guess
    expect(page.get_by_role("button", name="Another one, just as good")).to_be_visible()


def test_a_stage_that_is_loaded_again_is_of_the_list_that_its_tab_has(
    with_own_list: Page, server: str
) -> None:
    page = with_own_list
    shown: list[str] = []

    def hear(line: str) -> None:
        shown.append(line)

    page.expose_function("shown", hear)
    page.add_init_script(
        """setInterval(() => document.querySelectorAll("*").forEach((one) => {
          const line = one.shadowRoot?.querySelector(".view.full .line")?.textContent;
          if (line) shown(line);
        }), 50)"""
    )
    page.goto(f"{server}/count?list=own&stage=1")
    expect(page.get_by_text("4 names, ")).to_be_visible(timeout=PATIENCE)
    assert all(line.startswith("4 names, ") for line in shown), "no other list is seen before"
