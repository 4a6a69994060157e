"""The socket of a hall: a stage, a presenter's window or a phone, each on a line of its own."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette import status
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from namegen.errors import InputError
from namegen.hall.codes import code_of
from namegen.hall.hall import Hall, HallAway, HallError
from namegen.hall.said import Began
from namegen.ui.serving.halls import halls
from namegen.ui.serving.web import messages
from namegen.ui.serving.web.addresses import base
from namegen.ui.stage import shows

if TYPE_CHECKING:
    from namegen.ui.stage.show import Show

_log = logging.getLogger(__name__)

_HELLO = 10.0  # seconds in which a socket says who it is
# Seconds in which what changes is told together, and those for each who is told here: to tell one
# takes half as long, and the pages of those who come have their turn between.
_AT_ONCE, _EACH = 0.05, 0.00025
_HEARTBEAT = 5.0  # seconds between two words of a server about how many are here
_LONGEST_URL = 500  # characters of the app's address
_NOT_UNDERSTOOD = "The server does not understand this page; reload it."
# What reading a message comes to that no page of ours sends, or none in time.
_NO_WORD = (
    asyncio.TimeoutError, ValueError, TypeError, KeyError, OverflowError, RecursionError,
)  # fmt: skip

Parts = Mapping[str, str]
"""What a browser knows of a hall: a few texts of JSON, told anew when they have changed."""


@dataclass(frozen=True)
class _Guest:
    """One end of a line. parts: what it is to know now. take: does what it asks for. phone: whose
    it is, if a phone's."""

    hall: Hall
    parts: Callable[[], Parts]
    take: Callable[[Mapping[str, Any]], None]
    leave: Callable[[], None]
    phone: str | None = None


async def _answer(socket: WebSocket) -> None:
    await socket.accept()
    guest = None
    try:
        hello = await asyncio.wait_for(_received(socket), _HELLO)
        visitor = socket.client.host if socket.client else ""
        guest = await asyncio.to_thread(_enter, socket.path_params["code"], hello, visitor)
        await _talk(socket, guest)
    except (InputError, *_NO_WORD) as error:
        said = str(error) if isinstance(error, InputError) else _NOT_UNDERSTOOD
        again = isinstance(error, HallAway | asyncio.TimeoutError)
        with suppress(RuntimeError, WebSocketDisconnect):
            await socket.send_text(json.dumps({"error": said, "again": again}))
            await socket.close(status.WS_1008_POLICY_VIOLATION)
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        if guest:
            await asyncio.to_thread(guest.leave)


async def _received(socket: WebSocket) -> Mapping[str, Any]:
    said = await messages.received(socket)
    if not isinstance(said, dict):
        raise ValueError
    return said


