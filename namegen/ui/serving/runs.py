"""The scheduler of the app's runs, within its limits, and the contexts that they share."""

from __future__ import annotations

from namegen.lists.name_list import NameList
from namegen.training.dataset import Dataset
from namegen.ui.serving import own_lists
from namegen.ui.serving.dataset_cache import DatasetCache
from namegen.ui.serving.limits import FORGET_AFTER, LEFT_BUDGET, MEMORY_BUDGET, SPARE_DATASETS
from namegen.ui.serving.scheduler import Scheduler

# One of each a server: made as this module is imported, which Python does once.
_scheduler = Scheduler(MEMORY_BUDGET, LEFT_BUDGET, FORGET_AFTER)
_datasets = DatasetCache(SPARE_DATASETS)
own_lists.when_gone(_scheduler.forget)


def scheduler() -> Scheduler:
    """The one scheduler of this server."""
    return _scheduler


def dataset_of(names: NameList, context: int, validation: float) -> Dataset:
    """The contexts of a list, made once for everybody. Raises LimitError."""
    return _datasets.of(names, context, validation)
