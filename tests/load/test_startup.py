"""The first page shows before torch has been imported."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.client import Session
from tests.load.server import ROOT, Server
from tests.load.tab import PATIENCE, run, status_line

_SLOW_TORCH = """
import pathlib, time

pathlib.Path(__file__).with_name("begun").touch()
time.sleep(600)
"""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server on which the import of torch never comes to an end."""
    folder = tmp_path_factory.mktemp("slow")
    (folder / "torch.py").write_text(_SLOW_TORCH)
    env = {"PYTHONPATH": f"{folder}:{ROOT}", "NAMEGEN_LIST": "given"}
    with Server(env=env) as server:
        yield server, folder / "begun"


def test_torch_is_imported_before_anybody_comes(slow: tuple[Server, Path]) -> None:
    end = time.monotonic() + PATIENCE
    while not slow[1].exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert slow[1].exists()


@pytest.mark.parametrize("page", ["", "count", "own", "status"])
def test_a_page_does_not_wait_for_torch(slow: tuple[Server, Path], page: str) -> None:
    server, _ = slow

    async def look() -> Session:
        async with Session(f"{server.url}/{page}") as tab:
            await tab.run(PATIENCE)
            return tab

    tab = run(look())
    assert tab.errors == {}
    assert server.faults() == 0, server.log()
    kinds = {node.kind for node in tab.page.nodes.values()}
    assert kinds & {"button", "plotly_chart", "text_area", "metric"}, "it is a whole page"


def test_a_page_that_trains_says_that_it_is_getting_ready(slow: tuple[Server, Path]) -> None:
    async def look() -> None:
        async with Session(f"{slow[0].url}/train") as tab:
            nodes = tab.page.nodes
            await tab.wait_for(
                lambda: any(
                    "Getting ready to train" in n.content.body
                    for n in nodes.values()
                    if n.kind == "markdown"
                ),
                PATIENCE,
            )

    run(look())


def test_the_status_says_what_is_known_so_far(slow: tuple[Server, Path]) -> None:
    async def look() -> str:
        async with Session(f"{slow[0].url}/status") as tab:
            await tab.wait_for(lambda: status_line(tab) != "", PATIENCE)
            return status_line(tab)

    said = run(look())
    assert said.startswith("sessions=1 ")
    assert "runs=" not in said