async def _talk(socket: WebSocket, guest: _Guest) -> None:
    """Until either side closes. A slow reader gets what is newest when it is ready for it."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def tell() -> None:
        with suppress(RuntimeError):  # the server has stopped
            loop.call_soon_threadsafe(changed.set)

    stop = guest.hall.watch(tell, guest.phone)
    pushing = asyncio.create_task(_push(socket, guest, changed))
    try:
        while True:
            said = await _received(socket)
            try:
                guest.take(said)
            except InputError as error:
                await socket.send_text(json.dumps({"said": str(error)}))
            await asyncio.sleep(messages.BETWEEN)
    finally:
        stop()
        pushing.cancel()


async def _push(socket: WebSocket, guest: _Guest, changed: asyncio.Event) -> None:
    sent: dict[str, str] = {}
    try:
        while not guest.hall.over:
            changed.clear()
            parts = guest.parts()
            news = {name: text for name, text in parts.items() if sent.get(name) != text}
            if news:
                said = ",".join(f'"{name}":{text or "null"}' for name, text in news.items())
                await socket.send_text(f"{{{said}}}")
                sent |= news
                await asyncio.sleep(max(_AT_ONCE, guest.hall.watchers * _EACH))
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(changed.wait(), _HEARTBEAT)
            guest.hall.tell_present(every=_HEARTBEAT)
        await socket.send_text('{"error":"This hall has ended.","again":false}')
        await socket.close()
    except (WebSocketDisconnect, RuntimeError):
        pass
    except Exception:
        _log.exception("A line of a hall could not go on")
        await socket.close(status.WS_1011_INTERNAL_ERROR)


def _enter(code: str, hello: Mapping[str, Any], visitor: str) -> _Guest:
    """Who has come: a page in stage mode, a reader alone, a leader by the secret, or a phone.

    Raises HallError.
    """
    if "page" in hello:
        return _of_page(code)
    if "tour" in hello:
        return _of_tour(hello)
    if "lead" in hello:
        return _leader(code, hello)
    phone, its_pass = str(hello["phone"]), str(hello.get("pass", ""))
    found = halls()
    hall = found.find_again(code, phone, its_pass) if its_pass else found.find(code, visitor)
    hall.enter(phone)
    return _Guest(
        hall,
        lambda: _common(hall) | {"me": _of_phone(hall, phone)},
        lambda said: _from_phone(hall, phone, said),
        lambda: hall.leave(phone),
        phone,
    )


def _leader(code: str, hello: Mapping[str, Any]) -> _Guest:
    secret, url = str(hello["lead"]), str(hello.get("url", ""))[:_LONGEST_URL]
    if not url.isascii():  # as browsers write them; a picture of the code has room for these
        raise ValueError
    at = _begin(hello)
    if code_of(secret) != code:
        raise HallError("This link does not lead this hall; use the one that started it.")
    hall = halls().open_again(secret)
    if hall is None:
        raise HallError("This hall has ended; start another.")
    return _led(shows.of(hall, url, at), lambda: shows.leave(hall))


def _of_tour(hello: Mapping[str, Any]) -> _Guest:
    show = shows.tour(_begin(hello), hello.get("kept"))
    return _led(show, lambda: shows.end(show))


def _begin(hello: Mapping[str, Any]) -> Began:
    step, phase, epoch, turn = map(_whole, hello.get("at", (0, 0, 0, 0)))
    return step, phase, epoch, turn, str(hello.get("talk", "")), str(hello.get("list", ""))


def _of_page(token: str) -> _Guest:
    show = shows.of_page(token)
    if show is None:
        raise HallError("One moment: the page comes back.")  # it looks for its session by itself
    return _led(show, lambda: shows.end(show))


def _led(show: Show, leave: Callable[[], None]) -> _Guest:
    return _Guest(
        show.hall,
        lambda: _common(show.hall) | {"lead": show.told()},
        lambda said: show.do(str(said["do"]), _whole(said.get("number", 0)), said.get("text", "")),
        leave,
    )


def _whole(number: Any) -> int:
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError
    return int(number)


def _common(hall: Hall) -> dict[str, str]:
    return {
        "scene": hall.picture("scene"),
        "frame": hall.picture("frame"),
        "here": str(hall.present),
        "alone": json.dumps(hall.alone),
    }


def _of_phone(hall: Hall, phone: str) -> str:
    asked = hall.picture("ask")
    vote = hall.vote_of(asked, phone) if asked else None
    found = hall.result_of(phone)
    return json.dumps(
        {
            "name": hall.name_of(phone),
            "pass": hall.pass_of(phone),
            "vote": vote,
            "sent": hall.sent_by(phone),
            "struck": hall.is_struck(phone),
            "found": found and {"loss": round(found.loss, 3), "names": found.names},
            "told": hall.told(phone),
        }
    )


def _from_phone(hall: Hall, phone: str, said: Mapping[str, Any]) -> None:
    match said:
        case {"vote": option, "ask": asked} if asked and asked == hall.picture("ask"):
            hall.vote(asked, phone, _option(hall, option))
        case {"name": str(name)}:
            hall.send_name(phone, name[:100])
        case {"try": dict(asked)}:
            from namegen.ui.stage import search

            search.begin(hall, phone, asked)


def _option(hall: Hall, number: Any) -> int:
    """Raises HallError for an option that the question does not have."""
    options = json.loads(hall.picture("scene")).get("ask", {}).get("options", ())
    if type(number) is not int or not 0 <= number < len(options):  # true is an int, too
        raise HallError("The question has changed; answer again.")
    return number


ROUTE = WebSocketRoute(base() + "/hall/{code:path}", _answer)
"""Where browsers open their lines."""
