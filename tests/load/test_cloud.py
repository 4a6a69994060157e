"""The entry for Streamlit Community Cloud starts the same app: every page, and the stream."""

from __future__ import annotations

from tests.load.server import ROOT, Server
from tests.load.tab import Tab, run


def test_the_cloud_s_entry_trains_on_the_stream_for_its_very_first_visitor() -> None:
    """A link to a page of a fresh server takes Streamlit by surprise."""

    async def play(server: Server) -> list[int]:
        tab = Tab(server, list="given", epochs=3, hiddens=8)
        await tab.open()
        await tab.play_to(3)
        assert tab.by_itself.stage and tab.by_itself.stage.frame, "it came by the stream"
        await tab.close()
        assert tab.errors == {}
        return [frame["epoch"] for frame in tab.frames]

    with Server("deploy/cloud/app.py") as server:
        assert run(play(server))[-1] == 3
        assert server.faults() == 0, server.log()


def test_what_the_cloud_installs_is_what_everybody_does_with_another_build_of_torch() -> None:
    lines = (ROOT / "deploy/cloud/requirements.txt").read_text().splitlines()
    asked = [line for line in lines if not line.startswith("#")]
    pinned = (ROOT / "requirements.txt").read_text()
    version = pinned.split("torch==")[1].split()[0]
    assert asked[0] == "-r ../../requirements.txt"
    assert [f"torch-{version}%2Bcpu" in line for line in asked[1:]] == [True]
