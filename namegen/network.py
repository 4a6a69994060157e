"""A trained network as a model that names can be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from namegen.material import recipe_for
from namegen.recipe import Coeffs, NextCharacter
from namegen.settings import Settings
from namegen.vocabulary import Vocabulary


@dataclass(frozen=True)
class NetworkModel:
    """Coefficients, the settings they belong to, and the characters they know."""

    vocabulary: Vocabulary
    settings: Settings
    coeffs: Coeffs

    @property
    def context(self) -> int:
        return self.settings.context

    @property
    def parameters(self) -> int:
        return count_parameters(self.coeffs)

    @property
    def embedding(self) -> np.ndarray:
        """(V, D) the row of numbers that stands for each character."""
        return self.coeffs[0][0].numpy()

    def logits(self, contexts: np.ndarray) -> Tensor:
        """(N, V) for (N, context) ids."""
        with torch.inference_mode():
            return self._recipe.calc_preds(self.coeffs, torch.from_numpy(contexts))

    def probabilities(self, contexts: np.ndarray) -> np.ndarray:
        """(N, V) float64 for (N, context) ids."""
        return torch.softmax(self.logits(contexts).double(), dim=1).numpy()

    def thoughts(self, contexts: np.ndarray) -> np.ndarray:
        """(N, H) what the last hidden layer makes of each context.

        Without a hidden layer: the embeddings of the context, or the bigram's logits.
        """
        weights, biases = self.coeffs
        if not biases:
            return self.logits(contexts).numpy()
        with torch.inference_mode():
            inner = weights[:-1], biases[:-1]
            before = self._recipe.calc_preds(inner, torch.from_numpy(contexts))
            return self._recipe.activation(before).numpy()

    @cached_property
    def _recipe(self) -> NextCharacter:
        none_in = torch.zeros((0, self.context), dtype=torch.int64)
        none_out = torch.zeros((0, len(self.vocabulary)))
        return recipe_for(self.settings, (none_in, none_out, none_in, none_out))


def count_parameters(coeffs: Coeffs) -> int:
    """How many numbers training can change."""
    weights, biases = coeffs
    return sum(layer.numel() for layer in weights + biases)


def detached(coeffs: Coeffs) -> Coeffs:
    """A copy that training will not touch."""
    return tuple([layer.detach().clone() for layer in layers] for layers in coeffs)


def trainable(coeffs: Coeffs) -> Coeffs:
    """A copy that training can go on from."""
    weights, biases = detached(coeffs)
    for layer in weights + biases:
        layer.requires_grad_()
    return weights, biases
