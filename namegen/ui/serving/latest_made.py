"""What was made of lists and may be wanted again: the latest, within a budget of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from namegen.ui.serving import own_lists

T = TypeVar("T")


class Latest(Generic[T]):
    """Things by the list that they were made of and a key, each with the bytes that it takes."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._kept: OrderedDict[tuple[str, Hashable], tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()
        own_lists.when_gone(self._forget)

    def of(self, digest: str, key: Hashable, size: int, make: Callable[[], T]) -> T:
        """The thing that is there, or a new one. It stays at least until another is asked for."""
        with self._lock:
            if (digest, key) not in self._kept:
                self._kept[digest, key] = make(), size
            self._kept.move_to_end((digest, key))
            while len(self._kept) > 1 and self.bytes > self._budget:
                self._kept.popitem(last=False)
            return self._kept[digest, key][0]

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self._kept.values())

    def _forget(self, digest: str) -> None:
        """Nobody has this list any more."""
        with self._lock:
            for place in [place for place in self._kept if place[0] == digest]:
                del self._kept[place]
