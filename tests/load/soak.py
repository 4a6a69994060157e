"""Soak: visitors who come, train, bring lists, sleep and die, an hour or so; a line a minute.

In the last quarter memory and descriptors are to be what they were in the second, within a tenth,
with no error in the log and nobody waiting for over two seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import fmean

from websockets.exceptions import WebSocketException

from tests.load import scenarios
from tests.load.client import Session
from tests.load.server import CORES, Server, hold
from tests.load.tab import status

_PAGES = ("", "count", "network", "game", "recipe", "status")
_PATIENCE = 60.0  # seconds
_COLUMNS = ("minute", "visits", "memory MB", "of it runs", "descriptors", "slowest answer s",
            "errors")  # fmt: skip
_SLOW = 2.0  # seconds that nobody is to wait for an answer


@dataclass
class Soak:
    """What has been seen so far: lines of figures, and what went wrong."""

    server: Server
    visits: int = 0
    slowest: float = 0.0
    problems: Counter[str] = field(default_factory=Counter)
    lines: list[tuple[float, ...]] = field(default_factory=list)

    async def line(self, minute: float) -> None:
        process = self.server.process
        runs = (await status(self.server))["history_mb"]
        errors = self.server.faults() + self.problems.total()
        figures = (self.server.memory() / 1e6, runs, process.num_fds(), self.slowest, errors)
        self.lines.append((minute, self.visits, *figures))
        print("  ".join(f"{f:>{len(c)}.4g}" for c, f in zip(_COLUMNS, self.lines[-1], strict=True)))
        self.slowest = 0.0

    def growth(self, column: str) -> float:
        """How much more there is in the last quarter than in the second, on average, as a share:
        with visitors who come and go, one minute is not the next."""
        values = [line[_COLUMNS.index(column)] for line in self.lines]
        quarter = max(1, len(values) // 4)
        return fmean(values[-quarter:]) / fmean(values[quarter : 2 * quarter] or values) - 1


async def soak(server: Server, visitors: int, seconds: float, every: float = 60.0) -> Soak:
    """So many visitors at any time, for so long; a line of figures whenever ``every`` is over."""
    seen, begun = Soak(server), time.monotonic()
    print("  ".join(_COLUMNS))
    ends = begun + seconds
    going = [asyncio.create_task(_come_and_go(seen, n, ends)) for n in range(visitors)]
    going.append(asyncio.create_task(_ask(seen, ends)))
    while time.monotonic() < ends:
        await asyncio.sleep(max(0.0, min(every, ends - time.monotonic())))
        await seen.line((time.monotonic() - begun) / 60)
    await asyncio.gather(*going)
    return seen


async def _come_and_go(seen: Soak, number: int, ends: float) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, 3))
    while time.monotonic() < ends:
        act = chance.choice((_read, _read, _train, _train, _bring_a_list, _sleep, _die))
        try:
            await act(seen.server, chance)
        except (TimeoutError, LookupError, OSError, WebSocketException) as error:
            seen.problems[f"{act.__name__}: {error}"] += 1
        seen.visits += 1


async def _read(server: Server, chance: random.Random) -> None:
    async with Session(f"{server.url}/{chance.choice(_PAGES)}?list=given") as tab:
        await tab.run(_PATIENCE)
        await asyncio.sleep(chance.uniform(0.5, 4))


@asynccontextmanager
async def _playing(server: Server, chance: random.Random) -> AsyncIterator[Session]:
    url = scenarios.link(server, list="given", seed=chance.randrange(10_000), epochs=400)
    async with Session(url) as tab:
        await tab.wait_for(lambda: tab.page.has("Play"), _PATIENCE)
        await tab.click("Play")
        await tab.wait_for(lambda: tab.page.has("Pause"), _PATIENCE)
        yield tab


async def _train(server: Server, chance: random.Random) -> None:
    async with _playing(server, chance):
        await asyncio.sleep(chance.uniform(1, 6))


async def _die(server: Server, chance: random.Random) -> None:
    """Its connection breaks while it trains, and nobody comes back."""
    async with _playing(server, chance) as tab:
        await tab.drop()


async def _sleep(server: Server, chance: random.Random) -> None:
    """A phone that sleeps for some seconds and wakes up."""
    async with _playing(server, chance) as tab:
        await tab.drop()
        before = tab.runs
        await asyncio.sleep(chance.uniform(1, 8))
        await tab.connect()
        await tab.rerun()
        await tab.wait_for(lambda: tab.runs > before, _PATIENCE)


async def _bring_a_list(server: Server, chance: random.Random) -> None:
    names = ("".join(chance.choices("abdeiklmnorstu", k=chance.randint(3, 8))) for _ in range(3000))
    async with Session(f"{server.url}/own") as tab:
        await tab.run(_PATIENCE)
        await tab.set("Paste names", "\n".join(names))
        await tab.run(_PATIENCE)
        await asyncio.sleep(chance.uniform(0.5, 2))


async def _ask(seen: Soak, ends: float) -> None:
    """Ask for the health every half second: nobody waits longer than this does."""
    while time.monotonic() < ends:
        begun = time.monotonic()
        try:
            await asyncio.to_thread(_get, seen.server.url)
        except OSError as error:
            seen.problems[f"health: {error}"] += 1
        seen.slowest = max(seen.slowest, time.monotonic() - begun)
        await asyncio.sleep(0.5)


def _get(url: str) -> None:
    urllib.request.urlopen(f"{url}/_stcore/health", timeout=30).close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--visitors", type=int, default=20)
    options = parser.parse_args()
    hold(os.getpid(), CORES[1:])
    with Server(env={"NAMEGEN_LIST": "given"}) as server:
        asyncio.run(scenarios.warm_up(server, "given"))
        seen = asyncio.run(soak(server, options.visitors, 60 * options.minutes))
        slow = max(line[_COLUMNS.index("slowest answer s")] for line in seen.lines)
        print(f"\nSecond quarter to last: memory {seen.growth('memory MB'):+.0%}, ", end="")
        print(f"descriptors {seen.growth('descriptors'):+.0%}; ", end="")
        print(f"slowest answer {slow:.1f} s (at most {_SLOW:g}); errors {seen.lines[-1][-1]:g}")
        problems = seen.problems + Counter(f"the server: {error}" for error in server.errors())
        for problem, times in problems.most_common(5):
            print(f"    {times} x {problem}")


if __name__ == "__main__":
    main()
