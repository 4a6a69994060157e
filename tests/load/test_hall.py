"""A hall outlives its servers: two that share a Redis, and one that is killed and started again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from namegen.hall.codes import code_of
from tests.hall import redis_server
from tests.hall.redis_server import Redis
from tests.load.phone import Guest, Known, epoch, page
from tests.load.server import Server, free_port
from tests.load.tab import run

_LIST = {"NAMEGEN_LIST": "given"}


@pytest.fixture
def redis() -> Iterator[Redis]:
    redis_server.needed()
    with Redis() as server:
        yield server


def test_a_hall_on_two_servers_outlives_one_of_them_and_redis(redis: Redis) -> None:
    secret = secrets.token_urlsafe(16)
    code = code_of(secret)

    async def talk(first: Server, second: Server) -> None:
        leader = Guest(first.url, code, lead=secret, url=first.url)
        await leader.until(lambda known: page(known) == "join")
        here, there = (
            Guest(server.url, code, phone=str(i) * 32) for i, server in enumerate((first, second))
        )
        for phone in (here, there):
            await phone.until(lambda known: page(known) == "join" and known["here"] == 2)

        await leader.send(do="on")
        for phone in (here, there):
            await phone.until(lambda known: page(known) == "start")
            await phone.send(vote=2, ask=phone.known["scene"]["ask"]["id"])
        await leader.until(lambda known: known["lead"]["counts"] == [0, 0, 2])

        again = Guest(second.url, code, lead=secret, url=second.url)
        await again.until(lambda known: known.get("lead", {}).get("counts") == [0, 0, 2])
        await again.send(do="on")  # a presenter's window on one server, the stage on the other
        await leader.until(lambda known: page(known) == "count")
        await leader.send(do="on")
        await again.until(lambda known: known["lead"]["step"] == 3)

        first.kill()
        await again.send(do="go", number=7)
        await again.send(do="epoch", number=2)
        await there.until(lambda known: page(known) == "train" and epoch(known) == 2)

        redis.stop()
        await there.until(lambda known: known["alone"])
        await again.send(do="epoch", number=3)
        await there.until(lambda known: epoch(known) == 3)
        assert there.errors == again.errors == []
        for guest in (leader, here, there, again):
            await guest.close()

    env = _LIST | {"NAMEGEN_REDIS": redis.url}
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(cores=None, env=env, fresh=False)) for _ in range(2)]
        run(talk(*servers))


@pytest.mark.parametrize("kept", ["in Redis", "in memory"])
def test_after_a_crash_the_same_hall_stands_at_the_same_step_and_epoch(
    kept: str, request: pytest.FixtureRequest
) -> None:
    env = dict(_LIST)
    if kept == "in Redis":
        env["NAMEGEN_REDIS"] = request.getfixturevalue("redis").url
    secret, port = secrets.token_urlsafe(16), free_port()
    code = code_of(secret)

    def at_epoch(known: Known) -> bool:
        return page(known) == "train" and known["scene"]["step"] == 7 and epoch(known) == 2

    async def talk(server: Server) -> None:
        leader = Guest(server.url, code, lead=secret, url=server.url)
        await leader.until(lambda known: page(known) == "join")
        phones = [Guest(server.url, code, phone=f"{number:032x}") for number in range(3)]
        await leader.send(do="go", number=7)
        await leader.send(do="epoch", number=2)
        for guest in (leader, *phones):
            await guest.until(at_epoch)
        names = [phone.known["me"]["name"] for phone in phones]
        server.kill()
        await asyncio.gather(*(guest.until(lambda known: not known) for guest in phones))
        with Server(cores=None, port=port, env=env, fresh=False):
            for guest in (leader, *phones):
                await guest.until(lambda known: at_epoch(known) and known["here"] == 3)
            assert [phone.known["me"]["name"] for phone in phones] == names
            for guest in (leader, *phones):
                assert guest.errors == []
                await guest.close()

    with Server(cores=None, port=port, env=env, fresh=False) as server:
        run(talk(server))
