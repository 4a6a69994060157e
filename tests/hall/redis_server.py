"""A redis-server of a test's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, suppress

import pytest
import redis

_PATIENCE = 10.0  # seconds


class Redis:
    """``with Redis() as server:`` one that keeps nothing in files, at ``server.url``.

    It may be stopped and started again, and has then forgotten everything.
    """

    def __init__(self) -> None:
        with closing(socket.socket()) as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> Redis:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        client, end = redis.Redis.from_url(self.url), time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(redis.RedisError):
                client.ping()
                return
            time.sleep(0.01)
        raise TimeoutError("Redis did not start.")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def needed() -> None:
    """Skip a test where there is no redis-server, unless NAMEGEN_REDIS_TESTS=required."""
    if shutil.which("redis-server"):
        return
    if os.environ.get("NAMEGEN_REDIS_TESTS") == "required":
        pytest.fail("The Redis tests are required here, but there is no redis-server.")
    pytest.skip("There is no redis-server on this machine.")
