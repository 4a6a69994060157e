"""The names that a model is trained on, and those of validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# One split for all models and seeds of a list, so that their losses can be compared.
_SPLIT_SEED = 42


@dataclass(frozen=True)
class Split:
    """The names trained on and the names held out, after a seeded shuffle of the whole list."""

    training: tuple[str, ...]
    validation: tuple[str, ...]


def split(names: Sequence[str], validation: float) -> Split:
    """Hold out the share ``validation`` of the names; one name at least is trained on."""
    order = np.random.default_rng(_SPLIT_SEED).permutation(len(names))
    shuffled = [names[i] for i in order]
    held = min(round(len(names) * validation), len(names) - 1)
    return Split(tuple(shuffled[held:]), tuple(shuffled[:held]))
