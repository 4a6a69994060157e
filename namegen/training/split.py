"""The names that a model is trained on, and those of validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# One split for all models and seeds of a list, so that their losses can be compared.
_SPLIT_SEED = 42


@dataclass(frozen=True)
class Split:
    """The names trained on and those of validation, after a seeded shuffle of the whole list.

    Where names are weighted, how often each of them counts: a name, however often it counts, is in
    one of the two.
    """

    training: tuple[str, ...]
    validation: tuple[str, ...]
    training_weights: tuple[int, ...] | None = None
    validation_weights: tuple[int, ...] | None = None

    @property
    def checked(self) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
        """The names that a model is checked on, and how often each counts: those of validation, or
        where there are none those of training."""
        if self.validation:
            return self.validation, self.validation_weights
        return self.training, self.training_weights


def split(names: Sequence[str], validation: float, weights: Sequence[int] | None = None) -> Split:
    """Keep the share ``validation`` of the names for it; one name at least is trained on."""
    order = np.random.default_rng(_SPLIT_SEED).permutation(len(names))
    held = min(round(len(names) * validation), len(names) - 1)
    shuffled = tuple(names[i] for i in order)
    if weights is None:
        return Split(shuffled[held:], shuffled[:held])
    counts = tuple(weights[i] for i in order)
    return Split(shuffled[held:], shuffled[:held], counts[held:], counts[:held])
