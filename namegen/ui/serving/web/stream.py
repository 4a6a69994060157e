"""Frames pushed to an open stage over a socket of its own, and the scrubber's way back."""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
from collections import deque
from collections.abc import Hashable
from contextlib import suppress
from typing import Any, Protocol
from weakref import WeakValueDictionary

from starlette import status
from starlette.routing import WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from namegen.ui.serving.web import messages
from namegen.ui.serving.web.addresses import base

_log = logging.getLogger(__name__)

# Frames a second: as many as eyes can tell apart; as many as all stages get together, which leaves
# most of the processor to the training that they show (a frame takes 0.1 ms of it); and those that
# each stage adds, so that the largest hall still sees its run move.
_MOST, _ALTOGETHER, _EACH = 25, 1000, 3.5
_TICK = 0.005  # seconds


class Source(Protocol):
    """What a stage shows. It is asked in the server's own thread, so its answers are quick."""

    def look(self) -> tuple[Hashable, float | None]:
        """Move on to this moment: what is shown now (None: nothing yet), and in how many seconds
        to look again, if nobody calls ``wake`` before."""
        ...

    def frame(self) -> str:
        """What is shown, as JSON."""
        ...

    def take(self, message: Any) -> None:
        """What the browser has sent."""
        ...

    def leave(self) -> None:
        """The browser is gone."""
        ...


class _Line:
    """One open socket of a stage, and the moment for its next look."""

    open = 0

    def __init__(self) -> None:
        self.loop, self.changed = asyncio.get_running_loop(), asyncio.Event()
        self.looked = self._late = 0.0
        self.at = math.inf  # when it looks next, by the loop's time
        self.woken = False  # whether the next look, as soon as any could be, has been asked for
        _Line.open += 1

    def look_in(self, seconds: float) -> None:
        """Look again in so many seconds, or sooner if that has been asked for, but not so soon that
        nobody would see it; nor, where looks come late, so soon that pages would have no turn."""
        gap = max(1 / _MOST, _Line.open / (_ALTOGETHER + _EACH * _Line.open), 2 * self._late)
        at = max(self.loop.time() + seconds, self.looked + gap)
        if at < self.at:
            self.at = at
            _due.add(self)

    def looks(self) -> None:
        """It looks now: what was asked for before is done."""
        self.looked = self.loop.time()
        self._late = max(0.0, self.looked - self.at)
        self.at, self.woken = math.inf, False
        self.changed.clear()

    def close(self) -> None:
        self.at = math.inf
        _Line.open -= 1


class _Due:
    """Lines by the moment of their next look. Those of one tick share a timer: each with its own,
    timers would take a seventh of what a full hall's frames do."""

    def __init__(self) -> None:
        self._lines: dict[tuple[asyncio.AbstractEventLoop, int], list[_Line]] = {}

    def add(self, line: _Line) -> None:
        tick = line.loop, math.ceil(line.at / _TICK)
        if tick in self._lines:
            self._lines[tick].append(line)
        else:
            self._lines[tick] = [line]
            line.loop.call_at(tick[1] * _TICK, self._come, tick)

    def _come(self, tick: tuple[asyncio.AbstractEventLoop, int]) -> None:
        for line in self._lines.pop(tick):
            if line.at < (tick[1] + 0.5) * _TICK:  # or else it has looked since
                line.changed.set()


_due = _Due()


class Stream:
    """A stage's stream, known to its browser by an unguessable path on its server; it lives as long
    as the page holds it. A slow reader gets the newest frame when it is ready for one, and no
    others."""

    def __init__(self, source: Source) -> None:
        token = secrets.token_urlsafe()
        self.source = source
        self.path = ROUTE.url_path_for(ROUTE.name, token=token)
        self._line: _Line | None = None
        _streams[token] = self

    @property
    def connected(self) -> bool:
        return self._line is not None

    def wake(self) -> None:
        """Something has changed. From any thread; a hall that is woken is woken at once."""
        if (line := self._line) and not line.woken:
            line.woken = True
            _woken.lines.append(line)
            if not _woken.coming:
                _woken.coming = True
                with suppress(RuntimeError):  # the server has stopped
                    line.loop.call_soon_threadsafe(_woken.look)

    async def serve(self, socket: WebSocket, send: Send) -> None:
        """Push frames and take messages until either side closes, or a newer socket comes.

        send: what the socket sends with. Frames go there themselves, at 5 µs less of the 50 that
        one takes.
        """
        await socket.accept()
        self.wake()
        self._line = line = _Line()
        pushing = asyncio.create_task(self._push(socket, send, line))
        try:
            while True:
                self.source.take(await messages.received(socket))
                line.changed.set()
                await asyncio.sleep(messages.BETWEEN)
        except (ValueError, KeyError, RecursionError):
            with suppress(RuntimeError):
                await socket.close(status.WS_1008_POLICY_VIOLATION)
        except (WebSocketDisconnect, RuntimeError):
            pass  # the browser has closed it, or a newer socket has come
        finally:
            pushing.cancel()
            line.close()
            if self._line is line:
                self._line = None
                self.source.leave()

    async def _push(self, socket: WebSocket, send: Send, line: _Line) -> None:
        sent: Hashable = None
        try:
            while self._line is line:
                line.looks()
                shown, again = self.source.look()
                if shown is not None and shown != sent:
                    await send({"type": "websocket.send", "text": self.source.frame()})
                    sent = shown
                if again is not None:
                    line.look_in(again)
                await line.changed.wait()
            await socket.close()
        except (WebSocketDisconnect, RuntimeError, OSError):
            pass  # the browser has closed it meanwhile
        except Exception:
            _log.exception("A stage's stream could not go on")
            await socket.close(status.WS_1011_INTERNAL_ERROR)


_streams: WeakValueDictionary[str, Stream] = WeakValueDictionary()


class _Woken:
    """Lines that have been woken, and whether the server's thread has been told so."""

    def __init__(self) -> None:
        self.lines: deque[_Line] = deque()
        self.coming = False

    def look(self) -> None:
        self.coming = False  # before the lines: what is woken from here on calls again
        while self.lines:
            self.lines.popleft().look_in(0)


_woken = _Woken()


class _Answer:
    """What is asked of a stream's address."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        stream = _streams.get(socket.path_params["token"])
        if stream is None:
            await socket.close(status.WS_1008_POLICY_VIOLATION)
        else:
            await stream.serve(socket, send)


ROUTE = WebSocketRoute(base() + "/live/{token}", _Answer(), name="live")
"""Where browsers open their streams. Those of other sites are refused before (``addresses``)."""
