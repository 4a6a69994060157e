"""One step of gradient descent, against autograd, the formula and the run itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from namegen.lessons import gradient_step
from namegen.lists.name_list import bundled
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun

SETTINGS = settings_for("bigram-network", seed=5)


@pytest.fixture(scope="module")
def run() -> TrainingRun:
    run = TrainingRun(Dataset.of(bundled("given").names, 1, 0.1), SETTINGS)
    for _ in range(4):
        run.step()
    return run


def _step(run: TrainingRun, pair: str, epoch: int = 2) -> gradient_step.PairStep:
    before, after = (run.dataset.vocabulary.id(character) for character in pair)
    coeffs = run.history.at(epoch).coeffs
    return gradient_step.take(run.dataset, run.settings, coeffs, epoch, before, after)


@pytest.mark.parametrize("pair", ["an", "qu", ".m", "a.", "zx", ".."])
def test_the_gradient_is_the_share_of_the_row_times_p_minus_target(
    run: TrainingRun, pair: str
) -> None:
    step = _step(run, pair)
    formula = step.row_share * (step.probabilities - step.targets)
    np.testing.assert_allclose(step.gradient, formula, atol=1e-7)
    assert np.abs(step.gradient).max() > 1e-5


def test_the_gradient_is_autograds_over_single_examples(run: TrainingRun) -> None:
    vocabulary, names = run.dataset.vocabulary, run.dataset.names.training
    ids = [vocabulary.encode(f".{name}.") for name in names]
    first = torch.from_numpy(np.concatenate([row[:-1] for row in ids])).long()
    second = torch.from_numpy(np.concatenate([row[1:] for row in ids])).long()
    weights = run.history.at(2).coeffs[0][0].double().requires_grad_()
    loss = torch.nn.functional.cross_entropy(weights[first], second)
    loss.backward()
    step = _step(run, "an")
    row = vocabulary.id("a")
    np.testing.assert_allclose(step.gradient, weights.grad[row].numpy(), atol=1e-7)
    assert step.loss == pytest.approx(loss.item(), abs=1e-5)
    assert step.examples == len(first)
    assert step.count == sum(f".{name}.".count("an") for name in names)


def test_the_step_is_the_one_that_the_run_takes(run: TrainingRun) -> None:
    step = _step(run, "an", epoch=2)
    now, later = run.history.at(2), run.history.at(3)
    row = run.dataset.vocabulary.id("a")
    np.testing.assert_array_equal(step.logits, now.coeffs[0][0][row].numpy())
    np.testing.assert_array_equal(step.logits_after, later.coeffs[0][0][row].numpy())
    np.testing.assert_allclose(step.probabilities_after, later.matrix[row], atol=1e-6)
    assert (step.loss, step.loss_after) == pytest.approx((now.train_loss, later.train_loss))


def test_the_arithmetic_holds(run: TrainingRun) -> None:
    step = _step(run, "an")
    scores = np.exp(step.logits.astype(float))
    column = step.column
    p = step.probabilities[column]
    assert p == pytest.approx(scores[column] / scores.sum())
    assert step.surprise == pytest.approx(-math.log(p))
    assert step.loss_share == pytest.approx(step.count / step.examples * step.surprise)
    assert step.targets[column] == step.count / step.row_count
    after = step.logits[column] - step.lr * step.gradient[column]
    assert step.logits_after[column] == pytest.approx(after, abs=1e-6)


def test_what_all_pairs_add_is_the_loss(run: TrainingRun) -> None:
    characters = run.dataset.vocabulary.characters
    steps = [_step(run, before + after) for before in characters for after in characters]
    assert sum(step.loss_share for step in steps) == pytest.approx(steps[0].loss, abs=1e-5)
    assert sum(step.share for step in steps) == pytest.approx(1)


@pytest.mark.parametrize(("times", "rests"), [(0.9, True), (1.1, False)])
def test_rows_come_to_rest_below_the_longest_rate_and_not_above(times: float, rests: bool) -> None:
    dataset = Dataset.of(["anna", "emma", "sofia", "giulia", "sara", "alba"], 1, 0.0)
    longest, character = gradient_step.longest_rate(dataset)
    run = TrainingRun(dataset, settings_for("bigram-network", lr=times * longest, epochs=300))
    for _ in range(300):
        run.step()
    before, last = run.history.at(299).matrix, run.history.at(300).matrix
    swings = np.abs(last - before).max(axis=1)
    assert bool(swings.max() < 0.001) is rests
    if not rests:
        assert dataset.vocabulary.characters[swings.argmax()] == character == "a"


@pytest.mark.parametrize(("weight", "blown_up"), [(600.0, False), (800.0, True), (-2e4, True)])
def test_numbers_past_what_a_computer_holds_are_said_to_be(
    run: TrainingRun, weight: float, blown_up: bool
) -> None:
    (table,), biases = run.history.at(0).coeffs
    table = table.clone()
    table[1, 2] = weight
    step = gradient_step.take(run.dataset, SETTINGS, ([table], biases), 0, 1, 2)
    assert step.blown_up is blown_up


def test_any_rate_will_do_where_every_letter_is_followed_by_one_alone() -> None:
    assert gradient_step.longest_rate(Dataset.of(["abc"], 1, 0.0)) == (math.inf, "")


def test_it_leaves_the_history_as_it_is(run: TrainingRun) -> None:
    before = run.history.at(2).coeffs[0][0].clone()
    _step(run, "an")
    assert torch.equal(run.history.at(2).coeffs[0][0], before)
    assert not run.history.at(2).coeffs[0][0].requires_grad


def test_a_dropped_rate_and_another_optimiser_make_a_plain_step(run: TrainingRun) -> None:
    settings = settings_for(
        "bigram-network", epochs=9, lr=20.0, drop=True, optimizer="adam", batch=8
    )
    coeffs = run.history.at(2).coeffs
    early = gradient_step.take(run.dataset, settings, coeffs, 2, 1, 2)
    late = gradient_step.take(run.dataset, settings, coeffs, 7, 1, 2)
    assert (early.lr, late.lr) == pytest.approx((20.0, 2.0))
    moved = early.logits - early.logits_after
    np.testing.assert_allclose(moved, 20.0 * early.gradient, atol=1e-6)
    assert not gradient_step.is_plain(settings)
    assert gradient_step.is_plain(SETTINGS)


def test_a_letter_that_only_held_out_names_have_is_left_alone() -> None:
    names = [f"anna{letter}" for letter in "bcdefghijk"]
    dataset = Dataset.of(names, 1, 0.1)
    (held,) = dataset.names.validation
    settings = settings_for("bigram-network")
    coeffs = TrainingRun(dataset, settings).history.at(0).coeffs
    row = dataset.vocabulary.id(held[-1])
    step = gradient_step.take(dataset, settings, coeffs, 0, row, 0)
    assert (step.count, step.row_count, step.row_share) == (0, 0, 0)
    assert not step.gradient.any()
    np.testing.assert_array_equal(step.logits, step.logits_after)


def test_a_step_is_as_long_as_the_run_goes(run: TrainingRun) -> None:
    here, there = (run.history.at(epoch).coeffs for epoch in (2, 3))
    moved = float(torch.linalg.norm(there[0][0] - here[0][0]))
    assert gradient_step.length(run.dataset, SETTINGS, here, 2) == pytest.approx(moved, rel=1e-4)
