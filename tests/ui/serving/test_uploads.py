"""Files wait while too many of them are on their way or wait to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from namegen.ui.serving.limits import MAX_UPLOADS, MAX_UPLOADS_A_SESSION
from namegen.ui.serving.web import uploads
from tests.load.tab import run

_HEADERS = [(b"cookie", b"_streamlit_xsrf=a"), (b"x-xsrftoken", b"a"), (b"content-length", b"9")]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_PATIENCE", 0.3)
    monkeypatch.setattr(uploads, "_LOOK_AGAIN", 0.01)
    monkeypatch.setattr(uploads, "_unread", {})


class Store:
    """A server that keeps files, as Streamlit does, behind the limit."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.asked: list[dict[str, Any]] = []
        self.limited = uploads.LimitedUploads(lambda *asked: self.answer(*asked))

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.02)
        self.asked.append(scope)
        (self.files.add if scope["method"] == "PUT" else self.files.discard)(scope["path"])
        await send({"type": "http.response.start", "status": 204})

    async def ask(self, path: str, method: str = "PUT") -> int:
        said: list[Any] = []

        async def send(message: Any) -> None:
            said.append(message)

        scope = {"type": "http", "method": method, "path": path, "headers": _HEADERS}
        await self.limited(scope, None, send)
        return said[0]["status"]

    async def put(self, *paths: str) -> list[int]:
        return await asyncio.gather(*map(self.ask, paths))


def _path(session: str, file: object) -> str:
    return f"/_stcore/upload_file/{session}/{file}"


def test_one_session_has_some_files_at_once_and_others_are_not_kept_out() -> None:
    async def put() -> tuple[list[int], list[int]]:
        store = Store()
        return await store.put(*(_path("a", n) for n in range(5))), await store.put(_path("b", 9))

    mine, theirs = run(put())
    assert mine.count(204) == MAX_UPLOADS_A_SESSION
    assert mine.count(429) == 5 - MAX_UPLOADS_A_SESSION
    assert theirs == [204]


def test_all_sessions_together_have_some() -> None:
    answers = run(Store().put(*(f"/app{_path(str(n), n)}" for n in range(20))))
    assert answers.count(204) == MAX_UPLOADS


async def _freed(store: Store, free: Coroutine[Any, Any, Any]) -> list[int]:
    """What two files more are answered, the second after ``free`` has made room for it."""
    await store.put(*(_path("a", n) for n in range(MAX_UPLOADS_A_SESSION)))
    refused = await store.ask(_path("a", 8))
    await free
    return [refused, await store.ask(_path("a", 9))]


def test_a_file_that_the_browser_takes_away_makes_room() -> None:
    async def free() -> tuple[list[int], set[str]]:
        store = Store()
        return await _freed(store, store.ask(_path("a", 0), "DELETE")), store.files

    answers, files = run(free())
    assert answers == [429, 204]
    assert files == {_path("a", n) for n in (1, 9)}


def test_a_file_that_has_been_read_makes_room_and_is_dropped_as_the_browser_would() -> None:
    async def free() -> tuple[list[int], Store]:
        store = Store()
        answers = await _freed(store, asyncio.to_thread(uploads.drop, "0"))
        uploads.drop("never seen")
        await asyncio.sleep(0.1)
        return answers, store

    answers, store = run(free())
    assert answers == [429, 204]
    assert store.files == {_path("a", n) for n in (1, 9)}
    said = next(scope for scope in store.asked if scope["method"] == "DELETE")
    assert said["headers"] == _HEADERS[:2]


def test_a_file_that_no_page_reads_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_READ_WITHIN", 0.05)

    async def wait() -> set[str]:
        store = Store()
        await store.put(_path("a", 0))
        while store.files:
            await asyncio.sleep(0.01)
        return store.files

    assert run(asyncio.wait_for(wait(), 30)) == set()


def test_a_file_of_which_nothing_more_comes_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_NEXT_WITHIN", 0.05)

    async def stall() -> list[int]:
        store = Store()
        quick, store.answer = store.answer, _wait_for_ever
        stalled = await store.put(*(_path("a", n) for n in range(MAX_UPLOADS_A_SESSION)))
        store.answer = quick
        return [*stalled, await store.ask(_path("a", 9))]

    assert run(asyncio.wait_for(stall(), 30)) == [*MAX_UPLOADS_A_SESSION * [408], 204]


async def _wait_for_ever(*_: Any) -> None:
    await asyncio.Event().wait()
