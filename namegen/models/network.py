"""A trained network as a model that names can be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from namegen.models.recipe import Coeffs, NextCharacter, Shapes
from namegen.settings import Settings
from namegen.vocabulary import Vocabulary

_FEW = 8
_IN_NUMPY = {"tanh": np.tanh, "relu": lambda x: np.maximum(x, 0)}


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

    def probabilities(self, contexts: np.ndarray) -> np.ndarray:
        """(N, V) float64 for (N, context) ids."""
        if len(contexts) > _FEW:
            with torch.inference_mode():
                logits = self._recipe.calc_preds(self.coeffs, torch.from_numpy(contexts))
                return torch.softmax(logits.double(), dim=1).numpy()
        # For a row or two torch takes far longer to be called than to compute, and lets go of
        # Python's lock at every call: in a server that trains, names would take their time.
        logits = self._in_numpy.calc_preds(self._arrays, contexts)
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)

    def layers(self, contexts: np.ndarray) -> list[np.ndarray]:
        """What each layer makes of the contexts, each (N, its size): the embeddings, side by side,
        then every hidden layer, last the logits. A bigram's row is its logits already, and there
        twice."""
        recipe = _recipe_of(self.settings, len(self.vocabulary))
        embed, activation, passed = recipe.embed, recipe.activation, []

        def noted(values: Tensor) -> Tensor:
            passed.append(values)
            return values

        recipe.embed = lambda table, indeps: noted(embed(table, indeps))
        recipe.activation = lambda values: noted(activation(values))
        with torch.inference_mode():
            logits = recipe.calc_preds(self.coeffs, torch.from_numpy(contexts))
        return [layer.numpy() for layer in (*passed, logits)]

    @cached_property
    def _recipe(self) -> NextCharacter:
        return _recipe_of(self.settings, len(self.vocabulary))

    @cached_property
    def _in_numpy(self) -> NextCharacter:
        recipe = _recipe_of(self.settings, len(self.vocabulary))
        recipe.activation = _IN_NUMPY[self.settings.activation]
        recipe.embed = lambda table, contexts: table[contexts].reshape(len(contexts), -1)
        return recipe

    @cached_property
    def _arrays(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        return tuple(
            [layer.detach().double().numpy() for layer in layers] for layers in self.coeffs
        )


def untrained(settings: Settings, vocabulary: Vocabulary) -> NetworkModel:
    """The network as it is before its first epoch: the settings' seed decides it."""
    coeffs = _recipe_of(settings, len(vocabulary)).init_coeffs(list(settings.hiddens))
    return NetworkModel(vocabulary, settings, detached(coeffs))


def shapes(settings: Settings, characters: int) -> Shapes:
    """Of the weights and of the biases, without making any."""
    return _recipe_of(settings, characters).shapes(list(settings.hiddens))


def _recipe_of(settings: Settings, characters: int) -> NextCharacter:
    """The recipe with nothing to train on."""
    none_in = torch.zeros((0, settings.context), dtype=torch.int64)
    none_out = torch.zeros((0, characters))
    return recipe_for(settings, (none_in, none_out, none_in, none_out))


def count_parameters(coeffs: Coeffs) -> int:
    """How many numbers training can change."""
    weights, biases = coeffs
    return sum(layer.numel() for layer in weights + biases)


def size_of(coeffs: Coeffs) -> int:
    """The bytes of all coefficients."""
    weights, biases = coeffs
    return sum(layer.nbytes for layer in weights + biases)


def detached(coeffs: Coeffs) -> Coeffs:
    """A copy that training will not touch."""
    return tuple([layer.detach().clone() for layer in layers] for layers in coeffs)


def trainable(coeffs: Coeffs) -> Coeffs:
    """A copy that training can go on from."""
    weights, biases = detached(coeffs)
    for layer in weights + biases:
        layer.requires_grad_()
    return weights, biases


def recipe_for(settings: Settings, tensors: tuple[Tensor, Tensor, Tensor, Tensor]) -> NextCharacter:
    """The recipe as the settings say."""
    return NextCharacter(
        *tensors,
        hiddens=list(settings.hiddens),
        seed=settings.seed,
        embedding=settings.embedding if settings.kind.embeds else None,
        activation=settings.activation,
        optimizer=settings.optimizer,
        weight_decay=settings.weight_decay,
        drop=settings.drop,
        batch=settings.batch,
    )
