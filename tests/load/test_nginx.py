"""deploy/nginx.conf with a real nginx: two servers, and one of them dies."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.load.server import ROOT, Server, free_port
from tests.load.tab import PATIENCE, Tab, run

_CONF = ROOT / "deploy" / "nginx.conf"
_CACHE = "/tmp/namegen-files"
_PORT = r"\b8\d\d\d\b"


def _nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found:
        return found
    if os.environ.get("NAMEGEN_NGINX_TESTS") == "required":
        pytest.fail("The nginx test is required here, but there is no nginx.")
    pytest.skip("There is no nginx on this machine.")


@dataclass
class Hall:
    """What visitors see as one server."""

    url: str
    servers: list[Server]

    def get(self, cookie: str = "", path: str = "/") -> tuple[str, str]:
        """The server that answered, and the cookie that it is remembered by."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200
        return _served_by(answer.headers), answer.headers.get("Set-Cookie", "").split(";")[0]

    def fetch(self, path: str) -> Mapping[str, str]:
        """The headers of a file, as a browser asks for it."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200
        return answer.headers

    def page(self) -> str:
        """The HTML that every visit begins with."""
        with urlopen(self.url, timeout=20) as answer:
            return answer.read().decode()

    def seats(self, visitors: int) -> dict[str, str]:
        """Who is served by which, of so many visitors that come for the first time."""
        return {cookie: served for served, cookie in (self.get() for _ in range(visitors))}


def _served_by(headers: Mapping[str, str]) -> str:
    """The last of the servers that were asked."""
    return headers["X-Served-By"].split(", ")[-1]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    program, port = _nginx(), free_port()
    with ExitStack() as stack:
        env = {"NAMEGEN_LIST": "given", "STREAMLIT_SERVER_COOKIE_SECRET": "of the hall"}
        servers = [stack.enter_context(Server(cores=None, env=env)) for _ in range(2)]
        ports = {"8501": servers[0].port, "8502": servers[1].port, "8080": port}
        text = _CONF.read_text(encoding="utf-8")
        assert set(re.findall(_PORT, text)) == set(ports)
        conf = tmp_path / "nginx.conf"
        text = re.sub(_PORT, lambda port: str(ports[port[0]]), text)
        cache = f"{_CACHE}-{port}"  # nginx's own user has no way into the test's folder
        stack.callback(shutil.rmtree, cache, ignore_errors=True)
        conf.write_text(text.replace(_CACHE, cache))
        nginx = subprocess.Popen([program, "-p", str(tmp_path), "-c", str(conf)])
        hall = Hall(f"http://127.0.0.1:{port}", servers)
        try:
            _wait_for(hall)
            yield hall
        finally:
            nginx.terminate()
            nginx.wait(timeout=20)


def _wait_for(hall: Hall) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with suppress(OSError):
            hall.get()
            return
        time.sleep(0.05)
    pytest.fail("nginx did not start.")


def _kill(server: Server) -> None:
    server._process.send_signal(signal.SIGKILL)
    server._process.wait(timeout=10)


def test_files_of_the_page_are_asked_of_a_server_once_and_travel_packed(hall: Hall) -> None:
    script = re.search(r"static/js/index\.[\w-]+\.js", hall.page())
    assert script
    first, second = (hall.fetch(f"/{script[0]}") for _ in range(2))
    assert (first["X-Cache"], second["X-Cache"]) == ("MISS", "HIT")
    assert second["Content-Encoding"] == "gzip"
    assert "immutable" in second["Cache-Control"]


def test_visitors_stay_where_they_are_and_move_when_their_server_dies(hall: Hall) -> None:
    seats = hall.seats(24)
    assert set(seats.values()) == {f"127.0.0.1:{server.port}" for server in hall.servers}
    for cookie, served in seats.items():
        assert [hall.get(cookie) for _ in range(3)] == [(served, cookie)] * 3

    first, other = hall.servers
    mine = next(cookie for cookie, served in seats.items() if served.endswith(f":{first.port}"))

    async def live_through_it() -> tuple[Tab, list[dict[str, Any]]]:
        tab = Tab(hall, {"Cookie": mine}, list="given", seed=12, epochs=9)
        await tab.open()
        assert _served_by(tab.handshake) == f"127.0.0.1:{first.port}"
        await tab.play_to(9)
        await tab.wait_for(lambda: tab.page.has("Play"), PATIENCE)
        before = list(tab.frames)
        _kill(first)
        await tab.wait_for(lambda: tab.lost, PATIENCE)
        await tab.connect()
        await tab.rerun()
        await tab.wait_for(
            lambda: (
                len(tab.frames) > len(before) and tab.frame["epoch"] == 9 and tab.page.has("Play")
            ),
            PATIENCE,
        )
        assert _served_by(tab.handshake) == f"127.0.0.1:{other.port}"
        await tab.close()
        return tab, before

    tab, before = run(live_through_it())
    assert not tab.errors
    assert tab.frame["train"] == before[-1]["train"], "the same run, computed again"
    moved = {hall.get(cookie) for cookie in seats}
    assert {served for served, _ in moved} == {f"127.0.0.1:{other.port}"}
    assert {cookie for _, cookie in moved} == set(seats), "they keep their cookie"
    assert other.faults() == 0, other.log()


def test_who_keeps_no_cookie_stays_on_one_server_for_all_but_the_page(hall: Hall) -> None:
    answers = [hall.get(path="/_stcore/health") for _ in range(12)]
    assert len({served for served, _ in answers}) == 1
    assert not any("namegen_seat" in cookie for _, cookie in answers), "only a page gives it out"


def test_a_server_that_hangs_is_left_for_the_other(hall: Hall) -> None:
    seats = hall.seats(8)
    hanging, other = hall.servers
    hung = [cookie for cookie, served in seats.items() if served.endswith(f":{hanging.port}")]
    hanging._process.send_signal(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        assert {hall.get(cookie)[0] for cookie in hung} == {f"127.0.0.1:{other.port}"}
        assert time.monotonic() - begun < 25, "one has waited for the rest"
    finally:
        hanging._process.send_signal(signal.SIGCONT)


def test_a_hall_behind_one_address_is_let_in_and_the_counters_are_not_shown(hall: Hall) -> None:
    with ThreadPoolExecutor(32) as phones:
        assert {served for served, _ in phones.map(lambda _: hall.get(), range(600))}
    answer = http.client.HTTPConnection(urlsplit(hall.url).netloc, timeout=20)
    answer.request("GET", "/_stcore/metrics")
    assert answer.getresponse().status == 404
