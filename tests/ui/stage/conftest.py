"""A server of halls for the tests of their lines, and a hall on it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from namegen.hall.hall import Hall
from namegen.ui.serving.halls import halls
from namegen.ui.serving.web.addresses import OwnPagesOnly
from namegen.ui.stage.socket import ROUTE


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that has nothing but the halls."""
    app = Starlette(routes=[ROUTE], middleware=[Middleware(OwnPagesOnly)])
    one = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=one.run)
    thread.start()
    while not one.started:
        time.sleep(0.01)
    port = one.servers[0].sockets[0].getsockname()[1]
    yield f"ws://127.0.0.1:{port}/hall"
    one.should_exit = True
    thread.join()


@pytest.fixture
def led() -> Iterator[tuple[Hall, str]]:
    """A hall, and the secret that leads it."""
    hall, secret = halls().open()
    yield hall, secret
    hall.end()
    halls.cache_clear()
