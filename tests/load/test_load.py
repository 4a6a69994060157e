"""Ten people at once: the short version of ``python -m tests.load``, with generous bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from tests.load import scenarios
from tests.load.client import Session
from tests.load.scenarios import Crowd, percentile
from tests.load.server import Server
from tests.load.tab import Tab, run, status

SESSIONS, SECONDS = 10, 8.0
LIST = "given"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(fresh=False) as server:
        run(scenarios.warm_up(server, LIST))
        yield server


@pytest.fixture(scope="module")
def crowd(server: Server) -> Crowd:
    return run(scenarios.own_seeds(server, SESSIONS, SECONDS, LIST, arrivals=3.0))


def test_nobody_sees_an_error(server: Server, crowd: Crowd) -> None:
    assert crowd.problems == []
    assert server.faults() == 0, server.log()


def test_no_session_is_lost(crowd: Crowd) -> None:
    assert crowd.lost == 0


def test_everybody_gets_a_page_soon(crowd: Crowd) -> None:
    assert percentile(crowd.first_pages, 1.0) < 10


def test_everybody_sees_their_own_training_go_on(crowd: Crowd) -> None:
    assert len(crowd.change_rates) == SESSIONS
    assert min(crowd.change_rates) > 0.3
    assert len({visitor.frame["run"] for visitor in crowd.visitors}) == SESSIONS


def test_a_moved_slider_shows(crowd: Crowd) -> None:
    assert crowd.effects
    assert percentile(crowd.effects, 0.95) < 5


class _Streamed(Tab):
    """A tab whose page never looks at its run: all that it sees comes by the stage's stream.
    reruns: how often it has asked for a run of the page or of a part of it."""

    reruns = 0

    async def rerun(self, *asked: Any, **how: Any) -> None:
        self.reruns += 1
        await super().rerun(*asked, **how)

    def _on_auto_rerun(self, *asked: object) -> None:
        pass

    async def close_stage(self) -> None:
        """The browser shows another page, or has closed the tab without a word to Streamlit."""
        await self.by_itself.close_stage()


def test_a_training_is_seen_on_the_stream_alone(server: Server) -> None:
    async def play() -> tuple[list[dict[str, Any]], dict[str, float]]:
        tab = _Streamed(server, list=LIST, seed=78, epochs=400)
        try:
            await tab.open()
            await tab.wait_for(lambda: bool(tab.by_itself.stage and tab.by_itself.stage.frame))
            await tab.play_to(5)
            assert tab.reruns == 1, "the page is run as it opens, and a press costs none"
            await tab.close_stage()
            await asyncio.sleep(0.2)
            return tab.frames, await status(server)
        finally:
            await tab.close()

    frames, after = run(play())
    epochs = [frame["epoch"] for frame in frames]
    assert (epochs[0], frames[0]["playing"]) == (0, False)
    assert epochs == sorted(epochs)
    assert len(set(epochs)) > 4, "each epoch of a run that is watched alone"
    assert after["training"] == 0, "a closed socket ends the training, though the tab is open"
    assert server.faults() == 0, server.log()


def test_a_lost_connection_comes_back_to_the_same_run(server: Server) -> None:
    frames: list[dict[str, Any]] = []

    def saw(component: str, data: dict[str, Any], at: float) -> None:
        if isinstance(data, dict) and "frame" in data:
            frames.append(data["frame"])

    async def lose_it() -> tuple[str, str, int]:
        url = scenarios.link(server, list=LIST, model="deep", seed=77, epochs=400)
        async with Session(url, saw) as tab:
            await tab.wait_for(lambda: tab.page.has("Play"))
            await tab.click("Play")
            await tab.wait_for(lambda: bool(frames) and frames[-1]["epoch"] > 2)
            before, seen = tab.id, len(frames)
            await tab.drop()
            await asyncio.sleep(0.5)
            await tab.connect()
            await tab.wait_for(lambda: frames[-1]["epoch"] > frames[seen - 1]["epoch"])
            return before, tab.id, seen

    before, after, seen = run(lose_it())
    assert after == before
    assert {frame["run"] for frame in frames} == {frames[0]["run"]}
    assert min(frame["epoch"] for frame in frames[seen:]) >= frames[seen - 1]["epoch"]
