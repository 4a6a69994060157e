"""A run: the same settings go the same way, bit for bit, however the work is cut."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest
import torch

from namegen.lists import name_list
from namegen.models.evaluation import evaluate
from namegen.models.network import untrained
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.history import Snapshot
from namegen.training.run import TrainingRun

LISTED = name_list.bundled("given").names[:600]
MATERIALS = {context: Dataset.of(LISTED, context, 0.1) for context in (1, 3)}
SMALL = {"hiddens": (24,), "embedding": 6}


def run_of(model: str = "deep", **given: object) -> TrainingRun:
    settings = settings_for(model, **({**SMALL, **given} if model == "deep" else given))
    return TrainingRun(MATERIALS[settings.context], settings)


def trained(steps: int, model: str = "deep", **given: object) -> TrainingRun:
    run = run_of(model, **given)
    for _ in range(steps):
        run.step()
    return run


def assert_same(one: Snapshot, other: Snapshot) -> None:
    """Bit for bit."""
    assert one.epoch == other.epoch
    assert (one.train_loss, one.validation_loss) == (other.train_loss, other.validation_loss)
    arrays = [(s.matrix, s.embedding, s.view.points, s.view.basis) for s in (one, other)]
    assert all(np.array_equal(first, second) for first, second in zip(*arrays, strict=True))
    layers = [s.coeffs[0] + s.coeffs[1] for s in (one, other)]
    assert all(torch.equal(first, second) for first, second in zip(*layers, strict=True))


def assert_same_run(one: TrainingRun, other: TrainingRun) -> None:
    assert one.last_epoch == other.last_epoch
    for epoch in range(one.last_epoch + 1):
        assert_same(one.history.at(epoch), other.history.at(epoch))
        assert one.names(epoch, 5) == other.names(epoch, 5)


@pytest.mark.parametrize(
    ("model", "given"),
    [
        ("deep", {}),
        ("deep", {"optimizer": "adam", "lr": 0.02, "batch": 100, "weight_decay": 0.1}),
        ("deep", {"activation": "relu", "hiddens": (20, 10), "batch": 0}),
        ("bigram-network", {}),
        ("bigram-network", {"batch": 8, "lr": 5.0}),
    ],
)
def test_the_same_run_twice_is_bit_equal(model: str, given: dict[str, object]) -> None:
    first, second = trained(4, model, **given), trained(4, model, **given)
    assert_same_run(first, second)
    assert first.history.train[-1] < first.history.train[0]
    assert first.names(4, 5) != first.names(0, 5)


def test_another_seed_is_another_run() -> None:
    first, second = trained(1), trained(1, seed=5)
    assert first.history.train[0] != second.history.train[0]
    assert first.history.train[1] != second.history.train[1]


@pytest.mark.parametrize("optimizer", ["gd", "adam"])
def test_an_epoch_done_in_slices_is_the_same_epoch(optimizer: str) -> None:
    whole, sliced = trained(3, optimizer=optimizer), run_of(optimizer=optimizer)
    shares, slices = [], 0
    while sliced.last_epoch < 3:
        sliced.work(0.0)  # one batch, or a look at some contexts
        slices += 1
        shares.append(sliced.epoch_progress)
    assert slices > 3 * math.ceil(len(MATERIALS[3].training) / 32)
    assert all(0 <= share <= 1 for share in shares)
    assert shares[:3] == sorted(shares[:3])
    assert_same_run(whole, sliced)


def test_a_slice_ends_with_the_epoch_however_long_it_may_take() -> None:
    run = run_of()
    run.work(math.inf)
    assert (run.last_epoch, run.epoch_progress) == (1, 0.0)


def test_the_time_of_an_epoch_is_that_of_the_epochs_trained() -> None:
    run = run_of()
    assert run.seconds_an_epoch == 0
    begun = time.perf_counter()
    for _ in range(3):
        run.step()
    assert 0 < 3 * run.seconds_an_epoch <= time.perf_counter() - begun


def test_epoch_0_is_the_start_before_any_training() -> None:
    run = run_of()
    assert run.last_epoch == 0
    assert run.history.train == pytest.approx([math.log(len(MATERIALS[3].vocabulary))], abs=0.02)


def test_it_is_what_train_model_does() -> None:
    settings = settings_for(**SMALL, epochs=3, drop=True, optimizer="adam", lr=0.01)
    recipe = MATERIALS[3].recipe(settings)
    coeffs = recipe.train_model(settings.epochs, settings.lr)
    run = trained(3, epochs=3, drop=True, optimizer="adam", lr=0.01)
    theirs = run.history.latest.coeffs
    for layer, same in zip(coeffs[0] + coeffs[1], theirs[0] + theirs[1], strict=True):
        assert torch.equal(layer, same)


def test_a_drop_lowers_the_rate_of_the_last_third() -> None:
    plain, dropped = trained(6, epochs=6), trained(6, epochs=6, drop=True)
    for epoch in range(5):
        assert_same(plain.history.at(epoch), dropped.history.at(epoch))
    change = [
        (run.history.at(6).coeffs[0][-1] - run.history.at(4).coeffs[0][-1]).norm()
        for run in (plain, dropped)
    ]
    assert change[1] < change[0] / 3


@pytest.mark.parametrize(
    ("model", "given"),
    [
        ("deep", {}),
        ("deep", {"hiddens": (20, 10, 8)}),
        ("deep", {"hiddens": ()}),
        ("deep", {"activation": "relu", "hiddens": (20, 10)}),
        ("bigram-network", {}),
    ],
)
def test_the_losses_of_a_snapshot_are_those_of_its_model(model: str, given: dict) -> None:
    run = trained(2, model, **given)
    for epoch in range(3):
        snapshot, dataset = run.history.at(epoch), run.dataset
        training = evaluate(run.model(epoch), dataset.training)
        held = evaluate(run.model(epoch), dataset.validation)
        assert snapshot.train_loss == pytest.approx(training.loss, abs=1e-5)
        assert snapshot.validation_loss == pytest.approx(held.loss, abs=1e-5)


def test_the_matrix_is_the_average_over_contexts_that_end_in_a_character() -> None:
    run = trained(2)
    dataset = run.dataset
    size = len(dataset.vocabulary)
    probabilities = run.model(2).probabilities(dataset.training.contexts)
    sums, often = np.zeros((size, size)), np.zeros((size, 1))
    rows = zip(dataset.training.contexts, dataset.training.counts, probabilities, strict=True)
    for context, counts, row in rows:
        sums[context[-1]] += counts.sum() * row
        often[context[-1]] += counts.sum()
    seen = often[:, 0] > 0
    matrix = run.history.latest.matrix
    assert matrix[seen] == pytest.approx((sums / np.maximum(often, 1))[seen], abs=1e-6)
    assert matrix.sum(axis=1) == pytest.approx(np.ones(size), abs=1e-5)


def test_the_matrix_of_the_bigram_network_is_the_network() -> None:
    run = trained(2, "bigram-network")
    rows = run.model(2).probabilities(np.arange(len(run.dataset.vocabulary))[:, None])
    seen = run.dataset.frequencies > 0
    assert run.history.latest.matrix[seen] == pytest.approx(rows[seen], abs=1e-6)


def test_without_names_held_out_there_is_no_validation_loss() -> None:
    dataset = Dataset.of(LISTED, 1, 0.0)
    run = TrainingRun(dataset, settings_for("bigram-network", validation=0.0))
    run.step()
    assert run.history.validation == [None, None]


def test_snapshots_do_not_change_when_training_goes_on() -> None:
    run = trained(1)
    before = run.history.at(1)
    kept = [layer.clone() for layer in before.coeffs[0]], before.matrix.copy()
    run.step()
    assert run.history.at(1) is before
    assert all(torch.equal(a, b) for a, b in zip(kept[0], before.coeffs[0], strict=True))
    assert np.array_equal(kept[1], before.matrix)


def test_names_are_the_same_for_every_n() -> None:
    run = trained(2)
    assert run.names(2, 3) == run.names(2, 10)[:3]


def test_settings_of_one_identity_go_the_same_way() -> None:
    first, second = run_of(epochs=5), run_of(epochs=50)
    assert first.settings.identity == second.settings.identity
    first.step(), second.step()
    assert_same_run(first, second)


# --- fork ---


def test_a_fork_goes_on_from_an_epoch_with_another_rate() -> None:
    run = trained(4)
    fork = run.fork(2, lr=0.5)
    assert (fork.last_epoch, fork.settings.lr) == (2, 0.5)
    assert fork.history.train == run.history.train[:3]
    fork.step()
    assert (fork.last_epoch, run.last_epoch) == (3, 4)
    for epoch in range(3):
        assert_same(fork.history.at(epoch), run.history.at(epoch))
    assert fork.history.train[3] != run.history.train[3]


def test_forks_from_the_same_place_go_the_same_way_and_leave_the_run_alone() -> None:
    run, undisturbed = trained(2), trained(4)
    first, second = run.fork(1, lr=0.3), run.fork(1, lr=0.3)
    for fork in (first, second):
        fork.step()
        fork.step()
    assert_same_run(first, second)
    run.step(), run.step()
    assert_same_run(run, undisturbed)


# --- when it blows up ---


@pytest.mark.parametrize("model", ["deep", "bigram-network"])
def test_a_loss_that_blows_up_stops_the_run_and_the_last_good_snapshot_stays(model: str) -> None:
    run = run_of(model, lr=1e4, weight_decay=100.0)
    with pytest.raises(RuntimeError) as stopped:
        for _ in range(60):
            run.step()
    sentence = (
        "The learning rate is too high for this weight decay: the loss blew up at epoch "
        f"{run.last_epoch + 1}. Choose a lower one."
    )
    assert str(stopped.value) == run.error == sentence
    latest = run.history.latest
    assert latest.epoch == run.last_epoch == len(run.history.train) - 1
    assert math.isfinite(latest.train_loss)
    assert np.isfinite(latest.matrix).all()
    with pytest.raises(RuntimeError):
        run.step()
    assert run.history.latest is latest
    assert len(run.names(run.last_epoch, 3)) == 3


def test_a_fork_from_before_the_blow_up_goes_on() -> None:
    run = run_of(lr=1e4, weight_decay=100.0)
    with pytest.raises(RuntimeError):
        for _ in range(60):
            run.step()
    fork = run.fork(0, lr=0.001)
    fork.step()
    assert fork.error is None
    assert (fork.last_epoch, fork.settings.lr) == (1, 0.001)
    assert math.isfinite(fork.history.latest.train_loss)


# --- odd lists ---


@pytest.mark.parametrize(
    "listed", [["a"], ["anna"], ["anna", "ben"], ["अनिल", "सुनीता"], ["a" * 40] * 3]
)
@pytest.mark.parametrize("model", ["deep", "bigram-network"])
def test_the_smallest_lists_train(listed: list[str], model: str) -> None:
    settings = replace(settings_for(model), embedding=2)
    run = TrainingRun(Dataset.of(listed, settings.context, 0.1), settings)
    run.step()
    assert math.isfinite(run.history.latest.train_loss)
    assert len(run.names(1, 3)) == 3


def test_embeddings_of_one_number_train_and_have_a_view() -> None:
    run = trained(1, embedding=1)
    assert run.history.latest.view.points.shape == (len(run.dataset.vocabulary), 2)
    assert run.history.latest.view.shown == pytest.approx(1.0)


def test_the_seed_alone_has_the_untrained_network() -> None:
    run = run_of()
    first = untrained(run.settings, run.dataset.vocabulary).coeffs
    kept = run.model(0).coeffs
    assert all(map(torch.equal, first[0] + first[1], kept[0] + kept[1]))
