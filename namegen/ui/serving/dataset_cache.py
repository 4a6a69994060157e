"""The contexts of lists: made once for everybody, one list at a time, within a budget of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from weakref import WeakValueDictionary

from namegen.lists.name_list import NameList
from namegen.models.contexts import TooManyContextsError
from namegen.training.dataset import Dataset
from namegen.ui.serving.limits import MAX_CELLS, LimitError
from namegen.ui.serving.turn import in_turn


class DatasetCache:
    """Those that runs hold, and those used last, as many as fit into ``spare`` bytes."""

    def __init__(self, spare: int) -> None:
        self._spare = spare
        self._held: WeakValueDictionary[Hashable, Dataset] = WeakValueDictionary()
        self._latest: OrderedDict[tuple[str, int, float], Dataset] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, names: NameList, context: int, validation: float) -> Dataset:
        """The contexts of a list. Raises LimitError where they are too many for a shared app."""
        key = names.digest, context, validation
        dataset = self._held.get(key)
        if dataset is None:
            with in_turn():
                dataset = self._held.get(key) or _made(names, context, validation)
        with self._lock:
            self._held[key] = self._latest[key] = dataset
            self._latest.move_to_end(key)
            while self._latest_bytes() > self._spare:
                self._latest.popitem(last=False)
        return dataset

    def forget(self, digest: str) -> None:
        """Keep nothing of a list that nobody has any more."""
        with self._lock:
            for key in [key for key in self._latest if key[0] == digest]:
                del self._latest[key]

    def _latest_bytes(self) -> int:
        return sum(dataset.bytes for dataset in self._latest.values())


def _made(names: NameList, context: int, validation: float) -> Dataset:
    try:
        return Dataset.of(names.names, context, validation, MAX_CELLS, names.weights)
    except TooManyContextsError as error:
        contexts = error.contexts
    # Raised out here, it does not hold what the error's traceback holds: all of the list's windows.
    raise LimitError(
        f"With a context of {context} this list has {contexts:,} different contexts, too many for "
        "the shared app. Choose a shorter context."
    )
