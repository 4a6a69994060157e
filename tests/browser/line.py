"""A line to a server that can be cut: a phone that sleeps, or a hall whose network is down."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress


class Line:
    """``with Line(port) as line:`` a proxy at ``line.url``. Cut, it ends what is open and takes
    nothing on, until it is mended."""

    def __init__(self, port: int) -> None:
        self._port, self._is_cut = port, False
        self._ends: set[asyncio.StreamWriter] = set()
        self._stands = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self) -> Line:
        self._thread.start()
        self._stands.wait()
        return self

    def __exit__(self, *exc: object) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def cut(self) -> None:
        self._is_cut = True
        self._loop.call_soon_threadsafe(lambda: [end.transport.abort() for end in self._ends])

    def mend(self) -> None:
        self._is_cut = False

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._stands.set()
        await self._over.wait()
        server.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self._port)
        ends = {writer, to_server}
        self._ends |= ends
        await asyncio.gather(_pass(reader, to_server), _pass(from_server, writer))
        self._ends -= ends


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    writer.close()
