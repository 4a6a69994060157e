"""The recipe's first task on real names: is it a surname, yes or no?

Given names and as many of the commonest surnames, both of the 1990 census; what is both is neither
asked nor taught. The network sees a name's first two letters and its last three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

import torch
import torch.nn.functional as F
from torch import Tensor

from namegen.lists.name_list import bundled
from namegen.models.recipe import Coeffs, Recipe
from namegen.settings import TALK_SEED
from namegen.training.split import Split, split
from namegen.vocabulary import BOUNDARY, Vocabulary

FIRST, LAST = 2, 3
EPOCHS, LR = 60, 1.0

_HELD_OUT = 0.1
_SEED = TALK_SEED


@dataclass(frozen=True)
class SurnameQuestion:
    """Names to learn from and names to be asked about, some of which are surnames."""

    names: Split
    surnames: frozenset[str]
    vocabulary: Vocabulary

    def recipe(self) -> Recipe:
        """The recipe in this environment, with the hidden layers that it has by default."""
        training, validation = self.names.training, self.names.validation
        return Recipe(
            self.inputs(training),
            self._answers(training),
            self.inputs(validation),
            self._answers(validation),
            seed=_SEED,
        )

    def inputs(self, names: Sequence[str]) -> Tensor:
        """(N, 5 V) for each of a name's five letters V zeros, one of them a one.

        A letter that the vocabulary lacks is zeros alone.
        """
        size = len(self.vocabulary)
        ids = [self.vocabulary.find(_ends(name), size) for name in names]
        return F.one_hot(torch.tensor(ids), size + 1)[:, :, :size].flatten(1).float()

    def _answers(self, names: Sequence[str]) -> Tensor:
        """(N, 1): 1 for a surname, 0 for a given name."""
        return torch.tensor([[float(name in self.surnames)] for name in names])


def _ends(name: str) -> str:
    """The letters looked at; the boundary mark where a name is too short to have them."""
    return name[:FIRST].ljust(FIRST, BOUNDARY) + name[-LAST:].rjust(LAST, BOUNDARY)


@cache
def question() -> SurnameQuestion:
    given, surnames = bundled("given"), bundled("surnames")
    only_given = [name for name in given.names if name not in surnames.distinct]
    only_surnames = [name for name in surnames.names if name not in given.distinct]
    names = [*only_given, *only_surnames[: len(only_given)]]
    return SurnameQuestion(split(names, _HELD_OUT), frozenset(only_surnames), Vocabulary.of(names))


@dataclass(frozen=True)
class Answerer:
    """A network trained on the question."""

    question: SurnameQuestion
    recipe: Recipe
    coeffs: Coeffs

    @property
    def accuracy(self) -> float:
        """The share of the validation names that are answered right."""
        return self.recipe.model_accuracy(self.coeffs)

    def scores(self, names: Sequence[str]) -> list[float]:
        """For each name, how likely the network holds it to be a surname."""
        with torch.no_grad():
            return self.recipe.calc_preds(self.coeffs, self.question.inputs(names))[:, 0].tolist()

    def most_wrong(self, n: int) -> list[tuple[str, float]]:
        """The n validation names that the network is surest and wrong about, with their scores."""
        names, surnames = self.question.names.validation, self.question.surnames
        judged = zip(names, self.scores(names), strict=True)
        return nlargest(n, judged, key=lambda pair: abs((pair[0] in surnames) - pair[1]))


def train() -> Answerer:
    """Train the recipe on the question: a third of a second."""
    asked = question()
    recipe = asked.recipe()
    return Answerer(asked, recipe, recipe.train_model(EPOCHS, LR))
