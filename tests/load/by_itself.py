"""What a page does by itself in a browser: fragments and waits look, a stage has its socket."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tests.load.page import Node
from tests.load.stage import Stage

if TYPE_CHECKING:
    from tests.load.client import Session

_LOOK = 0.5  # seconds between two looks of a page that waits


class ByItself:
    """It acts for one tab, until it is stopped."""

    def __init__(self, tab: Session) -> None:
        self._tab = tab
        self._timers: dict[str, tuple[float, asyncio.Task[None]]] = {}
        self.stage: Stage | None = None
        self._feed: Node | None = None

    @property
    def has_timers(self) -> bool:
        return bool(self._timers)

    def every(self, fragment: str, interval: float) -> None:
        """Run a fragment again and again."""
        before, task = self._timers.get(fragment, (0.0, None))
        if before == interval:
            return
        if task:
            task.cancel()
        ticking = asyncio.create_task(self._tick(fragment, interval))
        self._timers[fragment] = interval, ticking

    def stop(self, fragments: Collection[str] | None = None) -> None:
        """Let these fragments rest, or all."""
        for fragment in list(self._timers) if fragments is None else fragments:
            if fragment in self._timers:
                self._timers.pop(fragment)[1].cancel()

    async def report(self, node: Node, data: dict[str, Any]) -> None:
        """A component has come, with its data."""
        waits = node.content.component_name.endswith("_waiting")
        if waits and node.fragment not in self._timers:
            self._timers[node.fragment] = _LOOK, asyncio.create_task(self._look(node))
        if data.keys() == {"stage", "path"}:
            await self._open_stage(data["path"])
        if "frame" in data:
            self._feed, self._tab.page.frame = node, data["frame"]
            if self.stage:
                self.stage.page = data["frame"]

    def connected(self) -> None:
        """The tab has a connection again."""
        if self.stage:
            self.stage.find()

    async def lose(self) -> None:
        """The tab has lost its connection."""
        if self.stage:
            await self.stage.lose()

    async def close_stage(self) -> None:
        if self.stage:
            await self.stage.close()
        self.stage = None

    async def _open_stage(self, path: str) -> None:
        tab = self._tab
        address = tab.stream.replace("/_stcore/stream", path)
        if self.stage and self.stage.address == address:
            return
        await self.close_stage()
        self.stage = Stage(address, tab.origin, tab.saw_frame, self._ask)
        self.stage.page = tab.page.frame  # what the page drew before its stage

    async def say(self, message: dict[str, Any]) -> None:
        """Press or move something on the stage: its socket takes it, or else the page."""
        if not (self.stage and await self.stage.say(message)) and self._feed:
            event = "said", message
            await self._tab.rerun(self._feed.fragment, asked=self._feed.content.id, event=event)

    async def _ask(self) -> None:
        if self._feed:
            await self._tab.rerun(self._feed.fragment, asked=self._feed.content.id)

    async def _tick(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await self._tab.rerun(fragment, auto=True)

    async def _look(self, node: Node) -> None:
        """A page that waits, as where no socket can be had."""
        while True:
            await asyncio.sleep(_LOOK)
            await self._tab.rerun(node.fragment, asked=node.content.id, event=("look", 1))
