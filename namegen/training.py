"""A run: settings in, one snapshot for each epoch out."""

from __future__ import annotations

import math
import sys
import time
from dataclasses import replace

import numpy as np
import torch

from namegen.history import History, Snapshot
from namegen.material import Material
from namegen.network import NetworkModel, detached, trainable
from namegen.projection import project
from namegen.recipe import Coeffs
from namegen.sampling import generate
from namegen.settings import Settings

_ROWS_AT_ONCE = 2048


class TrainingRun:
    """The training of one network, epoch by epoch. The same settings go the same way, bit for bit.

    Epoch 0 is the start, before any training. ``error`` is None or the sentence that says why the
    run cannot go on; the history up to there stays. ``turns`` says from which epochs on the
    learning rate was another than ``first_lr``.
    """

    def __init__(self, material: Material, settings: Settings) -> None:
        self.material = material
        self.settings = settings
        self.error: str | None = None
        self.first_lr = settings.lr
        self.turns: dict[int, float] = {}
        self.history = History()
        self._recipe = material.recipe(settings)
        self._coeffs = self._recipe.init_coeffs(list(settings.hiddens))
        self._seconds_a_batch = 0.001
        self._names: dict[tuple[int, int], list[str]] = {}
        self._record()

    @property
    def frontier(self) -> int:
        """The furthest epoch trained."""
        return self.history.frontier

    @property
    def underway(self) -> float:
        """The share done of the epoch after the frontier."""
        left = len(self._recipe.pending)
        return 1 - left / self._batches if left else 0.0

    @property
    def _batches(self) -> int:
        """How many batches an epoch has."""
        return math.ceil(len(self._recipe.trainingIn) / (self.settings.batch or sys.maxsize))

    def step(self) -> Snapshot:
        """Train one epoch. Raises RuntimeError, in one sentence, where the run cannot go on."""
        frontier = self.frontier
        while self.frontier == frontier:
            self.work(math.inf)
            if self.error:
                raise RuntimeError(self.error)
        return self.history.latest

    def work(self, seconds: float) -> None:
        """Train for about so long, or to the end of the epoch, whichever comes first."""
        recipe, settings = self._recipe, self.settings
        recipe.at_once = int(min(max(1, seconds / self._seconds_a_batch), sys.maxsize))
        begun = time.perf_counter()
        recipe.execute_epoch(self._coeffs, recipe.rate(settings.lr, self.frontier, settings.epochs))
        done = min(recipe.at_once, self._batches)
        self._seconds_a_batch = (time.perf_counter() - begun) / done
        if not recipe.pending:
            self._record()

    def fork(self, epoch: int, lr: float) -> TrainingRun:
        """A private copy that goes on from an epoch with another learning rate."""
        epoch = self.history.at(epoch).epoch
        copy = TrainingRun(self.material, replace(self.settings, lr=lr))
        copy._recipe.generator.manual_seed(self.settings.seed + epoch)
        copy._coeffs = trainable(self.history.at(epoch).coeffs)
        copy.history = self.history.until(epoch)
        copy.first_lr = self.first_lr
        copy.turns = {e: rate for e, rate in self.turns.items() if e < epoch} | {epoch: lr}
        return copy

    def names(self, epoch: int, n: int) -> list[str]:
        """The first n names that the model of an epoch draws with the run's seed."""
        epoch = self.history.at(epoch).epoch
        if (epoch, n) not in self._names:
            self._names[epoch, n] = generate(self.model(epoch), n, self.settings.seed)
        return self._names[epoch, n]

    def model(self, epoch: int) -> NetworkModel:
        """The model as it was after an epoch, or after the nearest kept before it."""
        coeffs = self.history.at(epoch).coeffs
        return NetworkModel(self.material.vocabulary, self.settings, coeffs)

    def _record(self) -> None:
        """Append the snapshot of the epoch just done, or say why there is none."""
        epoch = self.frontier + 1
        coeffs = detached(self._coeffs)
        train_loss, validation_loss, matrix = self._look(coeffs)
        if not math.isfinite(train_loss + (validation_loss or 0)):
            self.error = (
                f"The learning rate is too high: the loss blew up at epoch {epoch}. "
                "Choose a lower one."
            )
            return
        embedding = coeffs[0][0].numpy() if self.settings.model == "deep" else matrix
        before = self.history.latest.view if epoch else None
        view = project(embedding, self.material.frequencies, before)
        self.history.append(
            Snapshot(epoch, train_loss, validation_loss, matrix, embedding, view, coeffs)
        )

    @torch.inference_mode()
    def _look(self, coeffs: Coeffs) -> tuple[float, float | None, np.ndarray]:
        """The losses of training and validation, and the (V, V) bigram matrix the model implies.

        Row c of it is the next-character distribution averaged over the contexts that end in c, by
        how often they occur in training. One pass over all contexts serves for the three, so few
        of them at a time that they stay in the processor's cache.
        """
        _, trained, contexts, held = self.material.tensors
        size = trained.shape[1]
        matrix, often = torch.zeros(size, size), torch.zeros(size, 1)
        losses = [0.0, 0.0]
        for start in range(0, len(contexts), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            logp = torch.log_softmax(self._recipe.calc_preds(coeffs, contexts[rows]), dim=1)
            for part, counts in enumerate((trained[rows], held[rows])):
                losses[part] -= (counts * logp[: len(counts)]).sum().item()
            weight = trained[rows].sum(dim=1, keepdim=True)
            ends = contexts[rows][: len(weight), -1]
            matrix.index_add_(0, ends, logp.exp_()[: len(weight)] * weight)
            often.index_add_(0, ends, weight)
        # A character that ends no context has no row to average: everything follows it alike.
        matrix = torch.where(often > 0, matrix / often, 1 / size)
        held_loss = losses[1] / held.sum().item() if self.material.names.validation else None
        return losses[0] / trained.sum().item(), held_loss, matrix.numpy()
