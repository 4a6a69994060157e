"""One function at a time, with what each gives."""

from __future__ import annotations

import math

import pytest

from namegen.lessons.seven_functions import (
    Begun,
    Checked,
    Compared,
    Derived,
    Gone,
    Predicted,
    Updated,
    flow,
    walk,
)
from namegen.lists.name_list import bundled
from namegen.models.recipe import NextCharacter
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from pages.recipe import tasks


def _recipe(settings: Settings) -> NextCharacter:
    names = bundled("given").names
    return Dataset.of(names, settings.context, settings.validation).recipe(settings)


def test_a_big_network_walks_over_fewer_contexts() -> None:
    names = bundled("surnames")
    task = tasks.next_letter(names, settings_for("deep", "best", context=5))
    whole, quick = task.make(), task.quick()
    weights, biases = quick.init_coeffs(quick.hiddens)
    parameters = sum(layer.numel() for layer in weights + biases)
    assert task.every > 1
    assert len(quick.trainingIn) == math.ceil(len(whole.trainingIn) / task.every)
    assert len(quick.trainingIn) * parameters < 1.1e8


def test_the_walk_is_the_recipe_step_by_step() -> None:
    recipe = _recipe(settings_for("deep", hiddens=(20,)))
    outcomes = list(walk(recipe, 0.1))
    kinds = [Begun, Predicted, Compared, Derived, Updated, Gone, Checked]
    assert [type(outcome) for outcome in outcomes] == kinds
    _, predicted, compared, derived, updated, gone, checked = outcomes
    assert predicted.preds.shape == (27,)
    assert compared.loss == pytest.approx(updated.loss[0])
    assert updated.loss[1] < updated.loss[0]
    assert all(size > 0 for size in derived.sizes)
    assert gone.loss[1] < gone.loss[0]
    assert 1 / 27 < checked.accuracy < 1


def test_the_flow_is_that_of_calc_preds() -> None:
    recipe = _recipe(settings_for("deep", context=4, embedding=7, hiddens=(20, 15)))
    coeffs = recipe.init_coeffs([20, 15])
    indeps, _ = next(recipe.batches())
    shapes = flow(recipe, coeffs, indeps)
    assert shapes == [(32, 4), (32, 28), (32, 20), (32, 15), (32, 27)]
    assert shapes[-1] == tuple(recipe.calc_preds(coeffs, indeps).shape)
