"""The recipe's seven functions as published, on the task that they were published with."""

from __future__ import annotations

import inspect
import itertools
import random

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from namegen.lists import name_list
from namegen.models.recipe import NextCharacter, Recipe
from namegen.vocabulary import Vocabulary

PUBLISHED = {
    "init_coeffs": "(self, hiddens=[10, 10])",
    "calc_preds": "(self, coeffs, indeps)",
    "calc_loss": "(self, coeffs, indeps, deps)",
    "update_coeffs": "(self, coeffs, lr)",
    "execute_epoch": "(self, coeffs, lr)",
    "train_model": "(self, epochs=30, lr=0.1)",
    "model_accuracy": "(self, coeffs)",
}


@pytest.mark.parametrize("recipe", [Recipe, NextCharacter])
@pytest.mark.parametrize("function", PUBLISHED)
def test_names_arguments_and_defaults_are_the_published_ones(recipe: type, function: str) -> None:
    signature = inspect.signature(getattr(recipe, function))
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    unannotated = signature.replace(parameters=bare, return_annotation=inspect.Signature.empty)
    assert str(unannotated) == PUBLISHED[function]


# --- the task it was published with: yes or no ---


@pytest.fixture(scope="module")
def given_or_surname() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The last three letters of common given names and surnames (not both), and which they are."""
    given, surnames = (name_list.bundled(key).names[:2000] for key in ("given", "surnames"))
    both = set(given) & set(surnames)
    labelled = [(name, float(name in set(given))) for name in given + surnames if name not in both]
    random.Random(1).shuffle(labelled)
    ids = Vocabulary.of(name_list.bundled("surnames").names).encode(
        "".join(f"..{name}"[-3:] for name, _ in labelled)
    )
    letters = torch.from_numpy(ids.reshape(-1, 3)).long()
    indeps = F.one_hot(letters, 27).flatten(1).float()
    deps = torch.tensor([[label] for _, label in labelled])
    held = len(labelled) // 5
    return indeps[held:], deps[held:], indeps[:held], deps[:held]


@pytest.mark.parametrize("seed", [0, 1])
def test_it_learns_to_tell_given_names_from_surnames(
    given_or_surname: tuple[Tensor, Tensor, Tensor, Tensor], seed: int
) -> None:
    recipe = Recipe(*given_or_surname, seed=seed)
    fresh = recipe.init_coeffs()
    coeffs = recipe.train_model(epochs=200, lr=1.0)
    before, after = (recipe.calc_loss(c, *given_or_surname[:2]).item() for c in (fresh, coeffs))
    assert 0.45 < given_or_surname[3].mean() < 0.55  # guessing gets about half of them right
    assert recipe.model_accuracy(fresh) < 0.6
    assert recipe.model_accuracy(coeffs) > 0.7
    assert after < 0.3 < before


def test_coefficients_have_the_published_shapes_and_ranges(
    given_or_surname: tuple[Tensor, Tensor, Tensor, Tensor],
) -> None:
    weights, biases = Recipe(*given_or_surname).init_coeffs()
    assert [tuple(layer.shape) for layer in weights] == [(81, 10), (10, 10), (10, 1)]
    assert [tuple(layer.shape) for layer in biases] == [()] * 3
    for layer, outputs in zip(weights, (10, 10, 1), strict=True):
        assert -1.2 / outputs <= layer.min() < layer.max() < 2.8 / outputs
    assert all(-0.05 <= bias < 0.05 for bias in biases)
    assert all(layer.requires_grad and layer.is_leaf for layer in weights + biases)


def test_an_epoch_is_a_step_of_pytorchs_own_gradient_descent(
    given_or_surname: tuple[Tensor, Tensor, Tensor, Tensor],
) -> None:
    recipe = Recipe(*given_or_surname, hiddens=[7, 5, 3], seed=3)
    coeffs = recipe.init_coeffs(recipe.hiddens)
    sizes = [81, 7, 5, 3, 1]
    linears = [nn.Linear(a, b) for a, b in itertools.pairwise(sizes)]
    for linear, weight, bias in zip(linears, *coeffs, strict=True):
        linear.weight.data = weight.detach().T.clone()
        linear.bias.data = bias.detach().expand(len(linear.bias)).clone()
    bends = [nn.ReLU(), nn.ReLU(), nn.ReLU(), nn.Sigmoid()]
    network = nn.Sequential(*itertools.chain(*zip(linears, bends, strict=True)))

    assert torch.allclose(recipe.calc_preds(coeffs, recipe.trainingIn), network(recipe.trainingIn))
    F.l1_loss(network(recipe.trainingIn), recipe.trainingOut).backward()
    before = [weight.detach().clone() for weight in coeffs[0]]
    assert sum(recipe.execute_epoch(coeffs, 0.5)) == len(recipe.trainingIn)
    for linear, was, weight in zip(linears, before, coeffs[0], strict=True):
        assert torch.allclose(weight, was - 0.5 * linear.weight.grad.T, atol=1e-6)
    # One number is the bias of a whole layer, so its gradient is the sum over the layer.
    gradients = [linear.bias.grad.sum() for linear in linears]
    fresh = Recipe(*given_or_surname, hiddens=[7, 5, 3], seed=3).init_coeffs([7, 5, 3])
    for was, bias, gradient in zip(fresh[1], coeffs[1], gradients, strict=True):
        assert torch.allclose(bias, was - 0.5 * gradient, atol=1e-6)
    assert all((layer.grad == 0).all() for layer in coeffs[0] + coeffs[1])
