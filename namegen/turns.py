"""Learning rates that were changed while a network was training.

``Turns`` are the epochs after which the rate was changed, rising, each with the rate before it.
"""

from __future__ import annotations

Turns = tuple[tuple[int, float], ...]


def rate_at(turns: Turns, lr: float, epoch: int) -> float:
    """The rate for the step from an epoch to the next; lr is the rate after the last turn."""
    return next((before for at, before in turns if epoch < at), lr)


def turned(turns: Turns, lr: float, epoch: int) -> Turns:
    """The turns with one more after an epoch; what had been changed later on is forgotten."""
    earlier = tuple((at, before) for at, before in turns if at < epoch)
    return (*earlier, (epoch, rate_at(turns, lr, epoch - 1)))
