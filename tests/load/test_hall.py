"""A hall on two servers that share a Redis: all follow one leader, and a server dies."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from namegen.hall.codes import code_of
from tests.load.phone import Guest, epoch, page
from tests.load.server import Server, free_port
from tests.load.tab import run


@pytest.fixture
def redis() -> Iterator[tuple[int, subprocess.Popen]]:
    """The port and the process of a Redis that keeps nothing in files."""
    program = shutil.which("redis-server") or pytest.skip("There is no redis-server here.")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    yield port, process
    process.kill()
    process.wait()


def test_a_hall_on_two_servers_outlives_one_of_them_and_redis(
    redis: tuple[int, subprocess.Popen],
) -> None:
    port, process = redis
    secret = secrets.token_urlsafe(16)
    code = code_of(secret)
    env = {"NAMEGEN_REDIS": f"redis://127.0.0.1:{port}/0", "NAMEGEN_LIST": "given"}

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

        first._process.kill()
        again = Guest(second.url, code, lead=secret, url=second.url)
        await again.until(lambda known: known.get("lead", {}).get("counts") == [0, 0, 2])
        await again.send(do="go", number=7)
        await again.send(do="scrub", number=2)
        await there.until(lambda known: page(known) == "train" and epoch(known) == 2)

        process.kill()
        await there.until(lambda known: known["alone"])
        await again.send(do="scrub", number=1)
        await there.until(lambda known: epoch(known) == 3)
        assert there.errors == again.errors == []
        for guest in (leader, here, there, again):
            await guest.close()

    with ExitStack() as stack:
        servers = [stack.enter_context(Server(cores=None, env=env)) for _ in range(2)]
        run(talk(*servers))
