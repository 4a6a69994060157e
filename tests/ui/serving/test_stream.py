"""A stage's stream: the newest frame, to the one browser that knows its path."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from namegen.ui.serving.web.addresses import OwnPagesOnly
from namegen.ui.serving.web.stream import ROUTE, Stream
from tests.load.tab import run

APP = Starlette(routes=[ROUTE], middleware=[Middleware(OwnPagesOnly)])


class Counter:
    """A source that shows a number."""

    def __init__(self) -> None:
        self.number, self.left = 0, False
        self.stream = Stream(self)

    def look(self) -> tuple[int, None]:
        return self.number, None

    def frame(self) -> str:
        return str(self.number)

    def take(self, message: Any) -> None:
        if not isinstance(message, int):
            raise ValueError("A number is needed")
        self.number = message

    def leave(self) -> None:
        self.left = True


class Browser:
    """One socket, spoken as a server hears it."""

    def __init__(
        self, source: Counter, origin: str | None = None, room: int = 0, path: str = ""
    ) -> None:
        headers = [(b"host", b"here")]
        headers += [(b"origin", origin.encode())] if origin else []
        self.scope = {
            "type": "websocket",
            "path": path or source.stream.path,
            "headers": headers,
            "query_string": b"",
            "subprotocols": [],
        }
        self.says: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.hears: asyncio.Queue[dict[str, Any]] = asyncio.Queue(room)
        self.says.put_nowait({"type": "websocket.connect"})
        self.served = asyncio.create_task(APP(self.scope, self.says.get, self.hears.put))

    async def next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.hears.get(), 10)

    def send(self, message: Any) -> None:
        self.says.put_nowait({"type": "websocket.receive", "text": json.dumps(message)})

    async def close(self) -> None:
        self.says.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(self.served, 10)


def test_a_frame_comes_at_once_and_again_when_something_has_changed() -> None:
    async def scene() -> None:
        source = Counter()
        browser = Browser(source)
        assert (await browser.next())["type"] == "websocket.accept"
        assert (await browser.next())["text"] == "0"
        source.number = 7
        source.stream.wake()
        assert (await browser.next())["text"] == "7"
        source.stream.wake()
        browser.send(9)
        assert (await browser.next())["text"] == "9", "what has not changed is not sent again"
        await browser.close()

    run(scene())


def test_a_closed_socket_ends_the_wish_at_once() -> None:
    async def scene() -> None:
        source = Counter()
        browser = Browser(source)
        await browser.next()
        assert source.stream.connected
        await browser.close()
        assert source.left
        assert not source.stream.connected

    run(scene())


def test_a_slow_reader_gets_the_newest_frame_only() -> None:
    async def scene() -> None:
        source = Counter()
        slow = Browser(source, room=1)
        for number in range(1, 50):
            source.number = number
            source.stream.wake()
            await asyncio.sleep(0)
        heard = [await slow.next() for _ in range(2)]
        while heard[-1].get("text") != "49":
            heard.append(await slow.next())
        assert len(heard) < 6
        await slow.close()

    run(scene())


def test_a_newer_socket_takes_the_place_of_the_one_before() -> None:
    async def scene() -> None:
        source = Counter()
        before, after = Browser(source), Browser(source)
        assert [(await after.next())["type"], (await after.next())["text"]][1] == "0"
        heard = [await before.next()]
        while heard[-1]["type"] != "websocket.close":
            heard.append(await before.next())
        await before.close()
        assert not source.left
        assert source.stream.connected
        await after.close()

    run(scene())


@pytest.mark.parametrize(
    ("path", "origin"), [("/live/guessed", None), ("", "http://elsewhere"), ("", "null")]
)
def test_nobody_else_is_let_in(path: str, origin: str | None) -> None:
    async def scene() -> None:
        source = Counter()
        browser = Browser(source, origin, path=path)
        assert (await browser.next())["type"] == "websocket.close"
        assert not source.stream.connected

    run(scene())


def test_the_page_itself_is_let_in() -> None:
    async def scene() -> None:
        source = Counter()
        browser = Browser(source, "http://here")
        assert (await browser.next())["type"] == "websocket.accept"
        await browser.close()
        assert source.left

    run(scene())


@pytest.mark.parametrize(
    "said",
    [
        {"text": '"a"'}, {"text": "no json"}, {"text": "[" * 1_999}, {"text": f"{7:2001}"},
        {"bytes": b"1"},
    ],
)  # fmt: skip
def test_what_no_stage_sends_closes_the_socket(said: dict[str, Any]) -> None:
    async def scene() -> None:
        source = Counter()
        browser = Browser(source)
        browser.says.put_nowait({"type": "websocket.receive", **said})
        heard = [await browser.next()]
        while heard[-1]["type"] != "websocket.close":
            heard.append(await browser.next())
        await browser.close()
        assert source.number == 0

    run(scene())
