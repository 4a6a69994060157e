"""The names that a model is trained on, and those of validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from namegen.lists.name_list import NameList

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
    """Keep the share ``validation`` of the names for it; one name at least is trained on.

    A name that counts zero times is in neither.
    """
    order, held = _shuffled(len(names), validation)
    shuffled = tuple(names[i] for i in order)
    if weights is None:
        return Split(shuffled[held:], shuffled[:held])
    counts = tuple(weights[i] for i in order)
    kept = [i for i, count in enumerate(counts) if count]
    held = sum(i < held for i in kept)
    shuffled, counts = (tuple(row[i] for i in kept) for row in (shuffled, counts))
    return Split(shuffled[held:], shuffled[:held], counts[held:], counts[:held])


def seen_by(names: NameList, validation: float, share: float) -> NameList:
    """The list of which only a share of the names for training is seen; those of validation stay.

    What a smaller share sees, a larger one sees too.
    """
    if share >= 1:
        return names
    order, held = _shuffled(len(names.names), validation)
    counts = np.array(names.weights or (1,) * len(order))
    counts[order[held + max(1, round((len(order) - held) * share)) :]] = 0
    return replace(names, weights=tuple(counts.tolist()))


def _shuffled(size: int, validation: float) -> tuple[np.ndarray, int]:
    """The order of a list, and how many of the first are for validation."""
    order = np.random.default_rng(_SPLIT_SEED).permutation(size)
    return order, min(round(size * validation), size - 1)
