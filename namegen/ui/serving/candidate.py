"""A network that is trained beside the one on the screen."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.rate_changes import RateChanges
from namegen.training.run import TrainingRun
from namegen.ui.serving.run_key import run_key
from namegen.ui.serving.runs import begun, known


@dataclass(frozen=True)
class Candidate:
    """A network of its own settings. Equal choices of several visitors are one run."""

    label: str
    names: NameList
    settings: Settings
    rate_changes: RateChanges = ()

    @property
    def key(self) -> Hashable:
        """The identity of its run, as a visitor's own has it."""
        return run_key(self.names, self.settings, self.rate_changes)

    @property
    def run(self) -> TrainingRun | None:
        """Its run, where somebody has had it trained already."""
        return known(self.names, self.settings, self.rate_changes)

    def start(self, session: str) -> TrainingRun:
        """Its run, made if need be, for a session's page. Raises LimitError."""
        return begun(self.names, self.settings, session, self.rate_changes)
