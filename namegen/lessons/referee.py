"""The referee: how well can real names be told from those that a model made up?

A classifier two-sample test (Lopez-Paz and Oquab, 2017). The recipe on its first task, yes or no,
learns to tell real names from made-up ones, and is then asked about names of both kinds that it
has not seen. Where it does no better than guessing, at 50 %, the model makes names like real ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from namegen.models.evaluation import interval
from namegen.models.network import detached
from namegen.models.recipe import Coeffs, Recipe
from namegen.models.sampling import MAX_LENGTH, LanguageModel, generate_bulk
from namegen.training.dataset import Dataset
from namegen.vocabulary import Vocabulary

MOST = 4000
"""Names of a kind that are used: more would take longer and hardly change the accuracy."""
LEAST = 20
"""Of fewer names of a kind there would be hardly any to check the referee on."""

_VALIDATION = 0.25
_HIDDENS = [20]
_EPOCHS = 8
_LR = 0.5
_BATCH = 64
_STARTS = 50
# Draws in bulk at most: an overfitted model makes few names that are new.
_DRAWS = 4

_PLACES = 4  # letters looked at from the start of a name, and from its end
_LENGTHS = 16
# A prime, so that pairs which have to share a number, in a large alphabet, do so at random.
_PAIRS = 1021
_STEPS = (1, 2)  # from the first letter of a pair to the second


@dataclass(frozen=True)
class Judged:
    """A name the referee was checked on, whether it is real, and how real it looked (0 to 1)."""

    name: str
    real: bool
    realness: float


@dataclass(frozen=True)
class Referee:
    """A trained network that says how real a name looks.

    mean: (D,) what names are like on average, which is taken off every name's features. accuracy:
    the share judged rightly of names it was not trained on, half of them real; margin: half the
    width of its 95 % interval. judged: those names.
    """

    vocabulary: Vocabulary
    coeffs: Coeffs
    mean: Tensor
    accuracy: float
    margin: float
    judged: tuple[Judged, ...]

    def realness(self, names: Sequence[str]) -> np.ndarray:
        """(n,) from 0, surely made up, to 1, surely real. Any characters will do."""
        none = torch.zeros(0, 1)
        with torch.inference_mode():
            indeps = features(names, self.vocabulary) - self.mean
            return Recipe(none, none, none, none).calc_preds(self.coeffs, indeps)[:, 0].numpy()

    def fooled_by(self, real: bool = False) -> list[Judged]:
        """Made-up names that it held for real, or the other way round, the worst mistake first."""
        wrong = [one for one in self.judged if one.real == real and (one.realness > 0.5) != real]
        return sorted(wrong, key=lambda one: one.realness, reverse=not real)


class RefereeRecipe(Recipe):
    """The recipe, in mini-batches of as many real names (the first half) as made-up ones."""

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        half = len(self.trainingIn) // 2
        real, made = (torch.randperm(half, generator=self.generator) for _ in range(2))
        for rows in torch.stack((real, made + half), dim=1).split(_BATCH // 2):
            yield self.trainingIn[rows.flatten()], self.trainingOut[rows.flatten()]

    def open_start(self) -> Coeffs:
        """Of several starts the one least sure of anything.

        The absolute error teaches next to nothing about a name that the sigmoid is sure of, and a
        start that holds everything for real may stay with that.
        """
        indeps, _ = next(self.batches())

        def doubt(coeffs: Coeffs) -> float:
            with torch.inference_mode():
                preds = self.calc_preds(coeffs, indeps)
                return (preds * (1 - preds)).mean().item()

        return max((self.init_coeffs(self.hiddens) for _ in range(_STARTS)), key=doubt)


def features(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """(N, D) float32, ones and zeros but for pairs that a name has more than once.

    What a name is told by: its first and its last letters, each by its place; its pairs of letters,
    side by side or with one letter between, which a bigram model knows nothing of; and its length.
    A character that the vocabulary lacks counts for nothing.
    """
    size = len(vocabulary)
    # As the model reads them: a syllable of Hangul may be several letters.
    letters = [vocabulary.find(name, -1)[:MAX_LENGTH] for name in names]
    lengths = np.array([len(each) for each in letters], dtype=np.int64)
    ids = np.zeros((len(names), MAX_LENGTH + 2), dtype=np.int64)  # boundary marks at both ends
    for row, each in zip(ids, letters, strict=True):
        row[1 : len(each) + 1] = each
    from_start = ids[:, 1 : _PLACES + 1]
    from_end = np.take_along_axis(ids, np.maximum(lengths[:, None] - np.arange(_PLACES), 0), axis=1)
    by_place = np.concatenate((from_start, from_end), axis=1)
    found = torch.zeros(len(names), _LENGTHS + 2 * _PLACES * size + len(_STEPS) * _PAIRS)
    rows = np.arange(len(names))

    def count(columns: np.ndarray, present: np.ndarray) -> None:
        row, place = np.nonzero(present)
        at = torch.from_numpy(row), torch.from_numpy(columns[row, place])
        found.index_put_(at, torch.ones(len(row)), accumulate=True)

    found[rows, np.minimum(lengths, _LENGTHS - 1)] = 1
    count(_LENGTHS + size * np.arange(2 * _PLACES) + by_place, by_place >= 0)
    for i, step in enumerate(_STEPS):
        first, second = ids[:, :-step], ids[:, step:]
        pairs = _LENGTHS + 2 * _PLACES * size + i * _PAIRS + (first * size + second) % _PAIRS
        within = np.arange(ids.shape[1] - step) < lengths[:, None] + 2 - step
        count(pairs, within & (first >= 0) & (second >= 0))
    return found


def train_referee(
    real: Sequence[str], made: Sequence[str], vocabulary: Vocabulary, seed: int
) -> Referee | None:
    """Train a referee on three quarters of the names, and check it on the others.

    Of both kinds the same number is used, at most MOST. None where there are fewer than LEAST of
    one kind.
    """
    each = min(len(real), len(made), MOST)
    if each < LEAST:
        return None
    random = np.random.default_rng(seed)
    kinds = [[kind[i] for i in random.permutation(len(kind))[:each]] for kind in (real, made)]
    held = round(_VALIDATION * each)
    validation = [name for kind in kinds for name in kind[:held]]
    training = [name for kind in kinds for name in kind[held:]]
    seen, unseen = features(training, vocabulary), features(validation, vocabulary)
    mean = seen.mean(dim=0)
    recipe = RefereeRecipe(
        seen.sub_(mean), _answers(each - held), unseen.sub_(mean), _answers(held), _HIDDENS, seed
    )
    coeffs = recipe.open_start()
    for _ in range(_EPOCHS):
        for _ in recipe.execute_epoch(coeffs, _LR):
            pass
    accuracy = recipe.model_accuracy(coeffs)
    with torch.inference_mode():
        scores = recipe.calc_preds(coeffs, recipe.validationIn)[:, 0].tolist()
    judged = tuple(
        Judged(name, i < held, score)
        for i, (name, score) in enumerate(zip(validation, scores, strict=True))
    )
    low, high = interval(round(accuracy * len(judged)), len(judged))
    return Referee(vocabulary, detached(coeffs), mean, accuracy, (high - low) / 2, judged)


def _answers(each: int) -> Tensor:
    """(2 * each, 1): the first half is real."""
    return torch.cat((torch.ones(each, 1), torch.zeros(each, 1)))


def both_kinds(
    model: LanguageModel, dataset: Dataset, known: Collection[str], seed: int
) -> tuple[list[str], list[str]]:
    """The distinct validation names of a list, MOST at most, and as many that the model makes up.

    No made-up name is in ``known``, the whole list, as a set. An overfitted model makes fewer.
    """
    random = np.random.default_rng(seed)
    held = sorted(set(dataset.names.validation))
    real = [held[i] for i in random.permutation(len(held))[:MOST]]
    made: dict[str, None] = {}
    for _ in range(_DRAWS):
        drawn = generate_bulk(model, 2 * len(real), int(random.integers(2**31)))
        made.update(dict.fromkeys(name for name in drawn if name and name not in known))
        if len(made) >= len(real):
            break
    return real, list(made)[: len(real)]
