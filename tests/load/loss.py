"""Tabs in a real browser that lose their line or their server: how soon each is back, as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS, chromium
from tests.browser.line import Line
from tests.browser.tabs import Tabs
from tests.load.nginx import PROGRAM, Nginx
from tests.load.server import Server

_PATIENCE = 60_000  # ms


def measure(seconds: float, names: str) -> list[dict[str, Any]]:
    """A line that is cut for so long, a server that is killed and started again, and one of two
    behind nginx that is killed; a line of figures each. What is not as it was raises."""
    env = {"NAMEGEN_LIST": names, "STREAMLIT_SERVER_COOKIE_SECRET": "of the tabs"}
    rows = [_cut(seconds, env), _restarted(env), *([_one_of_two(env)] if PROGRAM else [])]
    width = max(len(row["lost"]) for row in rows)
    columns = [name for name in rows[0] if name != "lost"]
    print(
        f"\nSeconds until a tab that nobody touches is as it was\n{'':{width}}", *columns, sep="  "
    )
    for row in rows:
        cells = (f"{row[name]:>{len(name)}.1f}" for name in columns)
        print(f"{row['lost']:{width}}", *cells, sep="  ", flush=True)
    return rows


def _cut(seconds: float, env: dict[str, str]) -> dict[str, Any]:
    with Server(env=env) as server, Line(server.port) as line, _opened(line.url) as (_, tabs):
        line.cut()
        tabs.wait(seconds)
        line.mend()
        return _back(tabs, f"line cut for {seconds:g} s")


def _restarted(env: dict[str, str]) -> dict[str, Any]:
    with Server(env=env) as server, _opened(server.url) as (_, tabs):
        server.kill()
        with Server(port=server.port, env=env):
            return _back(tabs, "server restarted")


def _one_of_two(env: dict[str, str]) -> dict[str, Any]:
    with (
        Server(env=env) as one,
        Server(env=env) as other,
        Nginx([one, other]) as front,
        _opened(front.url) as (context, tabs),
    ):
        cookies = "; ".join(f"{it['name']}={it['value']}" for it in context.cookies())
        theirs, _ = front.get(cookies)
        (one if theirs.endswith(f":{one.port}") else other).kill()
        return _back(tabs, "one of two servers killed")


@contextmanager
def _opened(url: str) -> Iterator[tuple[BrowserContext, Tabs]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        context = browser.new_context()
        yield context, Tabs(context, url, _PATIENCE)
        browser.close()


def _back(tabs: Tabs, lost: str) -> dict[str, Any]:
    took = tabs.until_back()
    tabs.check()
    return {"lost": lost, **took}
