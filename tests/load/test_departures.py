"""What a session brought is gone soon after its end."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import psutil
import pytest

from tests.load.client import Session
from tests.load.page import Node, component_data
from tests.load.server import Server
from tests.load.tab import PATIENCE, run, status

_SOON = 30.0  # seconds: 10 on a machine at rest, and a busy one has three times as long
_NAMES = "\n".join(a + b + c for a in "bcdfgh" for b in "aeiou" for c in map(chr, range(97, 123)))


async def _come_and_go(server: Server, tabs: int) -> None:
    """Tabs that each bring a list, are open together, and close as browsers do, which say so."""
    opened = [Session(f"{server.url}/own") for _ in range(tabs)]
    for number, tab in enumerate(opened):
        await tab.connect()
        await tab.run(PATIENCE)
        await tab.set("Paste names", _NAMES + "\n" + "x" * (number + 1))
        await tab.run(PATIENCE)
    assert (await status(server))["own_lists_mb"] > 0
    for tab in opened:
        await tab.close()
        await asyncio.to_thread(_say_that_it_closes, server, tab)


def _coming_back(tab: Session) -> Node:
    nodes = [node for node in tab.page.nodes.values() if node.kind == "bidi_component"]
    return next(node for node in nodes if node.content.component_name.endswith("_back"))


def _say_that_it_closes(server: Server, tab: Session) -> None:
    path = component_data(_coming_back(tab))["path"]
    try:
        urllib.request.urlopen(urllib.request.Request(server.url + path, method="POST"))
    except urllib.error.HTTPError as gone:
        assert gone.code == 410


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(env={"NAMEGEN_LIST": "given"}, fresh=False) as server:
        yield server


def test_lists_and_descriptors_of_tabs_that_closed_are_gone_soon_after(server: Server) -> None:
    process = server.process
    soft, hard = process.rlimit(psutil.RLIMIT_NOFILE)
    assert soft == hard, "as many tabs as the system has room for"
    run(status(server))
    before = process.num_fds()
    run(_come_and_go(server, 12))
    end = time.monotonic() + _SOON
    while time.monotonic() < end and run(status(server))["own_lists_mb"]:
        time.sleep(0.5)
    assert run(status(server))["own_lists_mb"] == 0
    # A session has three. Some are the server's own: by them it lets go of the others.
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.num_fds() > before + 3 * 3:
        time.sleep(0.5)
    assert process.num_fds() <= before + 3 * 3
    assert server.faults() == 0, server.log()


async def _open_and_close(server: Server, tabs: int) -> None:
    """Tabs that close before they have asked for a page."""
    opened = [Session(f"{server.url}/count") for _ in range(tabs)]
    for tab in opened:
        await tab.connect()
    for tab in opened:
        await tab.drop()


def test_tabs_that_never_ran_a_page_leave_no_descriptors(server: Server) -> None:
    process = server.process
    before = process.num_fds()
    run(_open_and_close(server, 20))
    assert process.num_fds() >= before + 20
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.num_fds() > before + 3 * 3:
        time.sleep(0.5)
    assert process.num_fds() <= before + 3 * 3


async def _lose_and_come_back(server: Server) -> tuple[list[str], list[str]]:
    """The lists that a tab offers, before it loses its session and afterwards."""
    async with Session(f"{server.url}/own") as tab:
        await tab.run(PATIENCE)
        await tab.set("Paste names", _NAMES)
        await tab.run(PATIENCE)
        before, session = list(tab.page.find("List of names").content.options), tab.id
        await tab.drop()
        end = time.monotonic() + PATIENCE
        while tab.id == session and time.monotonic() < end:
            await asyncio.sleep(2.0)
            await tab.connect()
            node = _coming_back(tab)
            back = "back", [component_data(node)["path"], {}]
            await tab.rerun(asked=node.content.id, event=back)
            await tab.run(PATIENCE)
            if tab.id == session:
                await tab.drop()
        assert tab.id != session
        return before, list(tab.page.find("List of names").content.options)


def test_who_comes_back_to_another_session_finds_the_list_of_their_own() -> None:
    options = ["--server.disconnectedSessionTTL", "1"]
    with Server(env={"NAMEGEN_LIST": "given"}, options=options, fresh=False) as server:
        before, after = run(_lose_and_come_back(server))
        assert before[-1] == "Your own: a pasted list"
        assert after == before
        assert server.faults() == 0, server.log()


async def _come_after_a_restart(server: Server) -> tuple[list[str], list[str]]:
    """What a page says and its lists, before and after the tab brings the list that it has kept."""
    async with Session(f"{server.url}/own") as tab:
        await tab.run(PATIENCE)
        await tab.set("Paste names", _NAMES)
        await tab.run(PATIENCE)
        kept = component_data(_coming_back(tab))["own"]
    async with Session(f"{server.url}/count?list=own&model=network") as tab:
        await tab.run(PATIENCE)
        node = _coming_back(tab)
        assert component_data(node)["lacksOwn"]
        before = list(tab.page.find("List of names").content.options)
        await tab.rerun(asked=node.content.id, event=("own", kept))
        await tab.run(PATIENCE)
        return before, list(tab.page.find("List of names").content.options)


def test_a_list_of_ones_own_comes_back_from_the_tab_to_any_page_of_another_server(
    server: Server,
) -> None:
    before, after = run(_come_after_a_restart(server))
    assert after == [*before, "Your own: a pasted list"]
    assert server.faults() == 0, server.log()
