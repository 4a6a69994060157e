"""A line of a hall, as a page of ours opens it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from websockets.sync.client import connect

from namegen.hall.hall import Hall

PHONE = "0a" * 16


class Line:
    """An open line, and all that it has been told so far."""

    def __init__(self, address: str, **hello: Any) -> None:
        self.socket, self.known = connect(address, legacy=True), {}
        self.close = self.socket.close
        self.send(**hello)

    def until(self, true: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """What is known once something is true of it."""
        end = time.monotonic() + 30
        while not true(self.known):
            assert time.monotonic() < end, self.known
            self.known |= json.loads(self.socket.recv(timeout=20))
        return self.known

    def send(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))


@contextmanager
def both(server: str, hall: Hall, secret: str) -> Iterator[tuple[Line, Line]]:
    """The leader and a phone."""
    address = f"{server}/{hall.code}"
    with (
        closing(Line(address, lead=secret, url="http://here")) as leader,
        closing(Line(address, phone=PHONE)) as phone,
    ):
        phone.until(lambda known: "me" in known)
        yield leader, phone


def page(known: dict[str, Any]) -> str:
    return (known.get("scene") or {}).get("page", "")
