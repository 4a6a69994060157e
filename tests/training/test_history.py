"""Going back is a look-up; a long history keeps fewer snapshots, and every loss."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from namegen.training.history import History, Snapshot
from namegen.training.projection import View


def snapshot(epoch: int) -> Snapshot:
    view = View(np.zeros((3, 2)), np.zeros((4, 2)), 1.0)
    coeffs = [torch.full((10,), float(epoch))], [torch.zeros(2)]
    matrix = np.zeros((3, 3), dtype=np.float32)
    return Snapshot(epoch, 10.0 - epoch, float(epoch), matrix, matrix, view, coeffs)


ONE = snapshot(0).bytes
# So many of the latest epochs are always kept.
LATEST = 6


def history_of(epochs: int, allowance: int | None = None) -> History:
    history = History()
    for epoch in range(epochs + 1):
        history.append(snapshot(epoch))
        if allowance is not None:
            history.thin(allowance)
    return history


def test_a_snapshot_knows_its_memory() -> None:
    assert ONE == 9 * 4 + 6 * 8 + 8 * 8 + 10 * 4 + 2 * 4


def test_every_epoch_is_there_to_go_back_to() -> None:
    history = history_of(20)
    assert [history.at(epoch).epoch for epoch in range(21)] == list(range(21))
    assert history.bytes == 21 * ONE
    assert (history.last_epoch, history.latest.epoch) == (20, 20)


def test_beyond_its_ends_it_gives_its_ends() -> None:
    history = history_of(5)
    assert (history.at(-3).epoch, history.at(99).epoch) == (0, 5)


def test_before_the_first_snapshot_there_is_no_epoch() -> None:
    assert History().last_epoch == -1
    with pytest.raises(LookupError):
        History().at(0)


@given(st.integers(0, 70), st.integers(1, 30))
def test_thinning_keeps_within_the_allowance_and_every_loss(epochs: int, kept: int) -> None:
    history = history_of(epochs, kept * ONE)
    assert history.bytes <= max(kept, 1 + LATEST) * ONE  # the start, and the latest ones
    assert history.train == [10.0 - epoch for epoch in range(epochs + 1)]
    assert history.validation == [float(epoch) for epoch in range(epochs + 1)]
    assert history.latest.epoch == epochs
    assert history.at(0).epoch == 0


@given(st.integers(1, 70), st.integers(2, 30))
def test_after_thinning_the_nearest_kept_before_is_given(epochs: int, kept: int) -> None:
    history = history_of(epochs, kept * ONE)
    there = sorted({history.at(epoch).epoch for epoch in range(epochs + 1)})
    early = [epoch for epoch in there if epoch <= epochs - LATEST]
    assert len({b - a for a, b in pairwise(early)}) <= 1  # even, but for the latest
    assert len(there) == history.bytes // ONE
    for epoch in range(epochs + 1):
        assert history.at(epoch).epoch == max(e for e in there if e <= epoch)


def test_a_thinned_history_goes_on_with_its_stride() -> None:
    history = history_of(16)
    history.thin(10 * ONE)
    for epoch in range(17, 30):
        history.append(snapshot(epoch))
    there = {history.at(epoch).epoch for epoch in range(30)}
    assert there == {0, 4, 8, 12, 16, 20, *range(24, 30)}


def test_an_early_history_may_be_taken_while_another_thread_thins() -> None:
    history = history_of(20)

    class Thinned(History):
        """The same history, thinned just after its stride has been read."""

        @property
        def _stride(self) -> int:
            stride = history._stride
            history.thin(12 * ONE)
            self._snapshots = history._snapshots
            return stride

        @_stride.setter
        def _stride(self, stride: int) -> None:
            pass

    thinned = Thinned()
    thinned.train, thinned._snapshots = history.train, history._snapshots
    early = thinned.until(15)
    assert len(thinned._snapshots) < 21
    assert [early.at(epoch).epoch for epoch in range(16)] == list(range(16))


@pytest.mark.parametrize("allowance", [None, 6 * ONE])
def test_an_early_history_is_one_of_its_own(allowance: int | None) -> None:
    history = history_of(20, allowance)
    epoch = history.at(9).epoch
    early = history.until(epoch)
    assert (early.last_epoch, early.latest.epoch) == (epoch, epoch)
    assert early.train == history.train[: epoch + 1]
    early.append(snapshot(epoch + 1))
    assert early.last_epoch == epoch + 1
    assert (history.last_epoch, len(history.train)) == (20, 21)
