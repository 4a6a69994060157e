"""What a run has been through: its losses at every epoch, and snapshots to go back to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from namegen.models.recipe import Coeffs
from namegen.training.projection import View


@dataclass(frozen=True)
class Snapshot:
    """A run after one of its epochs.

    Losses are mean nats a character (validation: None without validation names). matrix: (V, V)
    float32, the bigram matrix the model implies; embedding: (V, D).
    """

    epoch: int
    train_loss: float
    validation_loss: float | None
    matrix: np.ndarray
    embedding: np.ndarray
    view: View
    coeffs: Coeffs

    @property
    def bytes(self) -> int:
        """The memory the snapshot holds."""
        weights, biases = self.coeffs
        arrays = self.matrix.nbytes + self.view.points.nbytes + self.view.basis.nbytes
        return arrays + sum(layer.nbytes for layer in weights + biases)


# The last epochs keep their snapshots: somebody who watches the training is at one of them.
_LATEST = 6


class History:
    """The losses of all epochs from 0 on; snapshots of all, or of every other, fourth, ... one.

    One thread may append and thin while others read.
    """

    def __init__(self) -> None:
        self.train: list[float] = []
        self.validation: list[float | None] = []
        self._snapshots: dict[int, Snapshot] = {}
        self._stride = 1
        self._size = 0  # of each snapshot, in bytes: they are all of one size

    @property
    def last_epoch(self) -> int:
        """The furthest epoch; -1 before there is one."""
        return len(self.train) - 1

    @property
    def latest(self) -> Snapshot:
        return self._snapshots[self.last_epoch]

    @property
    def bytes(self) -> int:
        return len(self._snapshots) * self._size

    @property
    def least_bytes(self) -> int:
        """The memory of the snapshots that stay however much the history is thinned."""
        return (1 + _LATEST) * self._size

    def append(self, snapshot: Snapshot) -> None:
        """Add the snapshot of the next epoch."""
        self._snapshots[snapshot.epoch] = snapshot
        self._size = self._size or snapshot.bytes
        self.validation.append(snapshot.validation_loss)
        self.train.append(snapshot.train_loss)
        late = snapshot.epoch - _LATEST
        if late % self._stride:
            self._snapshots.pop(late, None)

    def at(self, epoch: int) -> Snapshot:
        """The snapshot of an epoch, or the nearest kept before it. There must be one."""
        kept = self._snapshots
        epoch = min(max(epoch, 0), self.last_epoch)
        return kept.get(epoch) or kept[epoch - epoch % self._stride]

    def thin(self, allowance: int) -> None:
        """Keep the snapshots of fewer epochs until they fit into the bytes allowed, if they can."""
        while self.bytes > allowance and self._stride <= self.last_epoch:
            self._stride *= 2
            self._snapshots = {
                epoch: snapshot
                for epoch, snapshot in self._snapshots.items()
                if epoch % self._stride == 0 or epoch > self.last_epoch - _LATEST
            }

    def until(self, epoch: int) -> History:
        """A history of its own that begins with what this one has up to an epoch it has kept."""
        early = History()
        # The snapshots first: thinned meanwhile, they would be fewer than an old stride promises.
        early._snapshots = {e: s for e, s in dict(self._snapshots).items() if e <= epoch}
        early._stride, early._size = self._stride, self._size
        early.train, early.validation = self.train[: epoch + 1], self.validation[: epoch + 1]
        return early
