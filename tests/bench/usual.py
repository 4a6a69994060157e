"""The usual ways, as lectures and scripts have them: each example on its own, one at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor

from namegen.models.recipe import Coeffs, NextCharacter
from namegen.vocabulary import Vocabulary
from tests import plain_way


def count(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """(V, V) counts of pairs, by the loop over characters of many a first lecture."""
    ids = {character: i for i, character in enumerate(vocabulary.characters)}
    counts = torch.zeros((len(ids), len(ids)), dtype=torch.int32)
    for name in names:
        for before, after in pairwise([".", *name, "."]):
            counts[ids[before], ids[after]] += 1
    return counts


def examples(names: Sequence[str], vocabulary: Vocabulary, length: int) -> tuple[Tensor, Tensor]:
    """(E, K) contexts and (E,) the character that follows each, one row an example."""
    contexts, after = [], []
    for context, character in plain_way.examples(names, length):
        contexts.append(context)
        after.append(character)
    ids = vocabulary.encode("".join(contexts)).reshape(-1, length)
    follows = vocabulary.encode("".join(after))
    return torch.from_numpy(ids).long(), torch.from_numpy(follows).long()


def step(recipe: NextCharacter, coeffs: Coeffs, indeps: Tensor, deps: Tensor, lr: float) -> None:
    """One step of plain gradient descent over the examples given."""
    layers = coeffs[0] + coeffs[1]
    for layer in layers:
        layer.grad = None
    F.cross_entropy(recipe.calc_preds(coeffs, indeps), deps).backward()
    with torch.no_grad():
        for layer in layers:
            layer -= lr * layer.grad


def train(
    recipe: NextCharacter,
    coeffs: Coeffs,
    indeps: Tensor,
    deps: Tensor,
    steps: int,
    look_every: int,
) -> Iterator[float]:
    """Steps of 32 examples drawn at random; 0.1 of the gradient, 0.01 in the second half.

    Yields the seconds taken so far, every ``look_every`` steps; what happens between is not timed.
    """
    generator, seconds = torch.Generator().manual_seed(1), 0.0
    for done in range(0, steps, look_every):
        begun = time.process_time()
        for i in range(done, min(done + look_every, steps)):
            rows = torch.randint(len(indeps), (32,), generator=generator)
            step(recipe, coeffs, indeps[rows], deps[rows], 0.1 if i < steps / 2 else 0.01)
        seconds += time.process_time() - begun
        yield seconds
