"""A run, and who wants how much of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from namegen.training.run import TrainingRun


@dataclass
class Wish:
    """Up to which epoch a session wants a run trained.

    ``advanced`` is called in the thread that trains, after each epoch and where the run stops with
    an error.
    """

    target: int
    advanced: Callable[[], None] | None = None


@dataclass(eq=False)
class SharedRun:
    """A run, and the wishes for it by session."""

    run: TrainingRun
    wishes: dict[str, Wish] = field(default_factory=dict)
    last_seen: float = field(default_factory=time.monotonic)

    @property
    def wanted(self) -> bool:
        """Whether somebody wants more of the run than there is."""
        last_epoch = self.run.last_epoch
        return not self.run.error and any(w.target > last_epoch for w in self._all())

    def tell(self) -> None:
        """Tell those who watch that there is more of the run, or that there will be no more."""
        for wish in self._all():
            if wish.advanced:
                wish.advanced()

    def _all(self) -> list[Wish]:
        return list(self.wishes.values())
