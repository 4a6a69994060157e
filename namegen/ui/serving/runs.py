"""Making runs for the app: within its limits, and with contexts that runs of a list share."""

from __future__ import annotations

from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.dataset import Dataset
from namegen.training.rate_changes import RateChanges
from namegen.training.run import TrainingRun
from namegen.ui.serving import own_lists
from namegen.ui.serving.dataset_cache import DatasetCache
from namegen.ui.serving.limits import FORGET_AFTER, LEFT_BUDGET, MEMORY_BUDGET, SPARE_DATASETS
from namegen.ui.serving.scheduler import Scheduler

# So many seconds a page may take for the start of a run; the scheduler does what is left.
_START = 0.2


# One of each a server: made as this module is imported, which Python does once.
_scheduler = Scheduler(MEMORY_BUDGET, LEFT_BUDGET, FORGET_AFTER)
_datasets = DatasetCache(SPARE_DATASETS)
own_lists.when_gone(_scheduler.forget)


def scheduler() -> Scheduler:
    """The one scheduler of this server."""
    return _scheduler


def make_run(names: NameList, settings: Settings, rate_changes: RateChanges = ()) -> TrainingRun:
    """A new run, which may still lack its epoch 0.

    Raises LimitError, in one sentence, where it is too much for a shared app.
    """
    dataset = dataset_of(names, settings.context, settings.validation)
    return TrainingRun(dataset, settings, rate_changes, seconds=_START)


def dataset_of(names: NameList, context: int, validation: float) -> Dataset:
    """The contexts of a list, made once for everybody. Raises LimitError."""
    return _datasets.of(names, context, validation)
