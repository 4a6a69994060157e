"""What a server does that lacks something: a network, PyTorch, or a page without a fault."""

from __future__ import annotations

import asyncio
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.load.client import Session
from tests.load.server import ROOT, Server
from tests.load.tab import PATIENCE, run

# As where a name server never answers. What it is asked is kept where NAMEGEN_ASKED says.
_DEAF = """
import os, pathlib, socket, time

real = socket.getaddrinfo

def deaf(host, *rest, **more):
    if host and (host if isinstance(host, str) else host.decode()).strip("0123456789.:"):
        pathlib.Path(os.environ["NAMEGEN_ASKED"]).write_text(str(host))
        time.sleep(30)
        raise socket.gaierror(-3, "Temporary failure in name resolution")
    return real(host, *rest, **more)

socket.getaddrinfo = deaf
"""
# As a page would with a fault that nobody foresaw.
_FAULT = """
import sys

class Fault:
    def find_spec(self, name, *rest):
        if name == "pages.count.pair_table":
            raise ZeroDivisionError("a fault of this page")

sys.meta_path.insert(0, Fault())
"""
# The same as without it, but sooner.
_IMPATIENT = "from namegen.ui.serving import startup; startup._UNANSWERED = 1_000"


def _alerts(tab: Session) -> list[str]:
    return [node.content.body for node in tab.page.nodes.values() if node.kind == "alert"]


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[Server]:
    env = {"NAMEGEN_ASKED": str(tmp_path / "asked")}
    # Where it listens to everybody, Streamlit would look for its address outside.
    options = ("--server.address", "0.0.0.0")
    with Server(env=env, options=options, fresh=False, first=_DEAF) as server:
        yield server


def test_without_a_name_server_it_starts_and_refuses_other_sites_and_answers(
    deaf: Server, tmp_path: Path
) -> None:
    stream = f"{deaf.url}/_stcore/stream".replace("http", "ws", 1)
    assert deaf.seconds_to_start < 15, "half of what one look-up takes"
    begun = time.monotonic()
    for origin in ("http://elsewhere.example", "http://[", "null", ""):
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=origin)
    with connect(stream, origin=deaf.url):  # its own pages
        pass
    urllib.request.urlopen(f"{deaf.url}/_stcore/health", timeout=15).close()
    assert time.monotonic() - begun < 15
    assert not (tmp_path / "asked").exists(), "nothing is asked of the network"
    assert f"http://localhost:{deaf.port}/" in deaf.log()


def test_who_is_named_in_the_options_may_connect() -> None:
    options = ("--server.corsAllowedOrigins", "https://hall.example")
    with Server(options=options, fresh=False) as server:
        stream = f"{server.url}/_stcore/stream".replace("http", "ws", 1)
        with connect(stream, origin="https://hall.example"):
            pass


def test_a_fault_is_told_without_its_insides_and_logged_with_them() -> None:
    async def look(server: Server) -> Session:
        async with Session(f"{server.url}/count") as tab:
            await tab.run(PATIENCE)
            return tab

    with Server(fresh=False, first=_FAULT) as server:
        tab = run(look(server))
        assert any("Reload the page" in text for text in _alerts(tab))
        assert "a fault of this page" not in str([n.content for n in tab.page.nodes.values()])
        assert "ZeroDivisionError" in server.log()
        assert "a fault of this page" in server.log()


def test_without_pytorch_pages_say_how_that_is_mended_and_nobody_waits(tmp_path: Path) -> None:
    async def look(server: Server, page: str) -> list[str]:
        async with Session(f"{server.url}/{page}") as tab:
            await asyncio.wait_for(tab.run(PATIENCE), PATIENCE)
            return _alerts(tab)

    (tmp_path / "torch.py").write_text("raise OSError('libtorch.so: no such file')")
    with Server(env={"PYTHONPATH": f"{tmp_path}:{ROOT}", "NAMEGEN_LIST": "given"}) as server:
        for page in ("train", "embeddings", "game"):
            assert any("pip install" in text for text in run(look(server, page)))
        assert run(look(server, "count")) == [], "counting needs no PyTorch"
        assert "libtorch.so: no such file" in server.log()
        assert "pip install" in server.log()


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux has it")
def test_who_reads_no_more_is_left_though_there_is_more_to_send() -> None:
    files = Path(streamlit.__file__).parent.glob("static/static/js/*")
    largest = max(files, key=lambda file: file.stat().st_size)
    asked = f"GET /static/js/{largest.name} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with Server(fresh=False, first=_IMPATIENT) as server:
        process = server.process
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # the rest has no room
            deaf.connect(("127.0.0.1", server.port))
            deaf.sendall(asked.encode())
            assert deaf.recv(15) == b"HTTP/1.1 200 OK"
            here = deaf.getsockname()

            def is_kept() -> bool:
                return here in [line.raddr for line in process.net_connections("tcp")]

            assert is_kept()
            end = time.monotonic() + PATIENCE
            while is_kept() and time.monotonic() < end:
                time.sleep(0.1)
            assert not is_kept()
