"""A hall of phones that follow a stage: how soon each sees what the leader does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from namegen.hall.codes import code_of
from tests.load import scenarios
from tests.load.client import Session
from tests.load.phone import Guest, Known, epoch, page
from tests.load.scenarios import percentile
from tests.load.server import Server
from tests.load.visitor import Ledger, Visitor

_SECRET = "the leader of the hall that is measured"
_MB = 1e6
_TRAIN, _SCRUBS, _NEWCOMERS = 7, 10, 5


def measure(phones: int, names: str) -> dict[str, Any]:
    """Each phone opens its page and its line, as a browser does; printed as one sentence."""
    with Server() as server:
        asyncio.run(scenarios.warm_up(server, names))
        seen = asyncio.run(_talk(server, phones, names))
        seen |= {"memory": server.peak / _MB, "errors": seen["errors"] + server.faults()}
    print(
        f"\n{phones} phones follow a stage: a change of page is on all after {seen['page']:.2f} s, "
        f"a scrub after {seen['scrub p95']:.2f} s (p95 of {_SCRUBS}), all votes are on the\nstage "
        f"{seen['vote']:.2f} s after the last was sent; page p95 of {_NEWCOMERS} who come "
        f"meanwhile {seen['page p95']:.2f} s, memory {seen['memory']:.0f} MB, errors "
        f"{seen['errors']}, lost {seen['lost']}",
        flush=True,
    )
    return seen


async def _talk(server: Server, count: int, names: str) -> dict[str, Any]:
    code = code_of(_SECRET)
    leader = Guest(server.url, code, lead=_SECRET, url=server.url)
    await leader.until(lambda known: page(known) == "join")
    pages, phones = [], []
    for number in range(count):
        tab = Session(f"{server.url}/stage?join={code}&list={names}", lambda *_: None)
        await tab.connect()
        pages.append(tab)
        phones.append(Guest(server.url, code, phone=f"{number:032x}"))
    await _all(phones, lambda known: page(known) == "join")

    async def until_all(true: Callable[[Known], Any], **action: Any) -> float:
        """Seconds from what the leader does until it is true for every phone."""
        begun = time.perf_counter()
        await leader.send(**action)
        return await _all(phones, true) - begun

    changed = await until_all(lambda known: page(known) == "start", do="on")
    asked = phones[0].known["scene"]["ask"]["id"]
    await asyncio.gather(*(phone.send(vote=1, ask=asked) for phone in phones))
    sent = time.perf_counter()
    voted = await leader.until(lambda known: sum(known["lead"]["counts"]) == count) - sent

    await until_all(
        lambda known: page(known) == "train" and epoch(known) == 0, do="go", number=_TRAIN
    )
    await leader.send(do="play")
    newcomers = [
        Visitor(scenarios.link(server, list=names, model="deep", seed=seed), Ledger())
        for seed in range(_NEWCOMERS)
    ]
    for visitor in newcomers:
        await visitor.visit()
    await _all(phones, lambda known: epoch(known) >= 30)
    scrubs = [
        await until_all(lambda known, to=to: epoch(known) == to, do="epoch", number=to)
        for to in range(1, _SCRUBS + 1)
    ]
    for tab in pages:
        await tab.close()
    for guest in (leader, *phones):
        await guest.close()
    problems = [problem for visitor in newcomers for problem in visitor.problems]
    return {
        "page": changed,
        "vote": voted,
        "scrub p95": percentile(scrubs, 0.95),
        "page p95": percentile([visitor.first_page for visitor in newcomers], 0.95),
        "errors": sum(len(phone.errors) for phone in phones) + len(problems),
        "lost": sum(phone.lost for phone in phones),
    }


async def _all(phones: list[Guest], true: Callable[[Known], Any]) -> float:
    """When it was true for the last of them (``time.perf_counter``)."""
    return max(await asyncio.gather(*(phone.until(true) for phone in phones)))
