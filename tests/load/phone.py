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
    """One end of a hall's line; it opens a lost one again, as view.js does, and says what it knew.

    Attributes:
        known: the newest of all that it has been told on the line that is open.
        errors: what it has been refused with for good.
        lost: how often its line was cut.
    """

    def __init__(self, server: str, code: str, cookie: str = "", **hello: Any) -> None:
        """server: the address of a server, or what stands before several. hello: who this is."""
        self._headers = {"Cookie": cookie} if cookie else {}
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
        try:
            async with asyncio.timeout(patience):
                while not true(self.known):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise TimeoutError(f"Still, after {self.lost} cuts: {str(self.known)[:600]}") from error
        return time.perf_counter()

    async def _read(self) -> None:
        while not self.errors:
            try:
                line = connect(self.address, additional_headers=self._headers, proxy=None)
                async with line as self._socket:
                    await self.send(**self.hello)
                    async for text in self._socket:
                        self._take(json.loads(text))
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                self.lost += 1
            self.known = {}
            self._news.set()
            await asyncio.sleep(_AGAIN)

    def _take(self, said: Known) -> None:
        self.known |= said
        if "error" in said and not said["again"]:
            self.errors.append(said["error"])
        if said.get("me"):
            self.hello["pass"] = said["me"]["pass"]
        if "lead" in self.hello and self.known.get("scene"):
            scene = self.known["scene"]
            at = max(0, epoch(self.known))
            self.hello["at"] = [scene["step"], scene["phase"], at, scene["turn"]]
            self.hello["talk"] = self.known["lead"]["talk"]
        self._news.set()


def page(known: Known) -> str:
    """Whose picture is shown."""
    return (known.get("scene") or {}).get("page", "")


def epoch(known: Known) -> int:
    """Which epoch is shown; -1 without one."""
    return (known.get("frame") or {}).get("epoch", -1)
