"""What a tab leaves behind when it closes: nothing that goes on."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from namegen.ui.serving import departures, startup
from namegen.ui.serving.open_tabs import OpenTab
from namegen.ui.serving.runs import scheduler
from tests.load.tab import run
from tests.ui.serving.scheduler.conftest import small_run


def test_what_a_page_begins_as_its_tab_closes_is_let_go_with_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    startup.begin()
    assert startup.wait(60)
    monkeypatch.setattr(departures.st, "get_option", lambda option: 0.0)
    before = scheduler().playing()

    async def close() -> None:
        OpenTab("a tab that closes", SimpleNamespace(began=0.0)).leave()
        scheduler().run("its run", small_run, "a tab that closes")
        scheduler().want("a tab that closes", {"its run": 10_000})
        assert scheduler().playing() == before + 1
        for _ in range(600):
            if scheduler().playing() == before:
                return
            await asyncio.sleep(0.05)

    run(close())
    assert scheduler().playing() == before


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each collection so far was thorough, on a server that looks again at once."""
    done: list[bool] = []
    monkeypatch.setattr(departures.st, "get_option", lambda option: 0.0)
    for waits in ("_TOGETHER", "_LOOK_AGAIN"):
        monkeypatch.setattr(departures, waits, 0.0)
    monkeypatch.setattr(departures.memory.gc, "freeze", lambda: None)
    monkeypatch.setattr(departures.memory, "collect", done.append)
    monkeypatch.setattr(departures, "departures", departures.Departures())
    return done


async def _connect_while_the_server_starts() -> None:
    async def app(*_: object) -> None:
        departures.memory.freeze()
        await asyncio.sleep(0.01)

    tab = departures.SilentTabs(app)
    await tab({"path": "/_stcore/stream", "headers": [("host", "here")]}, None, None)
    await asyncio.sleep(0.5)


def test_a_connection_that_opened_before_the_servers_start_had_ended_is_collected_with_care(
    monkeypatch: pytest.MonkeyPatch, collected: list[bool]
) -> None:
    """Its session is older than all that it knows of: than its visitor, who came afterwards."""
    monkeypatch.setattr(scheduler(), "playing", lambda: 0)
    run(_connect_while_the_server_starts())
    assert collected == [True], "thorough"


def test_while_somebody_plays_one_end_is_one_collection(
    monkeypatch: pytest.MonkeyPatch, collected: list[bool]
) -> None:
    monkeypatch.setattr(scheduler(), "playing", lambda: 1)
    run(_connect_while_the_server_starts())
    assert collected == [False], "the thorough one, a second of nobody served, waits"
