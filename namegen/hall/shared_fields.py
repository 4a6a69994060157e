"""All that is said in a hall, as fields of which every server holds a copy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from namegen.hall.store import ENDED, Fields, Store


class SharedFields:
    """What this server knows of a hall. Safe for threads.

    Every field has the name ``group/member``, such as ``vote/count/8f3a...``; a group is what is
    asked for together.
    """

    def __init__(self, code: str, ends: float, store: Store) -> None:
        """ends: seconds since 1970."""
        self.code, self.ends, self._store = code, ends, store
        self._groups: dict[str, dict[str, str]] = {}
        self._lock = threading.RLock()
        # Whom to tell of news, and as which phone they listen, if as one.
        self._watchers: dict[Callable[[], None], str | None] = {}

    def take(self, fields: Fields) -> None:
        """Take over what another server has written."""
        with self._lock:
            if ENDED in fields:
                self._groups.clear()
            for name, value in fields.items():
                group, _, member = name.rpartition("/")
                self._groups.setdefault(group, {})[member] = value
        self._say({name.rpartition("/")[2] for name in fields})

    def fields(self) -> dict[str, str]:
        """All there is."""
        with self._lock:
            return {
                f"{group}/{member}" if group else member: value
                for group, members in self._groups.items()
                for member, value in members.items()
            }

    def _write(self, fields: Fields) -> None:
        if not self.over:
            self._store.write(self.code, fields, self.ends)
            self.take(fields)

    def _group(self, group: str) -> dict[str, str]:
        with self._lock:
            return dict(self._groups.get(group, {}))

    def _one(self, name: str) -> str | None:
        group, _, member = name.rpartition("/")
        return self._groups.get(group, {}).get(member)

    def watch(self, changed: Callable[[], None], phone: str | None = None) -> Callable[[], None]:
        """Have ``changed`` called, from any thread, when there is news; returns what ends that.
        phone: who listens so hears nothing of what is another phone's alone."""
        with self._lock:
            self._watchers[changed] = phone
        return lambda: self._watchers.pop(changed, None)

    @property
    def watchers(self) -> int:
        """How many are told of news here."""
        return len(self._watchers)

    def _say(self, members: set[str]) -> None:
        """members: of the fields that have changed."""
        phones = self._groups.get("phone", {})
        of_all = not members <= phones.keys()
        for changed, phone in tuple(self._watchers.items()):
            if of_all or phone is None or phone in members:
                changed()

    @property
    def over(self) -> bool:
        return self._one(ENDED) is not None or time.time() > self.ends

    @property
    def alone(self) -> bool:
        """Whether this server has lost sight of the others."""
        return self._store.away

    def end(self) -> None:
        """Forget all that was said here."""
        self._store.write(self.code, {ENDED: "1"}, self.ends)
        self.take({ENDED: "1"})
