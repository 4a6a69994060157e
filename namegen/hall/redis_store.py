"""Halls that several servers share through Redis: a hash a hall, and one channel for changes."""

from __future__ import annotations

import json
import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from namegen.hall.store import ENDED, Fields, Store, StoreAway, Told

_log = logging.getLogger(__name__)

_KEY, _CHANNEL = "namegen:hall:", "namegen:halls"
_TIMEOUT = 0.5  # seconds; nobody waits longer for an answer of Redis
_RETRY = 0.5  # seconds between two attempts to reach it again
_SILENCES = 3  # time-outs without a message before it is asked whether it is still there


class RedisStore(Store):
    """Two threads of its own speak to Redis, one that writes and one that listens, so that a page
    or a phone never waits for it; ``claim`` and ``read`` wait half a second at most."""

    def __init__(self, url: str) -> None:
        """url: such as redis://127.0.0.1:6379/0. Raises ValueError for one that is none."""
        self._redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )
        self._server = secrets.token_hex(8)
        self._lock = threading.Lock()
        # What is still to be written, by hall: its end and the newest value of each field.
        self._due: dict[str, tuple[float, dict[str, str]]] = {}
        self._sending: dict[str, tuple[float, dict[str, str]]] = {}
        self._work = threading.Event()
        self._closing = threading.Event()
        self._listening = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def away(self) -> bool:
        return not self._listening.is_set()

    def claim(self, code: str, field: str, value: str, ends: float) -> bool:
        def ask() -> bool:
            with self._redis.pipeline() as pipe:
                pipe.hsetnx(_KEY + code, field, value)
                pipe.expireat(_KEY + code, int(ends))
                return bool(pipe.execute()[0])

        return self._answer(ask)

    def read(self, code: str) -> Fields:
        there = self._answer(lambda: self._redis.hgetall(_KEY + code))
        with self._lock:  # what is on its way is newer
            for on_its_way in (self._sending, self._due):
                there = _then(there, on_its_way.get(code, (0.0, {}))[1])
        return there

    def _answer(self, ask: Callable[[], Any]) -> Any:
        """What Redis answers. One that has just kept somebody waiting keeps nobody else waiting."""
        if self.away:
            raise StoreAway
        try:
            return ask()
        except redis.RedisError as error:
            self._listening.clear()
            raise StoreAway from error

    def write(self, code: str, fields: Fields, ends: float) -> None:
        with self._lock:
            self._due[code] = ends, _then(self._due.get(code, (ends, {}))[1], fields)
        self._work.set()

    def watch(self, told: Told, found: Callable[[], None]) -> None:
        for loop in (self._write, lambda: self._listen(told, found)):
            thread = threading.Thread(target=loop, name="halls", daemon=True)
            thread.start()
            self._threads.append(thread)
        self._listening.wait(2 * _TIMEOUT)

    def close(self) -> None:
        """Stop both threads, and wait for their last word."""
        self._closing.set()
        self._work.set()
        for thread in self._threads:
            thread.join(timeout=2)
        self._redis.close()

    def _write(self) -> None:
        while not self._closing.is_set():
            self._work.wait()
            self._work.clear()
            with self._lock:
                due, self._due = self._due, {}
                self._sending = due
            try:
                self._send(due)
                self._sending = {}
            except redis.RedisError:
                with self._lock:
                    self._sending = {}
                    for code, (ends, fields) in due.items():
                        newer = self._due.get(code, (ends, {}))[1]
                        self._due[code] = ends, _then(fields, newer)
                self._work.set()
                self._closing.wait(_RETRY)

    def _send(self, due: dict[str, tuple[float, dict[str, str]]]) -> None:
        if not due:
            return
        with self._redis.pipeline() as pipe:
            for code, (ends, fields) in due.items():
                if ENDED in fields:
                    pipe.delete(_KEY + code)
                pipe.hset(_KEY + code, mapping=fields)
                pipe.expireat(_KEY + code, int(ends))
                said = {"by": self._server, "code": code, "fields": fields}
                pipe.publish(_CHANNEL, json.dumps(said))
            pipe.execute()

    def _listen(self, told: Told, found: Callable[[], None]) -> None:
        while not self._closing.is_set():
            try:
                with self._redis.pubsub() as channel:
                    channel.subscribe(_CHANNEL)
                    if channel.get_message(timeout=_TIMEOUT):  # its word that it listens
                        self._listening.set()
                        found()
                        self._hear(channel, told)
            except (redis.RedisError, StoreAway):
                pass
            if self._listening.is_set():
                _log.warning("Redis is away: the halls of this server are on their own.")
                self._listening.clear()
            self._closing.wait(_RETRY)

    def _hear(self, channel: redis.client.PubSub, told: Told) -> None:
        silent = 0
        while self._listening.is_set() and not self._closing.is_set():
            message = channel.get_message(timeout=_TIMEOUT)
            if message is not None and message["type"] == "message":
                silent = 0
                said = json.loads(message["data"])
                if said["by"] != self._server:
                    told(said["code"], said["fields"])
                continue
            silent += 1
            if silent > _SILENCES:  # a Redis that was cut off says nothing, not even that
                self._redis.ping()
                silent = 0


def _then(before: Fields, after: Fields) -> dict[str, str]:
    """What is there when one has been written after the other."""
    return dict(after) if ENDED in after else {**before, **after}
