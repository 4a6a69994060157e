"""The seven functions run one after another, on one batch, and what comes out of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from namegen.lessons.functions import FUNCTIONS
from namegen.models.recipe import Coeffs, NextCharacter, Recipe

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Begun:
    """init_coeffs: the whole of the first table, or layer, and how many numbers there are."""

    first: np.ndarray
    parameters: int


@dataclass(frozen=True)
class Predicted:
    """calc_preds: the first row that went in, and the row that came out for it."""

    indeps: np.ndarray
    preds: np.ndarray


@dataclass(frozen=True)
class Compared:
    """calc_loss, of the batch."""

    loss: float


@dataclass(frozen=True)
class Derived:
    """loss.backward: the mean size of the gradient in each of the weights, then the biases."""

    sizes: tuple[float, ...]


@dataclass(frozen=True)
class Updated:
    """update_coeffs: the weight of the last layer that had the largest gradient, at (row, column).

    loss: of the same batch, before and after.
    """

    place: tuple[int, int]
    before: float
    gradient: float
    after: float
    loss: tuple[float, float]


@dataclass(frozen=True)
class Gone:
    """execute_epoch: the loss before and after, of validation, or else of training."""

    loss: tuple[float, float]
    held_out: bool


@dataclass(frozen=True)
class Checked:
    """model_accuracy; None where there are no validation names."""

    accuracy: float | None


Outcome = Begun | Predicted | Compared | Derived | Updated | Gone | Checked


def walk(recipe: Recipe, lr: float) -> Iterator[Outcome]:
    """Run init_coeffs, calc_preds, ... model_accuracy, one with each ``next``."""
    coeffs = recipe.init_coeffs(recipe.hiddens)
    weights, biases = coeffs
    parameters = sum(layer.numel() for layer in weights + biases)
    yield Begun(weights[0].detach().numpy().copy(), parameters)

    indeps, deps = next(recipe.batches())  # as execute_epoch would take them first
    preds = recipe.calc_preds(coeffs, indeps)
    yield Predicted(indeps[0].numpy().copy(), preds[0].detach().numpy().copy())

    loss = recipe.calc_loss(coeffs, indeps, deps)
    yield Compared(loss.item())

    loss.backward()
    yield Derived(tuple(layer.grad.abs().mean().item() for layer in weights + biases))

    with torch.no_grad():
        yield _updated(recipe, coeffs, indeps, deps, lr)

    held_out = bool(recipe.validationOut.any())
    checked = recipe.validationIn, recipe.validationOut
    if not held_out:
        checked = recipe.trainingIn, recipe.trainingOut
    before = _loss(recipe, coeffs, *checked)
    for _ in recipe.execute_epoch(coeffs, lr):
        pass
    yield Gone((before, _loss(recipe, coeffs, *checked)), held_out)

    with torch.no_grad():
        yield Checked(recipe.model_accuracy(coeffs) if held_out else None)


def flow(recipe: Recipe, coeffs: Coeffs, indeps: Tensor) -> list[Shape]:
    """The shapes that calc_preds goes through, from its input to its predictions."""
    weights, biases = coeffs
    first = len(weights) - len(biases)  # a table comes before the layers that have a bias
    with torch.no_grad():
        stops = [
            recipe.calc_preds((weights[:n], biases[: max(0, n - first)]), indeps)
            for n in range(1, len(weights) + 1)
        ]
    return [tuple(stop.shape) for stop in (indeps, *stops)]


def changes(function: str) -> bool:
    """Whether the second task changes the function."""
    return function in vars(NextCharacter)


def plain_step_is_unchanged() -> bool:
    """Whether plain gradient descent moves the second task's numbers exactly as the first task's
    update_coeffs would: then that function changes for other optimisers and weight decay alone."""
    moved = []
    for update in (Recipe.update_coeffs, NextCharacter.update_coeffs):
        recipe = NextCharacter(
            torch.tensor([[0], [1]]), torch.eye(2), torch.tensor([[0]]), torch.eye(2)[:1],
            [3], embedding=2,
        )  # fmt: skip
        coeffs = recipe.init_coeffs(recipe.hiddens)
        recipe.calc_loss(coeffs, *next(recipe.batches())).backward()
        with torch.no_grad():
            update(recipe, coeffs, 0.125)  # a power of two: the order of factors rounds nothing
        moved.append([layer for layers in coeffs for layer in layers])
    return all(map(torch.equal, *moved))


def fate(function: str) -> str:
    """What the second task does to a function: it stays, changes, or could stay for plain gradient
    descent."""
    if not changes(function):
        return "stays"
    could = function == "update_coeffs" and plain_step_is_unchanged()
    return "could stay" if could else "changes"


def could_stay() -> tuple[list[str], bool]:
    """The functions that stay, and whether update_coeffs could be one of them."""
    unchanged = [name for name in FUNCTIONS if not changes(name)]
    return unchanged, fate("update_coeffs") == "could stay"


def _updated(recipe: Recipe, coeffs: Coeffs, indeps: Tensor, deps: Tensor, lr: float) -> Updated:
    last = coeffs[0][-1]
    place = divmod(last.grad.abs().argmax().item(), last.shape[1])
    before, gradient = last[place].item(), last.grad[place].item()
    loss = _loss(recipe, coeffs, indeps, deps)
    recipe.update_coeffs(coeffs, lr)
    after, loss_after = last[place].item(), _loss(recipe, coeffs, indeps, deps)
    return Updated(place, before, gradient, after, (loss, loss_after))


def _loss(recipe: Recipe, coeffs: Coeffs, indeps: Tensor, deps: Tensor) -> float:
    with torch.no_grad():
        return recipe.calc_loss(coeffs, indeps, deps).item()
