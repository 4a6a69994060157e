"""The referee: how well can real names be told from those that a model made up?

A classifier two-sample test (Lopez-Paz and Oquab, 2017). The recipe's own network, as it was before
any next characters, learns to tell real names from made-up ones, and is then asked about names of
both kinds that it has not seen. Where it does no better than guessing, at 50 %, the model makes
names like the real ones.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from namegen.material import Material
from namegen.recipe import Coeffs, Recipe
from namegen.sampling import MAX_LENGTH, LanguageModel, generate_bulk
from namegen.vocabulary import Vocabulary

MOST = 4000
"""So many names of a kind are judged: more would take longer and hardly change the accuracy."""
LEAST = 10
"""With fewer names of a kind there is nothing to learn from."""

_VALIDATION = 0.25
_HIDDENS = [10, 10]
_EPOCHS = 15
_LR = 0.1
_BATCH = 32

_PLACES = 8  # letters looked at from the start of a name, and from its end
_LENGTHS = 16
# A prime, so that pairs of a large alphabet that share a feature do so at random.
_PAIRS = 1021
_ROUNDS = 4  # of drawing names; a model that knows its list by heart makes few new ones


class TooFewNames(ValueError):
    """There are not enough names to judge by; its text is one plain sentence."""


@dataclass(frozen=True)
class Judged:
    """A name of the validation set, whether it is real, and how real it looked (0 to 1)."""

    name: str
    real: bool
    realness: float


@dataclass(frozen=True)
class Referee:
    """A trained network that says how real a name looks.

    accuracy: the share told rightly of names it has not seen, as many real as made up; margin:
    half the width of its 95 % interval. mean: what the features are in the mean, which is taken
    off them.
    """

    vocabulary: Vocabulary
    coeffs: Coeffs
    mean: Tensor
    accuracy: float
    margin: float
    judged: tuple[Judged, ...]

    def realness(self, names: Sequence[str]) -> np.ndarray:
        """(n,) from 0, surely made up, to 1, surely real. Any characters will do."""
        nothing = torch.zeros((0, 1))
        recipe = Telling(nothing, nothing, nothing, nothing, mean=self.mean)
        with torch.inference_mode():
            dense = recipe.one_hot(features(names, self.vocabulary))
            return recipe.calc_preds(self.coeffs, dense)[:, 0].numpy()

    def fooled_by(self, real: bool = False) -> list[Judged]:
        """The names judged wrongly, the worst mistake first: made up ones, or real ones."""
        wrong = [j for j in self.judged if j.real == real and (j.realness > 0.5) != real]
        return sorted(wrong, key=lambda judged: judged.realness, reverse=not real)


class Telling(Recipe):
    """The recipe in mini-batches. trainingIn: (N, M) the ids of the features that a name has."""

    def __init__(self, *environment: Tensor, mean: Tensor, **more: object) -> None:
        """mean: (D,) is taken off the features, so that the first guess is "no idea"."""
        super().__init__(*environment, **more)
        self.mean = mean

    def init_coeffs(self, hiddens=[10, 10]) -> Coeffs:
        ids, self.trainingIn = self.trainingIn, self.mean[None]  # as wide as its one-hot vectors
        coeffs = super().init_coeffs(hiddens)
        self.trainingIn = ids
        return coeffs

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        half = len(self.trainingIn) // 2
        real, made = (torch.randperm(half, generator=self.generator) for _ in range(2))
        for rows in torch.stack((real, made + half), dim=1).split(_BATCH // 2):
            rows = rows.flatten()
            yield self.one_hot(self.trainingIn[rows]), self.trainingOut[rows]

    def one_hot(self, ids: Tensor) -> Tensor:
        """(N, D) ones for the features of each name, less their mean; an id of D is for none."""
        size = len(self.mean)
        return torch.zeros(len(ids), size + 1).scatter_(1, ids, 1.0)[:, :size] - self.mean


def features(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """(N, M) int64, the ids of what each name has; ``feature_count`` is the id for none.

    They are its letters by their place, from the start and from the end; its pairs of letters with
    one letter between them, which a bigram does not see; and its length.
    """
    size, none = len(vocabulary), feature_count(vocabulary)
    lengths = np.array([min(len(name), MAX_LENGTH) for name in names], dtype=np.int64)
    ids = np.zeros((len(names), MAX_LENGTH + 2), dtype=np.int64)  # a boundary mark in front
    known = {character: id for id, character in enumerate(vocabulary.characters)}
    for row, name, length in zip(ids, names, lengths, strict=True):
        row[1 : length + 1] = [known.get(character, -1) for character in name[:length]]

    places = np.arange(_PLACES)
    from_start = ids[:, 1 : _PLACES + 1]
    back = np.maximum(lengths[:, None] - places, 0)
    from_end = np.take_along_axis(ids, back, axis=1)
    by_place = np.concatenate((from_start, from_end), axis=1)
    offsets = size * np.arange(2 * _PLACES)
    blocks = [np.where(by_place < 0, none, offsets + by_place)]
    first, third = ids[:, :-2], ids[:, 2:]
    pairs = 2 * _PLACES * size + (first * size + third) % _PAIRS
    absent = (first < 0) | (third < 0) | (np.arange(MAX_LENGTH) >= lengths[:, None])
    blocks.append(np.where(absent, none, pairs))
    blocks.append(none - _LENGTHS + np.minimum(lengths, _LENGTHS - 1)[:, None])
    return torch.from_numpy(np.concatenate(blocks, axis=1))


def feature_count(vocabulary: Vocabulary) -> int:
    """D, how many features there are."""
    return 2 * _PLACES * len(vocabulary) + _PAIRS + _LENGTHS


def train_referee(
    real: Sequence[str], made: Sequence[str], vocabulary: Vocabulary, seed: int
) -> Referee:
    """Train a referee on three quarters of the names, and check it on the others.

    Of both kinds the same number is used, at most MOST. Raises TooFewNames where there are fewer
    than LEAST of one kind.
    """
    random = np.random.default_rng(seed)
    each = min(len(real), len(made), MOST)
    if each < LEAST:
        raise TooFewNames(
            f"A referee needs {LEAST} names of a kind at least, and here it has {each}. "
            "Choose a longer list."
        )
    chosen = [[kind[i] for i in random.permutation(len(kind))[:each]] for kind in (real, made)]
    held = max(1, round(_VALIDATION * each))
    validation = [name for kind in chosen for name in kind[:held]]
    training = [name for kind in chosen for name in kind[held:]]
    ids = features(training, vocabulary)
    counted = torch.zeros(len(ids), feature_count(vocabulary) + 1).scatter_(1, ids, 1.0)
    mean = counted[:, :-1].mean(dim=0)
    recipe = Telling(
        ids, _targets(each - held),
        features(validation, vocabulary), _targets(held),
        hiddens=_HIDDENS, seed=seed, mean=mean,
    )  # fmt: skip
    recipe.validationIn = recipe.one_hot(recipe.validationIn)
    coeffs = recipe.train_model(_EPOCHS, _LR)
    with torch.inference_mode():
        scores = recipe.calc_preds(coeffs, recipe.validationIn)[:, 0].tolist()
    accuracy = recipe.model_accuracy(coeffs)
    judged = tuple(
        Judged(name, i < held, score)
        for i, (name, score) in enumerate(zip(validation, scores, strict=True))
    )
    return Referee(vocabulary, coeffs, mean, accuracy, margin_of(accuracy, 2 * held), judged)


def _targets(each: int) -> Tensor:
    """(2 * each, 1): the real names are the first half."""
    return torch.cat((torch.ones(each, 1), torch.zeros(each, 1)))


def margin_of(share: float, n: int) -> float:
    """Half the width of the 95 % interval of a share of n (Agresti and Coull, 1998)."""
    widened = (share * n + 2) / (n + 4)
    return 1.96 * math.sqrt(widened * (1 - widened) / (n + 4))


def both_kinds(
    model: LanguageModel, material: Material, known: Collection[str], seed: int
) -> tuple[list[str], list[str]]:
    """The distinct names held out of a list, and as many that the model makes up, none in the list.

    A model that knows its list by heart makes fewer. ``known`` should be a set.
    """
    random = np.random.default_rng(seed)
    real = sorted(set(material.names.validation))
    real = [real[i] for i in random.permutation(len(real))[:MOST]]
    made: dict[str, None] = {}
    for _ in range(_ROUNDS):
        drawn = generate_bulk(model, 2 * len(real), int(random.integers(2**31)))
        made.update(dict.fromkeys(name for name in drawn if name and name not in known))
        if len(made) >= len(real):
            break
    return real, list(made)[: len(real)]
