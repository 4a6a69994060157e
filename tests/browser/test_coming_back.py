"""Tabs that nobody touches come back by themselves to where they were."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.line import Line
from tests.browser.tabs import Tabs
from tests.load.server import Server

_ENV = {"NAMEGEN_LIST": "given"}


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


def test_a_link_of_a_list_that_the_browser_does_not_have_becomes_one_of_the_list_shown(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count?list=own")
    expect(page.get_by_text("Your own list was not kept")).to_be_visible()
    expect(page).to_have_url(re.compile("list=given"))
