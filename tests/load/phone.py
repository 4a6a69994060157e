"""A phone, a stage or a presenter's window in a hall, without a browser."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

_AGAIN = 1.0  # seconds until a lost line is tried again

Known = dict[str, Any]


class Guest:
    """One end of a hall's line; it opens a lost one again, as view.js does.

    Attributes:
        known: the newest of all that it has been told.
        errors: what it has been refused with.
        lost: how often its line was cut.
    """

    def __init__(self, server: str, code: str, **hello: Any) -> None:
        """server: the address of a server, or what stands before several. hello: who this is."""
        self.address = f"{server.replace('http', 'ws', 1)}/hall/{code}"
        self.hello, self.known = hello, {}
        self.errors: list[str] = []
        self.lost = 0
        self._socket: ClientConnection | None = None
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def close(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def send(self, **message: Any) -> None:
        assert self._socket
        await self._socket.send(json.dumps(message))

    async def until(self, true: Callable[[Known], Any], patience: float = 60.0) -> float:
        """Wait until something is true of what is known; when that was (``time.perf_counter``)."""
        async with asyncio.timeout(patience):
            while not true(self.known):
                self._news.clear()
                await self._news.wait()
        return time.perf_counter()

    async def _read(self) -> None:
        while not self.errors:
            try:
                async with connect(self.address, proxy=None) as self._socket:
                    await self.send(**self.hello)
                    async for text in self._socket:
                        self._take(json.loads(text))
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                self.lost += 1
            await asyncio.sleep(_AGAIN)

    def _take(self, said: Known) -> None:
        self.known |= said
        if "error" in said:
            self.errors.append(said["error"])
        self._news.set()


def page(known: Known) -> str:
    """Whose picture is shown."""
    return (known.get("scene") or {}).get("page", "")


def epoch(known: Known) -> int:
    """Which epoch is shown; -1 without one."""
    return (known.get("frame") or {}).get("epoch", -1)
