"""The scenarios of a load test: crowds of visitors, and what they noticed together."""

from __future__ import annotations

import asyncio
import gc
import math
import multiprocessing
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.load.server import Server
from tests.load.visitor import FEWEST_EPOCHS, LONGEST_LOOK, PATIENCE, Ledger, Visitor, now

# Fewer visitors than this come as slowly as so many would.
_UNHURRIED = 20
# Those who follow one run come, and then press Play, one each so many seconds.
_COMES, _PLAYS = 0.08, 0.02
_NEWCOMERS = 20


class HasUrl(Protocol):
    """A server, or what stands before several."""

    url: str


def link(server: HasUrl, **query: Any) -> str:
    """The Train page with these settings, as fast as it goes."""
    return f"{server.url}/train?{urlencode({'speed': 'most'} | query)}"


async def warm_up(server: Server, names: str) -> Visitor:
    """The first visitor of a server, who waits until training is ready."""
    first = Visitor(link(server, list=names, model="deep"), Ledger())
    await first.visit()
    return first


@dataclass
class Crowd:
    """What so many visitors noticed together. Times are in seconds."""

    visitors: list[Visitor]
    epochs_a_second: float = math.nan
    finished_after: float = math.nan

    @property
    def problems(self) -> list[str]:
        return [problem for visitor in self.visitors for problem in visitor.problems]

    @property
    def lost(self) -> int:
        return sum(visitor.lost for visitor in self.visitors)

    @property
    def first_pages(self) -> list[float]:
        return [v.first_page for v in self.visitors]

    @property
    def effects(self) -> list[float]:
        return [effect for visitor in self.visitors for effect in visitor.effects]

    @property
    def update_rates(self) -> list[float]:
        """Of each session, the frames a second while it was playing."""
        return [v.updates / v.playing_for for v in self.visitors if v.playing_for]

    @property
    def change_rates(self) -> list[float]:
        """The same, counting only the frames that showed something new."""
        return [v.changes / v.playing_for for v in self.visitors if v.playing_for]


async def own_seeds(
    server: Server, sessions: int, seconds: float, names: str, arrivals: float
) -> Crowd:
    """Everybody trains a network of their own: they come one by one within ``arrivals`` seconds,
    play and move sliders for ``seconds``, and leave."""
    ledger = Ledger()
    crowd = Crowd([Visitor(_own(server, names, seed), ledger) for seed in range(sessions)])

    async def come(visitor: Visitor, after: float) -> None:
        await asyncio.sleep(after)
        await visitor.visit(lambda: visitor.use(seconds))

    gap = arrivals / max(sessions, _UNHURRIED)
    visits = [asyncio.create_task(come(v, i * gap)) for i, v in enumerate(crowd.visitors)]
    # The epochs count from when all have come until the first may leave.
    await asyncio.sleep(sessions * gap + LONGEST_LOOK)
    since, before = now(), ledger.total
    await asyncio.sleep(max(1.0, seconds - sessions * gap - LONGEST_LOOK))
    crowd.epochs_a_second = (ledger.total - before) / (now() - since)
    await asyncio.gather(*visits)
    return crowd


async def same_settings(server: Server, sessions: int, names: str, seed: int) -> Crowd:
    """Everybody has the same link open; all press Play at one moment and wait for the end."""
    ledger, go = Ledger(), asyncio.Event()
    url = link(server, list=names, model="deep", seed=seed)
    crowd = Crowd([Visitor(url, ledger) for _ in range(sessions)])

    async def come(visitor: Visitor, after: float) -> None:
        await asyncio.sleep(after)
        await visitor.visit(go.wait, visitor.play, visitor.finish)

    visits = [asyncio.create_task(come(v, i * 0.05)) for i, v in enumerate(crowd.visitors)]
    await _all(crowd, lambda visitor: visitor.frame)
    await asyncio.sleep(1.0)
    pressed = now()
    go.set()
    await asyncio.gather(*visits)
    crowd.finished_after = max((v.finished_at for v in crowd.visitors), default=pressed) - pressed
    crowd.epochs_a_second = ledger.total / crowd.finished_after
    return crowd


async def _all(crowd: Crowd, true: Callable[[Visitor], Any]) -> None:
    """Wait until something is true of every visitor for whom nothing has gone wrong."""
    async with asyncio.timeout(PATIENCE + len(crowd.visitors)):
        while not all(true(v) or v.problems for v in crowd.visitors):
            await asyncio.sleep(0.05)


