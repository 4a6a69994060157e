"""Who wants what of a run, and until when."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from namegen.training.run import TrainingRun


@dataclass
class Lease:
    """Up to which epoch a session wants a run trained, and until when (monotonic seconds).

    ``reached`` is called once, when the run has come so far or can go no further.
    """

    target: int
    until: float
    reached: Callable[[], None] | None = None


@dataclass(eq=False)
class SharedRun:
    """A run, and the leases on it by session."""

    run: TrainingRun
    leases: dict[str, Lease] = field(default_factory=dict)
    last_seen: float = field(default_factory=time.monotonic)

    def wanted(self, now: float) -> bool:
        """Whether a live lease wants more of the run than there is."""
        if self.run.error:
            return False
        last_epoch = self.run.last_epoch
        return any(lease.until > now and lease.target > last_epoch for lease in self.all_leases())

    def tell(self) -> None:
        """Tell those who have what they wanted of the run."""
        for lease in self.all_leases():
            if lease.reached and (self.run.error or lease.target <= self.run.last_epoch):
                reached, lease.reached = lease.reached, None
                reached()

    def watched(self, now: float) -> bool:
        return any(lease.until > now for lease in self.all_leases())

    def all_leases(self) -> list[Lease]:
        return list(self.leases.values())
