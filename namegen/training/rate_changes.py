"""Learning rates that were changed while a network was training.

``RateChanges`` are the epochs after which the rate was changed, rising, each with the rate before.
"""

from __future__ import annotations

RateChanges = tuple[tuple[int, float], ...]


def rate_at(rate_changes: RateChanges, lr: float, epoch: int) -> float:
    """The rate for the step from an epoch to the next; lr is the rate after the last change."""
    return next((before for at, before in rate_changes if epoch < at), lr)


def with_change(rate_changes: RateChanges, lr: float, epoch: int) -> RateChanges:
    """The changes with one more after an epoch; what had been changed later on is forgotten."""
    earlier = tuple((at, before) for at, before in rate_changes if at < epoch)
    return (*earlier, (epoch, rate_at(rate_changes, lr, epoch - 1)))
