"""deploy/nginx.conf with a real nginx: two servers, and one of them dies."""

from __future__ import annotations

import http.client
import json
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.sync.client import connect

from namegen.hall.codes import code_of
from namegen.hall.hall import LEADER, Hall, hashed
from namegen.hall.store import Store
from tests.load.nginx import PROGRAM, Nginx, served_by
from tests.load.server import Server
from tests.load.tab import PATIENCE, Tab, run


@contextmanager
def _hall() -> Iterator[Nginx]:
    if not PROGRAM:
        if os.environ.get("NAMEGEN_NGINX_TESTS") == "required":
            pytest.fail("The nginx test is required here, but there is no nginx.")
        pytest.skip("There is no nginx on this machine.")
    with ExitStack() as stack:
        env = {"NAMEGEN_LIST": "given", "STREAMLIT_SERVER_COOKIE_SECRET": "of the hall"}
        servers = [stack.enter_context(Server(cores=None, env=env, fresh=False)) for _ in range(2)]
        yield stack.enter_context(Nginx(servers))


@pytest.fixture(scope="module")
def hall() -> Iterator[Nginx]:
    """Of all tests that leave its servers well."""
    with _hall() as hall:
        yield hall


@pytest.fixture
def own_hall() -> Iterator[Nginx]:
    with _hall() as hall:
        yield hall


def test_files_of_the_page_are_asked_of_a_server_once_and_travel_packed(hall: Nginx) -> None:
    script = re.search(r"static/js/index\.[\w-]+\.js", hall.page())
    assert script
    first, second = (hall.fetch(f"/{script[0]}") for _ in range(2))
    assert (first["X-Cache"], second["X-Cache"]) == ("MISS", "HIT")
    assert second["Content-Encoding"] == "gzip"
    assert "immutable" in second["Cache-Control"]


def test_visitors_stay_where_they_are_and_move_when_their_server_dies(own_hall: Nginx) -> None:
    seats = own_hall.seats(24)
    assert set(seats.values()) == {f"127.0.0.1:{server.port}" for server in own_hall.servers}
    for cookie, served in seats.items():
        assert [own_hall.get(cookie) for _ in range(3)] == [(served, cookie)] * 3

    first, other = own_hall.servers
    mine = next(cookie for cookie, served in seats.items() if served.endswith(f":{first.port}"))

    async def live_through_it() -> tuple[Tab, list[dict[str, Any]]]:
        tab = Tab(own_hall, {"Cookie": mine}, list="given", seed=12, epochs=9)
        await tab.open()
        assert served_by(tab.handshake) == f"127.0.0.1:{first.port}"
        await tab.play_to(9)
        await tab.wait_for(lambda: tab.page.has("Play"), PATIENCE)
        before = list(tab.frames)
        first.kill()
        await tab.wait_for(lambda: tab.lost, PATIENCE)
        await tab.connect()
        await tab.rerun()
        await tab.wait_for(
            lambda: (
                len(tab.frames) > len(before) and tab.frame["epoch"] == 9 and tab.page.has("Play")
            ),
            PATIENCE,
        )
        assert served_by(tab.handshake) == f"127.0.0.1:{other.port}"
        await tab.close()
        return tab, before

    tab, before = run(live_through_it())
    assert not tab.errors
    assert tab.frame["train"] == before[-1]["train"], "the same run, computed again"
    moved = {own_hall.get(cookie) for cookie in seats}
    assert {served for served, _ in moved} == {f"127.0.0.1:{other.port}"}
    assert {cookie for _, cookie in moved} == set(seats), "they keep their cookie"
    assert other.faults() == 0, other.log()


def test_who_keeps_no_cookie_stays_on_one_server_for_all_but_the_page(hall: Nginx) -> None:
    answers = [hall.get(path="/_stcore/health") for _ in range(12)]
    assert len({served for served, _ in answers}) == 1
    assert not any("namegen_seat" in cookie for _, cookie in answers), "only a page gives it out"


def test_a_server_that_hangs_is_left_for_the_other(own_hall: Nginx) -> None:
    seats = own_hall.seats(32)  # of eight, all may happen to be on one server
    hanging, other = own_hall.servers
    hung = [cookie for cookie, served in seats.items() if served.endswith(f":{hanging.port}")]
    hanging.process.suspend()
    try:
        begun = time.monotonic()
        assert {own_hall.get(cookie)[0] for cookie in hung} == {f"127.0.0.1:{other.port}"}
        assert time.monotonic() - begun < 25, "one has waited for the rest"
    finally:
        hanging.process.resume()


def test_a_hall_behind_one_address_is_let_in_and_the_counters_are_not_shown(hall: Nginx) -> None:
    with ThreadPoolExecutor(32) as phones:
        assert {served for served, _ in phones.map(lambda _: hall.get(), range(600))}
    answer = http.client.HTTPConnection(urlsplit(hall.url).netloc, timeout=20)
    answer.request("GET", "/_stcore/metrics")
    assert answer.getresponse().status == 404


def test_who_tries_codes_is_stopped_whatever_address_they_claim_and_shuts_nobody_out(
    hall: Nginx,
) -> None:
    def told(code: str, address: str = "", **hello: str) -> dict[str, Any]:
        headers = {"X-Forwarded-For": address} if address else {}
        line = f"{hall.url.replace('http', 'ws', 1)}/hall/{code}"
        with connect(line, additional_headers=headers, proxy=None) as socket:
            socket.send(json.dumps(hello))
            while True:
                said = json.loads(socket.recv(timeout=PATIENCE))
                if said.keys() & {"error", "me", "lead"}:
                    return said

    secret, phone = "a leader's own", "0a" * 16
    code = code_of(secret)
    assert "lead" in told(code, lead=secret)
    wrong = [told("wrongcode", f"192.0.2.{i}", phone=phone)["error"] for i in range(31)]
    assert "Too many wrong codes" in wrong[-1]
    assert "Too many wrong codes" in told(code, "192.0.2.99", phone=phone)["error"]
    invited = Hall(code, 0, Store(), "")
    invited.take({LEADER: hashed(secret)})
    assert told(code, phone=phone, **{"pass": invited.invitation})["me"]["name"]
