"""A scheduler, and small runs for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from namegen.lists import name_list
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.ui.serving.scheduler import Scheduler

LIST = name_list.bundled("given")
SMALL = {context: Dataset.of(LIST.names[:600], context, 0.1) for context in (1, 3)}
LONG = 10.0


def small_run(**given: object) -> TrainingRun:
    settings: Settings = settings_for(**given)
    return TrainingRun(SMALL[settings.context], settings)


def until(true: Callable[[], bool], seconds: float = LONG) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


@pytest.fixture
def make() -> Iterator[Callable[..., Scheduler]]:
    made: list[Scheduler] = []

    def new(budget: int, forget_after: float = 60, left: int = 10**9) -> Scheduler:
        made.append(Scheduler(budget, left, forget_after))
        return made[-1]

    yield new
    for scheduler in made:
        scheduler.close()


@pytest.fixture
def scheduler(make: Callable[..., Scheduler]) -> Scheduler:
    return make(budget=100_000_000)
