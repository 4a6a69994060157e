"""Two servers that share halls through a real Redis, which goes away and comes back."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator

import pytest
import redis

from namegen.hall.hall import HallError
from namegen.hall.halls import Halls
from namegen.hall.redis_store import RedisStore
from namegen.hall.said import Place
from tests.hall import redis_server
from tests.hall.redis_server import Redis

PATIENCE = 10.0  # seconds for what should take a hundredth of one


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "It did not come about."
        time.sleep(0.005)


@pytest.fixture
def server() -> Iterator[Redis]:
    redis_server.needed()
    with Redis() as server:
        yield server


@pytest.fixture
def stores(server: Redis) -> Iterator[tuple[RedisStore, RedisStore]]:
    both = RedisStore(server.url), RedisStore(server.url)
    yield both
    for store in both:
        store.close()


@pytest.fixture
def servers(stores: tuple[RedisStore, RedisStore]) -> tuple[Halls, Halls]:
    return Halls(stores[0]), Halls(stores[1])


def test_a_hall_opened_on_one_server_is_found_led_and_voted_in_on_the_other(
    servers: tuple[Halls, Halls],
) -> None:
    hall, secret = servers[0].open()
    there = servers[1].find(hall.code, "somebody")
    assert there.leads(secret)
    phone = secrets.token_hex(16)
    there.enter(phone)
    there.vote("start", phone, 1)
    until(lambda: hall.votes("start", 2) == [0, 1])
    hall.show(Place(step=4))
    until(lambda: there.place.step == 4)
    assert there.ends == pytest.approx(hall.ends, abs=1)
    until(lambda: hall.present == 1)


def test_two_phones_on_two_servers_are_not_called_the_same(
    servers: tuple[Halls, Halls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "namegen.hall.hall.phone_name",
        lambda code, phone, turn: "janasah" if turn == 0 else f"junide{phone[0]}",
    )
    hall, _ = servers[0].open()
    there = servers[1].find(hall.code, "somebody")
    names = {hall.enter("a" * 32), there.enter("b" * 32)}
    assert names == {"janasah", "junideb"}


def test_an_end_reaches_the_other_server_and_redis_forgets_what_was_said(
    servers: tuple[Halls, Halls], server: Redis
) -> None:
    hall, _ = servers[0].open()
    there = servers[1].find(hall.code, "somebody")
    phone = secrets.token_hex(16)
    hall.enter(phone)
    hall.send_name(phone, "Asha")
    until(lambda: len(there.sent_names()) == 1)
    hall.end()
    until(lambda: there.over)
    assert there.sent_names() == []
    client = redis.Redis.from_url(server.url, decode_responses=True)
    until(lambda: client.hgetall(f"namegen:hall:{hall.code}") == {"ended": "1"})
    assert 0 < client.ttl(f"namegen:hall:{hall.code}") <= 6 * 3600


def test_nothing_is_lost_when_a_server_dies(
    stores: tuple[RedisStore, RedisStore], server: Redis
) -> None:
    hall, secret = Halls(stores[0]).open()
    phone = secrets.token_hex(16)
    name = hall.enter(phone)
    hall.vote("start", phone, 1)
    client = redis.Redis.from_url(server.url)
    until(lambda: client.hexists(f"namegen:hall:{hall.code}", f"vote/start/{phone}"))
    stores[0].close()
    there = Halls(stores[1]).open_again(secret)
    assert there is not None
    assert there.enter(phone) == name
    assert there.votes("start", 2) == [0, 1]


def test_while_redis_is_away_a_hall_goes_on_and_says_so_and_nobody_waits(
    servers: tuple[Halls, Halls], server: Redis
) -> None:
    hall, _ = servers[0].open()
    there = servers[1].find(hall.code, "somebody")
    server.stop()
    until(lambda: hall.alone and there.alone)
    began = time.monotonic()
    for number in range(20):
        phone = f"{number:032x}"
        hall.enter(phone)
        hall.vote("start", phone, 0)
    there.enter("f" * 32)
    there.vote("start", "f" * 32, 1)
    with pytest.raises(HallError, match="do not reach each other"):
        servers[1].find("wrongcode", "somebody")
    assert time.monotonic() - began < 15
    assert hall.votes("start", 2) == [20, 0]
    server.start()  # it has forgotten everything
    until(lambda: not hall.alone and hall.votes("start", 2) == [20, 1])
    until(lambda: there.votes("start", 2) == [20, 1])


def test_a_redis_that_hangs_keeps_nobody_waiting(
    servers: tuple[Halls, Halls], server: Redis
) -> None:
    hall, _ = servers[0].open()
    os.kill(server.process.pid, 19)  # SIGSTOP: it takes connections, and says nothing
    began = time.monotonic()
    for number in range(50):
        hall.enter(f"{number:032x}")
    assert time.monotonic() - began < 15
    assert hall.alone
    os.kill(server.process.pid, 18)
    until(lambda: not hall.alone)
    client = redis.Redis.from_url(server.url)
    until(lambda: client.hexists(f"namegen:hall:{hall.code}", f"phone/{49:032x}"))
