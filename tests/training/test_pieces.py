"""A training in pieces: the same training however often it is interrupted, and no piece is long."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest
import torch

from namegen.lists import name_list
from namegen.settings import FULL_BATCH, Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.training.history import History
from namegen.training.rate_changes import rate_at, with_change
from namegen.training.run import TrainingRun

_NAMES = name_list.bundled("given").names
_DATASET = Dataset.of(_NAMES, 3, 0.1)
_EPOCHS = 3


def _settings(**given: object) -> Settings:
    return settings_for("deep", **{"hiddens": (20,), "embedding": 4, **given})


def _in_pieces(run: TrainingRun, epochs: int) -> TrainingRun:
    """Trained with an interruption after every piece."""
    while run.last_epoch < epochs:
        run.work(0)
    return run


def _at_once(run: TrainingRun, epochs: int) -> TrainingRun:
    while run.last_epoch < epochs:
        run.step()
    return run


def _coeffs(run: TrainingRun) -> list[torch.Tensor]:
    weights, biases = run.history.latest.coeffs
    return [*weights, *biases]


@pytest.mark.parametrize(
    "given",
    [{}, {"batch": FULL_BATCH}, {"batch": 2048}, {"batch": FULL_BATCH, "optimizer": "adam"},
     {"batch": 512, "weight_decay": 0.1, "drop": True}],
    ids=str,
)  # fmt: skip
def test_an_interrupted_training_goes_the_same_way_bit_for_bit(given: dict[str, object]) -> None:
    settings = _settings(lr=0.02, epochs=_EPOCHS, **given)
    whole = _at_once(TrainingRun(_DATASET, settings), _EPOCHS)
    parts = _in_pieces(TrainingRun(_DATASET, settings, seconds=0), _EPOCHS)
    assert parts.history.train == whole.history.train
    assert parts.history.validation == whole.history.validation
    assert all(map(torch.equal, _coeffs(parts), _coeffs(whole)))


@pytest.mark.parametrize("batch", [32, 1024, 2048, FULL_BATCH])
def test_it_is_the_training_of_the_recipe(batch: int) -> None:
    settings = _settings(batch=batch, epochs=_EPOCHS)
    run = _at_once(TrainingRun(_DATASET, settings), _EPOCHS)
    weights, biases = _DATASET.recipe(settings).train_model(_EPOCHS, settings.lr)
    for ours, its in zip(_coeffs(run), [*weights, *biases], strict=True):
        assert torch.equal(ours, its.detach())


def test_the_start_can_be_left_for_later() -> None:
    run = TrainingRun(_DATASET, _settings(), seconds=0)
    assert run.last_epoch == -1
    assert run.history.bytes == 0
    _in_pieces(run, 0)
    assert run.history.train == TrainingRun(_DATASET, _settings()).history.train


def test_how_much_of_an_epoch_is_done_grows_to_the_whole() -> None:
    run = TrainingRun(_DATASET, _settings())
    run.work(0)
    shares = [run.epoch_progress]
    while run.last_epoch == 0:
        run.work(0)
        shares.append(run.epoch_progress)
    *during, after = shares
    assert during == sorted(during)
    assert (during[0] < 0.1, during[-1], after) == (True, 1, 0)


@pytest.mark.parametrize("batch", [FULL_BATCH, 4096])
def test_no_piece_of_the_largest_network_keeps_others_waiting(batch: int) -> None:
    """A full batch of these contexts took 2.3 s in one piece, and a look at them 1.2 s."""
    dataset = Dataset.of(name_list.bundled("surnames").names[:30_000], 8, 0.1)
    assert len(dataset.training) > 60_000
    settings = _settings(context=8, embedding=24, hiddens=(300, 300, 300), batch=batch)
    run, longest = TrainingRun(dataset, settings, seconds=0), 0.0
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        begun = time.thread_time()
        run.work(0)
        longest = max(longest, time.thread_time() - begun)
    assert longest < 0.3


def test_training_imports_nothing_more() -> None:
    """Some calls of torch import a compiler or a computer algebra system when they are first used:
    a second in which a whole hall waits for its first epoch, and tens of MB."""
    code = """
import sys
from namegen.training.dataset import Dataset
from namegen.settings import settings_for
from namegen.training.run import TrainingRun
before = set(sys.modules)
letters, vowels = "bcdfghjklmnp", "aeiou"
syllables = [a + b for a in letters for b in vowels]
dataset = Dataset.of([a + b for a in syllables for b in syllables], 8, 0)
assert len(dataset.training) > 2048
for given in ({}, {"batch": 0}, {"optimizer": "adam", "drop": True, "weight_decay": 0.1}):
    run = TrainingRun(dataset, settings_for("deep", context=8, **given))
    run.step()
    run.fork(1, 0.01).step()
    run.names(1, 3)
print(len(set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert int(done.stdout) < 20


def test_a_run_that_nobody_holds_is_gone_at_once() -> None:
    gc.disable()
    try:
        run = TrainingRun(_DATASET, _settings())
        run.step()
        gone = weakref.ref(run)
        del run
        assert gone() is None
    finally:
        gc.enable()


def test_a_changed_rate_can_be_trained_again() -> None:
    before = _at_once(TrainingRun(_DATASET, _settings(optimizer="adam", lr=0.01)), 4)
    first = _at_once(before.fork(2, 0.03), 5)
    second = _at_once(first.fork(4, 0.001), 6)
    assert second.rate_changes == ((2, 0.01), (4, 0.03))
    again = _at_once(TrainingRun(_DATASET, second.settings, second.rate_changes), 6)
    assert again.history.train == second.history.train
    assert first.history.train[:3] == before.history.train[:3]
    assert first.history.train[3:5] != before.history.train[3:5]


def test_a_rate_changed_before_an_earlier_change_forgets_that() -> None:
    rate_changes = with_change(with_change((), 0.1, 10), 0.3, 6)
    assert rate_changes == ((6, 0.1),)
    assert [rate_at(rate_changes, 0.5, epoch) for epoch in (0, 5, 6, 9, 10)] == [
        0.1,
        0.1,
        0.5,
        0.5,
        0.5,
    ]
    twice = with_change(with_change((), 0.1, 5), 0.3, 5)
    assert twice == ((5, 0.1),)


def test_a_thinned_history_keeps_the_epochs_that_are_watched() -> None:
    run = _at_once(TrainingRun(_DATASET, _settings(hiddens=(10,), batch=1024)), 20)
    history: History = run.history
    history.thin(0)
    assert [history.at(epoch).epoch for epoch in range(15, 21)] == list(range(15, 21))
    assert history.at(14).epoch == 0
    assert history.bytes == history.least_bytes
    _at_once(run, 25)
    assert history.at(20).epoch == 20
    assert history.at(19).epoch == 0
    assert history.bytes == history.least_bytes
    assert len(history.train) == 26