async def alone(server: Server, names: str, seed: int, epochs: int) -> float:
    """Epochs a second that one session gets from the server, while it is the only one."""
    visitor = Visitor(link(server, list=names, model="deep", seed=seed, epochs=epochs), Ledger())
    await visitor.visit(visitor.play, visitor.finish)
    if visitor.problems:
        raise RuntimeError(visitor.problems[0])
    # The frames say where the training stood when they were made; the last of them waited.
    running = [(at, epoch) for at, epoch in visitor.progress if 0 < epoch < epochs]
    (since, first), (until, last) = running[0], running[-1]
    return (last - first) / (until - since)


@dataclass(frozen=True)
class Newcomers:
    """Who opened a page one after the other: after how many seconds each had it, what went wrong,
    and how many never had it."""

    first_pages: list[float]
    problems: list[str]
    lost: int


def _newcomers(url: str) -> Newcomers:
    async def come() -> Crowd:
        crowd = Crowd([Visitor(url, Ledger()) for _ in range(_NEWCOMERS)])
        for visitor in crowd.visitors:
            await visitor.visit()
        return crowd

    crowd = asyncio.run(come())
    return Newcomers(crowd.first_pages, crowd.problems, crowd.lost)


@dataclass(frozen=True)
class Followed:
    """What those who watch one run saw of it, once all were there; times are in seconds.

    Attributes:
        rates: the updates a second of each.
        cpu: the share of a core that the server took.
        serving: that of its thread which serves them; the training takes what is left.
        newcomers: who opened a page meanwhile.
    """

    crowd: Crowd
    rates: list[float]
    cpu: float
    serving: float
    newcomers: Newcomers


async def follow(server: Server, sessions: int, names: str, seconds: float) -> Followed:
    """Everybody has the same long run open and plays it at 10 epochs a second; when all do, they
    are watched for ``seconds``, and then others open the page beside them."""
    ledger, go, over = Ledger(), asyncio.Event(), asyncio.Event()
    url = link(server, list=names, model="deep", speed=10, epochs=500)
    crowd = Crowd([Visitor(url, ledger) for _ in range(sessions)])

    async def come(visitor: Visitor, number: int) -> None:
        async def play() -> None:
            await go.wait()
            await asyncio.sleep(number * _PLAYS)
            await visitor.play()

        await asyncio.sleep(number * _COMES)
        await visitor.visit(play, over.wait)

    visits = [asyncio.create_task(come(v, i)) for i, v in enumerate(crowd.visitors)]
    await _all(crowd, lambda visitor: visitor.frame)
    go.set()
    await _all(crowd, lambda visitor: visitor.updates)
    gc.freeze()  # a collection among a thousand visitors takes a second, and none of the server's
    seen, since = [v.updates for v in crowd.visitors], now()
    used, served = server.cpu(), server.serving()
    await asyncio.sleep(seconds)
    watched = now() - since
    cpu, serving = (server.cpu() - used) / watched, (server.serving() - served) / watched
    rates = [(v.updates - n) / watched for v, n in zip(crowd.visitors, seen, strict=True)]
    # From a process of their own: that of the crowd, which reads all it is sent, is late itself.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        loop = asyncio.get_running_loop()
        newcomers = await loop.run_in_executor(apart, _newcomers, url)
    over.set()
    await asyncio.gather(*visits)
    return Followed(crowd, rates, cpu, serving, newcomers)


@dataclass(frozen=True)
class Churn:
    """Memory in bytes when so many sessions had come and gone, and what went wrong."""

    memory: dict[int, int]
    problems: list[str]
    lost: int


async def churn(server: Server, sessions: int, names: str, at_once: int = 20) -> Churn:
    """Sessions that come, play for a second or two, and go, ``at_once`` of them at any time."""
    seats, gone, memory = asyncio.Semaphore(at_once), 0, {}
    visitors: list[Visitor] = []

    async def come(seed: int) -> None:
        nonlocal gone
        async with seats:
            visitor = Visitor(_own(server, names, seed), Ledger())
            await visitor.visit(visitor.play, lambda: visitor.read(random.uniform(0.5, 2.5)))
            visitor.progress.clear()
            visitors.append(visitor)
        gone += 1
        if gone in (100, sessions) or gone % 250 == 0:
            memory[gone] = server.memory()

    await asyncio.gather(*(come(seed) for seed in range(sessions)))
    problems = [problem for visitor in visitors for problem in visitor.problems]
    return Churn(memory, problems, sum(visitor.lost for visitor in visitors))


def _own(server: Server, names: str, seed: int) -> str:
    return link(server, list=names, model="deep", seed=seed, epochs=FEWEST_EPOCHS + 50)


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that is not below so large a share of them; nan of no values."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)] if ordered else math.nan
