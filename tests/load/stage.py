"""A stage's own socket without a browser, as live/line.js has it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.protocol import State

_AGAIN, _STILL = 3.0, 0.3

BUTTONS = {"Play": "play", "Pause": "pause", "Step": "step", "Reset": "reset", "New seed": "seed"}
"""The buttons of a stage, and what each of them says to the server."""

OnFrame = Callable[[dict[str, Any]], Awaitable[None]]


class Stage:
    """One open stage: it takes frames until it is closed, and opens a lost socket again.

    Attributes:
        page: what the page itself has shown last.
        frame: the newest frame of the socket.
    """

    def __init__(
        self, address: str, origin: str, saw: OnFrame, ask: Callable[[], Awaitable[None]]
    ) -> None:
        """address: ``ws://host:port/live/token``. ask: have the page run."""
        self.address, self._origin, self._saw, self._ask = address, origin, saw, ask
        self.page: dict[str, Any] = {}
        self.frame: dict[str, Any] = {}
        self._socket: ClientConnection | None = None
        self._resting: asyncio.Task[None] | None = None
        self._reader = asyncio.create_task(self._read())

    async def close(self) -> None:
        for task in (self._resting, self._reader):
            if task:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def lose(self) -> None:
        """The network is gone: nothing is said to the server."""
        if self._socket and self._socket.transport:
            self._socket.transport.abort()
        await self.close()

    async def say(self, message: dict[str, Any]) -> bool:
        """Send what a hand has done; whether there was a socket to take it."""
        if not self._socket or self._socket.state is not State.OPEN:
            return False
        await self._socket.send(json.dumps(message))
        return True

    def find(self) -> None:
        """The network is there again."""
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while True:
            try:
                async with connect(
                    self.address, origin=self._origin, ping_interval=None, proxy=None
                ) as socket:
                    self._socket = socket
                    async for text in socket:
                        await self._take(json.loads(text))
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                pass
            await asyncio.sleep(_AGAIN)

    async def _take(self, said: dict[str, Any]) -> None:
        if "frame" not in said:  # only the page can begin what is wanted now
            return await self._ask()
        self.frame = said["frame"]
        await self._saw(self.frame)
        if self._resting:
            self._resting.cancel()
        if not self.frame["playing"]:
            self._resting = asyncio.create_task(self._rest(_STILL + said["after"]))

    async def _rest(self, seconds: float) -> None:
        """What stands still is shown by the whole page, unless that has drawn it already."""
        await asyncio.sleep(seconds)
        drawn = [self.page.get(name) for name in ("playing", "epoch", "run")]
        if drawn != [False, self.frame["epoch"], self.frame["run"]]:
            await self._ask()
