"""A run ends when the server has come to all that it said."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from namegen.ui.serving.web import delivery
from tests import open_page

ROOT = Path(__file__).parents[3]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.AbstractEventLoop]:
    """The event loop of a server, in a thread of its own."""
    loop = asyncio.new_event_loop()
    monkeypatch.setattr(delivery, "_loops", [])
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(_begin(), loop).result()
    yield loop
    if loop.is_running():
        loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _begin() -> None:
    delivery.begin()


def test_a_run_waits_until_the_server_has_come_to_what_it_said(
    server: asyncio.AbstractEventLoop,
) -> None:
    came: list[int] = []

    def slow(n: int) -> None:
        time.sleep(0.1)
        came.append(n)

    for n in range(5):
        server.call_soon_threadsafe(slow, n)
    delivery.wait()
    assert came == [0, 1, 2, 3, 4]


def test_a_page_waits_once_for_its_fragments_too(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []
    monkeypatch.setattr(delivery, "wait", lambda: waits.append(1))
    page = open_page.opened("status")
    waits.clear()
    assert not page.run().exception
    assert len(waits) == 1


def test_a_fragment_that_runs_alone_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []
    monkeypatch.setattr(delivery, "wait", lambda: waits.append(1))
    monkeypatch.setattr(delivery.st, "fragment", lambda function, **_: function)
    alone = delivery.fragment(lambda: "all of it")
    assert alone() == "all of it"
    assert len(waits) == 1
    with pytest.raises(RuntimeError), delivery.page():
        alone()
        assert len(waits) == 1, "its page waits"
        raise RuntimeError("a page that goes wrong, or runs again")
    alone()
    assert len(waits) == 2


def test_no_fragment_is_without_it() -> None:
    sources = [*(ROOT / "namegen").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    bare = [file.name for file in sources if "st.fragment" in file.read_text("utf-8")]
    assert bare == ["delivery.py"]


def test_nobody_waits_for_a_server_that_has_ended(server: asyncio.AbstractEventLoop) -> None:
    delivery.wait()
    server.call_soon_threadsafe(server.stop)
    while server.is_running():
        time.sleep(0.01)
    server.close()
    begun = time.monotonic()
    delivery.wait()
    assert time.monotonic() - begun < 0.5
