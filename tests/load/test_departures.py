"""What a session brought is gone soon after its end."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request

import psutil

from tests.load.client import Session
from tests.load.page import component_data
from tests.load.server import Server
from tests.load.tab import PATIENCE, run, status

_SOON = 10.0  # seconds
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


def _say_that_it_closes(server: Server, tab: Session) -> None:
    nodes = [node for node in tab.page.nodes.values() if node.kind == "bidi_component"]
    data = next(component_data(n) for n in nodes if n.content.component_name.endswith("_back"))
    try:
        urllib.request.urlopen(urllib.request.Request(server.url + data[0], method="POST"))
    except urllib.error.HTTPError as gone:
        assert gone.code == 410


def test_lists_and_descriptors_of_tabs_that_closed_are_gone_soon_after() -> None:
    with Server(env={"NAMEGEN_LIST": "given"}) as server:
        process = psutil.Process(server._process.pid)
        soft, hard = process.rlimit(psutil.RLIMIT_NOFILE)
        assert soft == hard, "as many tabs as the system has room for"
        run(status(server))
        before = process.num_fds()
        run(_come_and_go(server, 12))
        end = time.monotonic() + _SOON
        while time.monotonic() < end and run(status(server))["own_lists_mb"]:
            time.sleep(0.5)
        assert run(status(server))["own_lists_mb"] == 0
        time.sleep(1.0)
        # Three for each tab of a session that is still kept: those that just asked for the status.
        assert process.num_fds() < before + 3 * 12
        assert server.faults() == 0, server.log()
