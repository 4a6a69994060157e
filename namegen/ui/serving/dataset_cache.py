"""The contexts of lists: made once for everybody, one list at a time, within a budget of memory."""

from __future__ import annotations

from collections.abc import Hashable
from weakref import WeakValueDictionary

from namegen.lists.name_list import NameList
from namegen.models.contexts import TooManyContextsError
from namegen.training.dataset import Dataset
from namegen.ui.serving.latest_made import Latest
from namegen.ui.serving.limits import MAX_CELLS, LimitError
from namegen.ui.serving.one_at_a_time import in_turn


class DatasetCache:
    """Those that runs hold, and those used last, as many as fit into ``spare`` bytes."""

    def __init__(self, spare: int) -> None:
        self._held: WeakValueDictionary[Hashable, Dataset] = WeakValueDictionary()
        self._latest: Latest[Dataset] = Latest(spare)

    def of(self, names: NameList, context: int, validation: float) -> Dataset:
        """The contexts of a list. Raises LimitError where they are too many for a shared app."""
        key = names.digest, context, validation
        dataset = self._held.get(key)
        if dataset is None:
            with in_turn():
                dataset = self._held.get(key) or _made(names, context, validation)
        self._held[key] = dataset
        return self._latest.of(names.digest, (context, validation), dataset.bytes, lambda: dataset)


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
