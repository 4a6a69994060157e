"""From which epoch on a network makes, letter for letter, the names that counting makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from namegen.models.sampling import LanguageModel, generate_each


def same_since(
    names: Sequence[str], model: Callable[[int], LanguageModel], seed: int, epoch: int
) -> int | None:
    """The epoch since which, up to this one, the model has made just these names from the seed.

    None where it does not make them at this one. model: by its epoch.
    """
    since = None
    for earlier in range(epoch, -1, -1):
        drawn = generate_each(model(earlier), len(names), seed)
        if any(name != other for name, other in zip(names, drawn, strict=True)):
            break
        since = earlier
    return since


def milestones(epoch: int, most: int, power: int) -> list[int]:
    """Epochs from 0 to this one, ``most`` at most: the higher the power, the closer together early,
    where more happens."""
    if epoch < most:
        return list(range(epoch + 1))
    return sorted({round(epoch * (i / (most - 1)) ** power) for i in range(most)})
