"""The line of a hall, when somebody speaks who is no page of ours."""

from __future__ import annotations

import math
import threading
import time
from contextlib import closing
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from namegen.hall.hall import Hall
from namegen.ui.serving.halls import halls
from namegen.ui.stage import shows
from tests.ui.stage.line import PHONE, Line, both, page


@pytest.mark.parametrize("code", ["", "/", "a%2Fb", "%00", "x" * 3000])
def test_what_is_no_code_is_told_so(server: str, code: str) -> None:
    with closing(Line(f"{server}/{code}", phone=PHONE)) as line:
        assert "no hall with this code" in line.until(lambda known: "error" in known)["error"]
    halls.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "nothing", "[]", '{"tour": true, "at": [null, 0, 0, 0]}', '{"tour": true, "at": 7}',
        "[" * 1999, "{}", '{"lead": 1, "url": "' + "x" * 3000 + '"}',
        '{"tour": true, "at": [0, 0, ' + "9" * 400 + ", 0]}", '{"lead": "x", "url": "http://\u2603"}',
    ],
)  # fmt: skip
def test_what_no_page_sends_ends_the_line_with_a_sentence(
    server: str, led: tuple[Hall, str], text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with connect(f"{server}/{led[0].code}") as socket:
        socket.send(text)
        with pytest.raises(ConnectionClosed):
            told = socket.recv(timeout=5)
            socket.recv(timeout=5)
    assert "reload" in told
    assert not caplog.records, "nothing is wrong with the server"


@pytest.mark.parametrize("option", [True, 1.0, "1", -1, 3, None, [1], 10**400])
def test_a_vote_that_is_no_option_is_not_counted_and_troubles_nobody(
    server: str, led: tuple[Hall, str], option: Any
) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        leader.send(do="on")
        asked = phone.until(lambda known: page(known) == "start")["scene"]["ask"]["id"]
        phone.send(vote=option, ask=asked)
        phone.until(lambda known: "said" in known)
        phone.send(vote=2, ask=asked)
        leader.until(lambda known: "lead" in known and known["lead"]["counts"] == [0, 0, 1])


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"rate": 10**400, "layers": "0", "block": 1},
        {"rate": 1, "layers": [], "block": math.inf},
    ],
)
def test_a_training_that_is_not_offered_is_refused_in_a_sentence(
    server: str, led: tuple[Hall, str], asked: dict[str, Any]
) -> None:
    with closing(Line(f"{server}/{led[0].code}", phone=PHONE)) as phone:
        phone.send(name=None)  # no name at all
        phone.send(**{"try": asked})
        said = phone.until(lambda known: "said" in known)
    assert "those offered" in said["said"] and not led[0].sent_by(PHONE)


def test_whoever_floods_a_line_waits_and_nobody_else(server: str, led: tuple[Hall, str]) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        leader.send(do="on")
        asked = phone.until(lambda known: page(known) == "start")["scene"]["ask"]["id"]
        begun = time.monotonic()
        for i in range(200):
            phone.send(vote=i % 2, ask=asked)
        phone.send(vote=2, ask=asked)
        phone.until(lambda known: known["me"]["vote"] == 2)
        assert time.monotonic() - begun > 1.9, "a hundred in a second, and no more"


def test_a_leader_strikes_only_what_was_sent(server: str, led: tuple[Hall, str]) -> None:
    hall, secret = led
    with both(server, hall, secret) as (leader, phone):
        for i in range(20):
            leader.send(do="strike", number=1, text=[f"nobody {i}"] if i % 2 else f"nobody {i}")
        leader.send(do="on")
        phone.until(lambda known: page(known) == "start")
        assert not any(name.startswith("struck/") for name in hall.fields())


def test_where_too_many_read_alone_the_next_one_waits_for_room(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shows, "_room", threading.BoundedSemaphore(1))
    with closing(Line(f"{server}/tour", tour=True)) as first:
        first.until(page)
        with closing(Line(f"{server}/tour", tour=True)) as second:
            told = second.until(lambda known: "error" in known)
            assert "Too many stages" in told["error"] and told["again"]
    for _ in range(3):  # as a page tries it again
        with closing(Line(f"{server}/tour", tour=True)) as third:
            if page(third.until(lambda known: "error" in known or page(known))):
                return
        time.sleep(1)
    pytest.fail("the first has left, and there is still no room")
