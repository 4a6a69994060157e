"""The indexes of Find alike: made bit by bit while somebody looks, once for all who ask."""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Sequence
from typing import Any

from namegen.lessons.similar_names import LAST, NameIndex, building
from namegen.lists.name_list import NameList
from namegen.models.network import NetworkModel
from namegen.ui.serving.latest_made import Latest
from namegen.ui.serving.limits import INDEXES_BUDGET

# Seconds of work in each turn; and without anybody who looks before it rests.
_TURN, _NOBODY = 0.1, 3.0
# A full hall works on one index at a time: many at once would leave no page answering.
_at_work = threading.Lock()
_BYTES_A_NAME = 40


class Making:
    """An index on its way. While somebody looks, there is work on it."""

    def __init__(self, model: NetworkModel, names: Sequence[str], layer: int = LAST) -> None:
        self.share = 0.0
        self.index: NameIndex | None = None
        self.sample: Any = None  # what a page draws of the whole index, kept as long as it is
        self._steps = building(model, names, layer)
        self._looked = 0.0  # monotonic seconds
        self._worker: threading.Thread | None = None

    def work(self, seconds: float) -> None:
        """Go on for about that time, or to the end; not at all if others take all of that time."""
        if self.index is not None or not _at_work.acquire(timeout=seconds):
            return
        try:
            end = time.monotonic() + seconds
            while self.index is None and time.monotonic() < end:
                try:
                    self.share = next(self._steps)
                except StopIteration as done:
                    self.index = done.value
        finally:
            _at_work.release()

    def go_on(self) -> None:
        """Somebody looks: work in the background, until it is done or nobody does."""
        self._looked = time.monotonic()
        if self.index is None and (self._worker is None or not self._worker.is_alive()):
            self._worker = threading.Thread(target=self._work_on, name="index", daemon=True)
            self._worker.start()

    def _work_on(self) -> None:
        while self.index is None and time.monotonic() - self._looked < _NOBODY:
            self.work(_TURN)


_indexes: Latest[Making] = Latest(INDEXES_BUDGET)


def making(names: NameList, key: Hashable, model: NetworkModel, layer: int = LAST) -> Making:
    """The index of a list by a layer of a network, whose identity the key is; begun, or done."""
    return _indexes.of(
        names.digest,
        (key, layer),
        _BYTES_A_NAME * len(names.names),
        lambda: Making(model, tuple(dict.fromkeys(names.names)), layer),
    )
