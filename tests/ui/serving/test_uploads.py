"""Files wait while too many of them are on their way or wait to be read."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from namegen.ui.serving import uploads
from namegen.ui.serving.limits import MAX_UPLOADS, MAX_UPLOADS_A_SESSION
from tests.load.tab import run


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, bytes]]:
    """What Streamlit keeps of files that no page has read yet, by session."""
    files: dict[str, dict[str, bytes]] = {}
    server = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=files))
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: server)
    monkeypatch.setattr(uploads, "_PATIENCE", 0.3)
    monkeypatch.setattr(uploads, "_LOOK_AGAIN", 0.01)
    return files


def _answers(paths: list[str], stored: dict[str, dict[str, bytes]]) -> list[int]:
    """What files that come all at once, and are never read, are answered."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.05)
        session, file = scope["path"].split("/")[-2:]
        stored.setdefault(session, {})[file] = b"names"
        await send({"type": "http.response.start", "status": 204})

    limited = uploads.LimitedUploads(app)

    async def put(path: str) -> int:
        said: list[Any] = []

        async def send(message: Any) -> None:
            said.append(message)

        await limited({"type": "http", "method": "PUT", "path": path}, None, send)
        return said[0]["status"]

    async def all_() -> list[int]:
        return await asyncio.gather(*map(put, paths))

    return run(all_())


def test_one_session_has_some_files_at_once(stored: dict[str, dict[str, bytes]]) -> None:
    answers = _answers([f"/_stcore/upload_file/a/{n}" for n in range(5)], stored)
    assert answers.count(204) == MAX_UPLOADS_A_SESSION
    assert answers.count(429) == 5 - MAX_UPLOADS_A_SESSION
    assert _answers(["/_stcore/upload_file/b/1"], stored) == [204], "others are not kept out"


def test_all_sessions_together_have_some(stored: dict[str, dict[str, bytes]]) -> None:
    answers = _answers([f"/app/_stcore/upload_file/{n}/1" for n in range(20)], stored)
    assert answers.count(204) == MAX_UPLOADS


def test_a_file_waits_until_another_has_been_read(stored: dict[str, dict[str, bytes]]) -> None:
    stored["a"] = {str(n): b"" for n in range(MAX_UPLOADS_A_SESSION)}

    async def read_one() -> None:
        await asyncio.sleep(0.1)
        stored["a"].clear()

    async def both() -> bool:
        reading = asyncio.create_task(read_one())
        limited = uploads.LimitedUploads(lambda *_: asyncio.sleep(0))
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/9"}
        await limited(scope, None, None)
        return reading.done()

    assert run(both())


def test_a_file_that_has_been_read_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    for session, file in (("a", "1"), ("a", "2"), ("b", "3")):
        manager.add_file(session, UploadedFileRec(file, "names.txt", "text/plain", b"asha"))
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    server = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: server)
    uploads.drop("1")
    kept = {session: set(files) for session, files in manager.file_storage.items() if files}
    assert kept == {"a": {"2"}, "b": {"3"}}
    uploads.drop("never seen")
