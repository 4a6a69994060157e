"""A tab of the Train page in a test, and what tests of a whole server need besides."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from tests.load import scenarios
from tests.load.client import Session
from tests.load.server import Server

PATIENCE = 60.0
"""A test waits so long for what should take a moment: machines differ."""

Result = TypeVar("Result")


def run(visit: Coroutine[Any, Any, Result]) -> Result:
    """In a thread of its own: a browser that other tests have open runs an event loop in this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visit).result()


class Tab(Session):
    """A tab of the Train page that keeps the frames of the live stage."""

    def __init__(
        self, server: scenarios.HasUrl, headers: dict[str, str] | None = None, **query: Any
    ) -> None:
        super().__init__(scenarios.link(server, **query), self._saw, headers)
        self.frames: list[dict[str, Any]] = []

    @property
    def frame(self) -> dict[str, Any]:
        return self.frames[-1] if self.frames else {"epoch": -1, "note": ""}

    async def open(self) -> None:
        await self.connect()
        await self.wait_for(lambda: self.page.has("Play") and bool(self.frames), PATIENCE)

    async def play_to(self, epoch: int) -> None:
        await self.click("Play")
        await self.wait_for(lambda: self.frame["epoch"] >= epoch, PATIENCE)

    def _saw(self, component: str, data: dict[str, Any], at: float) -> None:
        if isinstance(data, dict) and "frame" in data:
            self.frames.append(data["frame"])


async def share_of_cpu(server: Server, seconds: float) -> float:
    """The share of a core that the server takes for so long from now on."""
    before, since = server.cpu(), time.perf_counter()
    await asyncio.sleep(seconds)
    return (server.cpu() - before) / (time.perf_counter() - since)


async def status(server: Server) -> dict[str, float]:
    """What the page /status shows."""
    async with Session(f"{server.url}/status") as tab:
        await tab.wait_for(lambda: status_line(tab) != "", PATIENCE)
        return {k: float(v) for k, v in (line.split("=") for line in status_line(tab).split())}


def status_line(tab: Session) -> str:
    """The one line of the page /status, or nothing before it is there."""
    shown = [node.content.code_text for node in tab.page.nodes.values() if node.kind == "code"]
    return shown[0] if shown else ""


def said(tab: Session) -> str:
    """The notes and errors that stand on the page."""
    return " ".join(n.content.body for n in list(tab.page.nodes.values()) if n.kind == "alert")
