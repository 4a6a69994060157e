"""A training that is wanted: on which list, with which settings."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.rate_changes import RateChanges
from namegen.ui.serving.runs import dataset_of, scheduler

if TYPE_CHECKING:
    from namegen.training.run import TrainingRun


# Seconds that a page may take for the start of a run; the scheduler does what is left.
_START = 0.2


def key_of(names: NameList, settings: Settings, rate_changes: RateChanges) -> Hashable:
    """The identity of a run: equal for all who watch the same, and begun by the list's digest."""
    return names.digest, settings.identity, rate_changes


@dataclass(frozen=True)
class Plan:
    """The training of a network. Equal plans of several visitors are one run. label: what it is
    called beside others."""

    names: NameList
    settings: Settings
    rate_changes: RateChanges = ()
    label: str = ""

    @property
    def key(self) -> Hashable:
        """The identity of its run."""
        return key_of(self.names, self.settings, self.rate_changes)

    @property
    def run(self) -> TrainingRun | None:
        """Its run, where somebody has had it trained already."""
        return scheduler().known(self.key)

    @property
    def trained(self) -> TrainingRun | None:
        """The same, where it has come to its last epoch."""
        run = self.run
        return run if run is not None and run.last_epoch >= self.settings.epochs else None

    def start(self, session: str) -> TrainingRun:
        """Its run, made if need be, for a session's page. Raises LimitError."""
        return scheduler().run(self.key, self.make, session)

    def make(self) -> TrainingRun:
        """A new run, which may still lack its epoch 0. Raises LimitError."""
        from namegen.training.run import TrainingRun  # with torch

        settings = self.settings
        dataset = dataset_of(self.names, settings.context, settings.validation)
        return TrainingRun(dataset, settings, self.rate_changes, seconds=_START)
