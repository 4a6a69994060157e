"""A real server and a real Chromium; without one, tests are skipped unless required."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.load.server import Server

# A test waits so long for what should take a moment: machines differ.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--process-per-site",
    # A page is here for seconds: without what makes scripts faster in time it takes a sixth less.
    "--js-flags=--no-turbofan,--no-maglev,--no-script-streaming",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium() -> str | None:
    """Where this machine has it. The one without a window first: a test takes a fifth less."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium():
        if os.environ.get("NAMEGEN_BROWSER_TESTS") == "required":
            pytest.fail("Browser tests are required here, but there is no Chromium.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the app on the bundled given names."""
    with Server(cores=None, env={"NAMEGEN_LIST": "given"}, fresh=False) as server:
        yield server.url


@pytest.fixture(scope="session")
def contexts(browser: Browser, server: str) -> Callable[[bool], BrowserContext]:
    """The context of computers, and that of phones. Tests share them, since one that is new reads
    and compiles all of Streamlit's scripts again: 3.0 s of a processor for a page, and not 0.9.

    Each keeps one page of the server's open, so that all pages of that site are of one process,
    which a page that closes would end with all that it has compiled: a fifth of what a page costs.
    """

    @cache
    def of(phone: bool) -> BrowserContext:
        context = browser.new_context(has_touch=phone, is_mobile=phone)
        # It keeps the window, too: Chromium's own pages in a new one take 0.8 s.
        context.new_page().goto(f"{server}/_stcore/health")
        return context

    return of


@pytest.fixture
def open_page(
    contexts: Callable[[bool], BrowserContext], server: str
) -> Iterator[Callable[..., Page]]:
    """Open a path of the app at a width and in a theme.

    No script of a page may fail, and none may ask another host for anything.
    """
    pages: list[Page] = []
    failed: list[str] = []

    def open_(path: str = "/", width: int = 1280, height: int = 800, theme: str = "light") -> Page:
        page = contexts(min(width, height) < 600).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda asked: failed.extend(_foreign(asked.url, server)))
        page.on("pageerror", lambda error: failed.append(error.stack or error.message))
        page.on("console", lambda said: failed.extend(_errors(said)))
        # Nobody waits six seconds for each run, unless a test asks how it plays.
        hurry = "" if "speed=" in path else f"{'&' if '?' in path else '?'}speed=most"
        page.goto(server + path + hurry)
        page.get_by_role("heading", level=1).first.wait_for()
        return page

    yield open_
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
    assert failed == []


def _foreign(url: str, server: str) -> list[str]:
    """A request to another host: there is to be none."""
    own = (server, server.replace("http", "ws", 1), "data:", "blob:")
    return [] if url.startswith(own) else [url]


def _errors(said: ConsoleMessage) -> list[str]:
    """What is logged as an error; at a page's address Streamlit looks in vain for its server."""
    tried = said.location.get("url", "").endswith(("/_stcore/health", "/_stcore/host-config"))
    return [said.text] if said.type == "error" and not tried else []


def drawn(page: Page, board: str, chart: str) -> None:
    """Wait until a board's chart is drawn and rests: while it is out of sight, it is not drawn."""
    page.wait_for_function(
        f"""() => {{
            const board = {board};
            const chart = board?.charts.{chart};
            chart?.canvas.scrollIntoView({{ block: "nearest" }});
            return board?.frame && !board.waiting && !chart.dirty;
        }}"""
    )


def settled(page: Page) -> None:
    """Wait until the page's script has run and its charts are drawn."""
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]');
            const state = app?.getAttribute('data-test-script-state');
            const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
            return state !== 'running' && state !== 'initial'
                && document.querySelector('[data-testid="stSkeleton"]') === null
                && charts.every((chart) => chart.querySelector('.main-svg'));
        }"""
    )
    page.wait_for_timeout(300)


def covers(one: Locator, other: Locator) -> bool:
    """Whether they overlap."""
    a, b = one.bounding_box(), other.bounding_box()
    assert a is not None
    assert b is not None
    return all(
        a[at] < b[at] + b[long] and b[at] < a[at] + a[long]
        for at, long in (("x", "width"), ("y", "height"))
    )


def live_stage(page: Page) -> Locator:
    """What a training is shown on."""
    return page.get_by_role("group", name="Training, live")


def stage_of(page: Page) -> Locator:
    """The live stage, with a loss on it."""
    stage = live_stage(page)
    expect(stage).to_have_attribute("data-loss", re.compile(r"\d"))
    return stage


def at_rest(page: Page, epoch: int) -> Locator:
    """The live stage of a page that has come to rest at an epoch, and says so everywhere."""
    stage = stage_of(page)
    expect(stage).to_have_attribute("data-epoch", str(epoch))
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.wait_for_function(
        f"""() => Object.values(namegenStages).some((room) =>
            room.stage && !room.page.playing && room.page.epoch === {epoch})"""
    )
    settled(page)
    return stage


def complaints(page: Page) -> list[str]:
    """What the page says has gone wrong."""
    boxes = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    return boxes.all_inner_texts()
