"""A hall of phones that follow a stage: how soon each sees what the leader does."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any

from namegen.hall.codes import code_of
from namegen.ui.serving import startup
from tests.hall.redis_server import Redis
from tests.load import scenarios
from tests.load.client import Session
from tests.load.nginx import Nginx
from tests.load.phone import Guest, Known, epoch, page
from tests.load.scenarios import percentile
from tests.load.server import Server
from tests.load.visitor import Ledger, Visitor

_SECRET = "the leader of the hall that is measured"
_MB = 1e6
_START, _TRAIN, _SCRUBS, _NEWCOMERS = 1, 7, 10, 5
_PATIENCE = 120.0  # seconds
# By now, in seconds, all whose server is gone have noticed, and none has tried it again.
_NOTICED = 0.5


def measure(phones: int, names: str, servers: int = 1) -> dict[str, Any]:
    """Each phone opens its page and its line, as a browser does; printed as one sentence.

    servers: 1, or 2 that share a Redis behind the nginx example; of these the leader's is killed.
    """
    startup.raise_soft_limit()  # two sockets a phone, at either end
    with ExitStack() as stack:
        env = {"NAMEGEN_LIST": names, "STREAMLIT_SERVER_COOKIE_SECRET": "of the hall"}
        if servers > 1:
            env["NAMEGEN_REDIS"] = stack.enter_context(Redis()).url
        apps = [stack.enter_context(Server(first_core=i, env=env)) for i in range(servers)]
        for app in apps:
            asyncio.run(scenarios.warm_up(app, names))
        front = stack.enter_context(Nginx(apps)) if servers > 1 else None
        seen = asyncio.run(_talk(_Hall(apps, front), phones, names))
        seen["memory"] = max(app.peak for app in apps) / _MB
        seen["errors"] += sum(app.faults() for app in apps)
    on = f" on {servers} servers" if servers > 1 else ""
    print(
        f"\n{phones} phones{on} follow a stage: a change of page is on all after "
        f"{seen['page']:.2f} s, a scrub after {seen['scrub p95']:.2f} s (p95 of {_SCRUBS}),\n"
        f"all votes are on the stage {seen['vote']:.2f} s after the last was sent; page p95 of "
        f"{_NEWCOMERS} who come meanwhile {seen['page p95']:.2f} s,\n"
        f"memory {seen['memory']:.0f} MB, errors {seen['errors']}, lost {seen['lost']}",
        flush=True,
    )
    if servers > 1:
        print(
            f"The leader's server is killed: {seen['moved']} phones and the leader are back on the "
            f"other after {seen['back']:.2f} s,\n{seen['changed']} of all with another name, step "
            f"or vote; a change of page is then on all after {seen['page after']:.2f} s",
            flush=True,
        )
    return seen


@dataclass
class _Hall:
    """The servers of a hall, and what stands before them if they are several."""

    servers: list[Server]
    front: Nginx | None

    @property
    def url(self) -> str:
        return (self.front or self.servers[0]).url

    async def seat(self) -> tuple[str, Server]:
        """The cookie of somebody who comes, and the server that they are given."""
        if self.front is None:
            return "", self.servers[0]
        served, cookie = await asyncio.to_thread(self.front.get)
        return cookie, next(one for one in self.servers if served.endswith(f":{one.port}"))


async def _talk(hall: _Hall, count: int, names: str) -> dict[str, Any]:
    code = code_of(_SECRET)
    cookie, leaders = await hall.seat()
    leader = Guest(hall.url, code, cookie, lead=_SECRET, url=hall.url)
    await leader.until(lambda known: page(known) == "join")
    pages, phones = [], []
    for number in range(count):
        cookie, _ = await hall.seat()
        headers = {"Cookie": cookie} if cookie else None
        tab = Session(f"{hall.url}/stage?join={code}&list={names}", None, headers)
        await tab.connect()
        pages.append(tab)
        phones.append(Guest(hall.url, code, cookie, phone=f"{number:032x}"))
    await _all(phones, lambda known: page(known) == "join" and known.get("me"))

    gc.freeze()  # a collection among a thousand phones takes a second, and none of the server's

    async def until_all(true: Callable[[Known], Any], **action: Any) -> float:
        """Seconds from what the leader does until it is true for every phone."""
        begun = time.perf_counter()
        await leader.send(**action)
        return await _all(phones, true) - begun

    changed = await until_all(lambda known: page(known) == "start", do="on")
    asked = phones[0].known["scene"]["ask"]["id"]
    await asyncio.gather(*(phone.send(vote=i % 3, ask=asked) for i, phone in enumerate(phones)))
    sent = time.perf_counter()
    voted = await leader.until(lambda known: sum(known["lead"]["counts"]) == count) - sent

    await until_all(
        lambda known: page(known) == "train" and epoch(known) == 0, do="go", number=_TRAIN
    )
    await leader.send(do="play")
    newcomers = [
        Visitor(scenarios.link(hall, list=names, model="deep", seed=seed), Ledger())
        for seed in range(_NEWCOMERS)
    ]
    for visitor in newcomers:
        await visitor.visit()
    await _all(phones, lambda known: epoch(known) >= 30)
    scrubs = [
        await until_all(lambda known, to=to: epoch(known) == to, do="epoch", number=to)
        for to in range(1, _SCRUBS + 1)
    ]
    seen = {
        "page": changed,
        "vote": voted,
        "scrub p95": percentile(scrubs, 0.95),
        "page p95": percentile([visitor.first_page for visitor in newcomers], 0.95),
        "lost": sum(phone.lost for phone in phones),
    }
    if hall.front:
        await until_all(_is_back, do="go", number=_START)
        seen |= await _outlive(leaders, leader, phones, pages)
        seen["page after"] = await until_all(lambda known: page(known) == "count", do="on")
    for tab in pages:
        await tab.close()
    for guest in (leader, *phones):
        await guest.close()
    problems = [problem for visitor in newcomers for problem in visitor.problems]
    seen["errors"] = sum(len(guest.errors) for guest in (leader, *phones)) + len(problems)
    return seen


async def _outlive(
    server: Server, leader: Guest, phones: list[Guest], pages: list[Session]
) -> dict[str, Any]:
    """The leader's server dies; everybody whose line is cut comes back to the other."""
    before = [_kept(phone) for phone in phones]
    votes = leader.known["lead"]["counts"]
    lost = [phone.lost for phone in phones]
    server.kill()
    killed = time.perf_counter()
    await leader.until(lambda known: not known)
    await asyncio.sleep(_NOTICED)
    reopened = asyncio.gather(*(_reopened(tab) for tab in pages))
    back = await _all([leader, *phones], _is_back)
    await leader.until(lambda known: known.get("lead", {}).get("counts") == votes, _PATIENCE)
    await reopened
    after = [_kept(phone) for phone in phones]
    return {
        "back": back - killed,
        "moved": sum(phone.lost > n for phone, n in zip(phones, lost, strict=True)),
        "changed": sum(one != other for one, other in zip(before, after, strict=True)),
    }


async def _reopened(tab: Session) -> None:
    """A browser's page opens its own line again, too."""
    with suppress(TimeoutError):
        await tab.wait_for(lambda: tab.lost, 2.0)
    if tab.lost:
        await tab.connect()


def _is_back(known: Known) -> bool:
    return page(known) == "start" and bool(known.get("me") or known.get("lead"))


def _kept(phone: Guest) -> tuple[Any, ...]:
    """What a phone is not to lose."""
    me = phone.known["me"]
    return me["name"], me["vote"], phone.known["scene"]["step"]


async def _all(guests: list[Guest], true: Callable[[Known], Any]) -> float:
    """When it was true for the last of them (``time.perf_counter``)."""
    return max(await asyncio.gather(*(guest.until(true, _PATIENCE) for guest in guests)))
