"""What goes wrong for one visitor leaves a server to the others: over Streamlit's websocket."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from namegen.ui.navigation import PAGES
from tests.load import scenarios
from tests.load.client import Session
from tests.load.server import Server
from tests.load.tab import PATIENCE, Tab, run, said, share_of_cpu, status

LIST = "given"
# The most that one visitor may ask for, on the largest bundled list.
LARGEST = {
    "list": "surnames", "model": "deep", "context": 8, "embedding": 24, "hiddens": "300,300,300",
    "epochs": 500,
}  # fmt: skip
TOO_HIGH = "The learning rate is too high"
# A server that trains takes all of its core that others leave; for pages at rest it does nothing.
BUSY, AT_REST = 0.15, 0.1


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(fresh=False) as server:
        run(scenarios.warm_up(server, LIST))
        yield server


def test_tabs_dropped_by_the_dozen_cost_nothing(server: Server) -> None:
    async def lose_them() -> tuple[float, float, dict[str, float]]:
        tabs = [Tab(server, list=LIST, seed=seed, epochs=500, batch=16) for seed in range(24)]
        for tab in tabs:
            await tab.open()
        await asyncio.gather(*(tab.click("Play") for tab in tabs))
        for tab in tabs:
            await tab.wait_for(lambda tab=tab: tab.page.has("Pause"), PATIENCE)
        busy, end = 0.0, time.monotonic() + PATIENCE
        while busy < BUSY and time.monotonic() < end:  # others may keep the core busy
            busy = await share_of_cpu(server, 1.0)
        await asyncio.gather(*(tab.drop() for tab in tabs))
        for tab in tabs:
            tab.by_itself.stop()
        at_rest, end = 1.0, time.monotonic() + PATIENCE
        while at_rest > AT_REST and time.monotonic() < end:
            at_rest = await share_of_cpu(server, 1.0)
        return busy, at_rest, await status(server)

    busy, at_rest, after = run(lose_them())
    assert busy > BUSY
    assert at_rest < AT_REST
    assert (after["playing"], after["training"]) == (0, 0)
    assert after["runs"] >= 24, "the runs stay for those who come back"
    assert after["sessions"] == 1, "the one who looks"
    assert server.faults() == 0, server.log()


def test_a_loss_that_blows_up_is_said_to_its_visitor_and_others_go_on(server: Server) -> None:
    async def blow_up() -> tuple[Tab, Tab]:
        wild = Tab(server, list=LIST, seed=5, lr=100, activation="relu", hiddens="300,300,300")
        sound = Tab(server, list=LIST, seed=6, epochs=400)
        await wild.open()
        await sound.open()
        await sound.play_to(1)
        await wild.click("Play")
        # Before that the note may say that another trains too.
        await wild.wait_for(lambda: wild.frame["note"].startswith(TOO_HIGH), PATIENCE)
        await wild.wait_for(lambda: wild.page.has("Play"), PATIENCE)
        further = sound.frame["epoch"] + 3
        await sound.wait_for(lambda: sound.frame["epoch"] >= further, PATIENCE)
        await wild.close()
        await sound.close()
        return wild, sound

    wild, sound = run(blow_up())
    assert wild.frame["note"].startswith(TOO_HIGH)
    assert wild.frame["note"].endswith(".")
    assert not wild.errors
    assert not sound.errors
    assert "too high" not in sound.frame["note"]


def test_the_largest_networks_leave_the_pages_answering(server: Server) -> None:
    async def look_around() -> tuple[float, float, list[str]]:
        large = [Tab(server, **LARGEST, seed=seed, batch="full") for seed in range(2)]
        for tab in large:
            await tab.connect()
            await tab.wait_for(lambda tab=tab: tab.page.has("Play"), PATIENCE)
            await tab.click("Play")
        begun = time.perf_counter()
        async with Session(f"{server.url}/count?list={LIST}") as page:
            await page.run(PATIENCE)
            first_page = time.perf_counter() - begun
            errors = list(page.errors)
        newcomer = Tab(server, list=LIST, seed=8, epochs=30)
        await newcomer.open()
        begun = time.perf_counter()
        await newcomer.play_to(3)
        trained = time.perf_counter() - begun
        for tab in [newcomer, *large]:
            errors += tab.errors
            await tab.close()
        return first_page, trained, errors

    first_page, trained, errors = run(look_around())
    assert errors == []
    assert first_page < 20
    assert trained < 20
    assert server.faults() == 0, server.log()


def test_a_list_that_only_the_browser_knows_is_not_chosen(server: Server) -> None:
    """So it is when a tab comes back to a session that does not have its own list yet."""

    async def choose() -> tuple[bool, list[str]]:
        async with Session(f"{server.url}/count?list={LIST}") as page:
            await page.run(PATIENCE)
            await page.set("List of names", "Your own: a pasted list")
            await page.run(PATIENCE)
            return page.page.has("Just show me"), list(page.errors)

    shown, errors = run(choose())
    assert errors == []
    assert shown
    assert server.faults() == 0, server.log()


def test_absurd_links_are_answered_in_sentences(server: Server) -> None:
    async def follow(**query: Any) -> tuple[str, list[str]]:
        tab = Tab(server, **query)
        await tab.connect()
        await tab.wait_for(lambda: bool(tab.frames and said(tab)), PATIENCE)
        sentences = said(tab)  # now: they go after ten seconds
        await tab.close()
        return sentences, list(tab.errors)

    for query in (
        {"hiddens": "9" * 400, "epochs": "-1e999", "seed": "9" * 50, "lr": "inf"},
        {"list": "own", "epoch": "99999999999999999999", "context": "٣٣"},
        {"list": "../../etc/passwd", "hiddens": ",".join(["300"] * 1000)},
        {"model": "<b>x</b>", "batch": "full", "weight_decay": "1e-400", "epoch": "1.5"},
    ):
        sentences, errors = run(follow(**query))
        assert errors == []
        assert sentences.count(".") >= 2, sentences
    assert server.faults() == 0, server.log()


_PAGES = [page.name for page in PAGES.values() if not page.hidden]


def test_a_page_goes_on_with_another_server(server: Server) -> None:
    """With the states of its widgets and the id of a session that the other has never had."""

    async def go_on(other: Server) -> dict[str, list[str]]:
        errors = {}
        for page in [*_PAGES, "status"]:
            path = "" if page == "start" else page
            url = f"{server.url}/{path}?list=given&model=deep&seed=12&hiddens=50"
            async with Session(url) as tab:
                await tab.run(PATIENCE)
                await tab.move(other.url)
                before = tab.runs
                await tab.rerun()
                await tab.wait_for(lambda tab=tab, before=before: tab.runs > before, PATIENCE)
                errors[page] = list(tab.errors)
        return errors

    async def train_on(other: Server) -> tuple[Tab, int]:
        tab = Tab(server, list=LIST, seed=12, epochs=9)
        await tab.open()
        await tab.set("Hidden layers", 2)
        await tab.wait_for(lambda: "hiddens=200" in tab.query, PATIENCE)
        await tab.play_to(9)
        await tab.wait_for(lambda: tab.page.has("Play"), PATIENCE)
        seen = len(tab.frames)
        await tab.move(other.url)
        await tab.rerun()
        await tab.wait_for(
            lambda: len(tab.frames) > seen and tab.frame["epoch"] == 9 and tab.page.has("Play"),
            PATIENCE,
        )
        await tab.close()
        return tab, seen

    with Server(fresh=False) as other:
        run(scenarios.warm_up(other, LIST))
        assert not any(run(go_on(other)).values())
        tab, seen = run(train_on(other))
        assert other.faults() == 0, other.log()
    assert not tab.errors
    before, after = tab.frames[seen - 1], tab.frame
    assert (before["epochs"], before["train"][-1]) == (after["epochs"], after["train"][-1])
    assert tab.page.value("Hidden layers") == [2]


def test_a_file_to_download_is_there_however_often_others_run_their_pages(server: Server) -> None:
    async def others_come_between() -> bytes:
        async with Session(f"{server.url}/train?list={LIST}&epoch=1") as tab:
            await tab.wait_for(lambda: bool(_downloads(tab)), PATIENCE)
            (url, *_) = _downloads(tab)
            async with Session(f"{server.url}/status") as other:
                for _ in range(3):
                    before = other.runs
                    await other.rerun()
                    await other.wait_for(lambda before=before: other.runs > before, PATIENCE)
            fetch = urllib.request.urlopen
            with await asyncio.to_thread(fetch, server.url + url, timeout=PATIENCE) as answer:
                return answer.read()

    assert run(others_come_between()).decode().count("\n") >= 5


def _downloads(tab: Session) -> list[str]:
    """The addresses of the files that the page offers."""
    nodes = list(tab.page.nodes.values())
    return [node.content.url for node in nodes if node.kind == "download_button"]
