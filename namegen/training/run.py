"""A run: settings in, one snapshot for each epoch out."""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch

from namegen.models.network import NetworkModel, detached, size_of, trainable
from namegen.models.recipe import ROWS, Coeffs, NextCharacter
from namegen.models.sampling import generate
from namegen.optimizers import OPTIMIZERS
from namegen.settings import Settings
from namegen.training.dataset import Dataset
from namegen.training.history import History, Snapshot
from namegen.training.projection import project
from namegen.training.rate_changes import RateChanges, rate_at, with_change


class Diverged(RuntimeError):
    """The loss is not finite; the text is one sentence that says what to do."""


class TrainingRun:
    """The training of one network, epoch by epoch. The same settings go the same way, bit for bit.

    Epoch 0 is the start, before any training. ``error`` is None or the sentence that says why the
    run cannot go on; the history up to there stays. ``epoch_progress`` is the share done of the
    epoch after ``last_epoch``. ``id`` tells it from every other run, of other servers, too.
    """

    def __init__(
        self,
        dataset: Dataset,
        settings: Settings,
        rate_changes: RateChanges = (),
        history: History | None = None,
        seconds: float = math.inf,
    ) -> None:
        """history: what to go on from; without one, epoch 0 is made if that takes no longer than
        about ``seconds``, or else left to ``work``."""
        self.dataset, self.settings, self.rate_changes = dataset, settings, rate_changes
        self.history = history or History()
        self.id = secrets.token_hex(4)
        self.error: str | None = None
        self.epoch_progress = 0.0
        self._begun, self._seconds = max(0, self.last_epoch), 0.0
        self._pieces = _train(dataset, settings, rate_changes, self.history)
        self._names: dict[tuple[int, int], list[str]] = {}
        if self.last_epoch < 0:
            self.work(seconds)

    @property
    def last_epoch(self) -> int:
        """The furthest epoch trained; -1 before there is one."""
        return self.history.last_epoch

    @property
    def seconds_an_epoch(self) -> float:
        """The processor time that an epoch has taken here on average, the look at it included."""
        return self._seconds / max(1, self.last_epoch - self._begun)

    @property
    def bytes(self) -> int:
        """The memory of the run; its contexts, which others may share, are the dataset's."""
        return self.history.bytes + self._at_work

    @property
    def least_bytes(self) -> int:
        """The memory it takes however much its history is thinned."""
        return self.history.least_bytes + self._at_work

    @property
    def _at_work(self) -> int:
        return self._training_bytes if self.last_epoch >= 0 else 0

    @cached_property
    def _training_bytes(self) -> int:
        """The memory of the training itself: coefficients, their gradients, what the optimiser
        keeps of each, and the draw of an epoch."""
        copies = 2 + OPTIMIZERS[self.settings.optimizer].arrays
        return copies * size_of(self.history.latest.coeffs) + 8 * len(self.dataset.training)

    def step(self) -> Snapshot:
        """Train one epoch. Raises RuntimeError, in one sentence, where the run cannot go on."""
        last_epoch = self.last_epoch
        self.work(math.inf)
        if self.last_epoch == last_epoch:
            raise RuntimeError(self.error)
        return self.history.latest

    def work(self, seconds: float) -> None:
        """Train for about this many seconds, or to the end of the epoch, whichever comes first."""
        end, last_epoch = time.perf_counter() + seconds, self.last_epoch
        # Of this thread alone: what others compute meanwhile takes none of it.
        begun = time.thread_time()
        try:
            for epoch_progress in self._pieces:
                self.epoch_progress = epoch_progress
                if self.last_epoch > last_epoch or time.perf_counter() >= end:
                    return
        except Diverged as error:
            self.error = str(error)
        finally:
            if last_epoch >= 0:
                self._seconds += time.thread_time() - begun

    def fork(self, epoch: int, lr: float) -> TrainingRun:
        """A private copy that goes on from an epoch with another learning rate."""
        epoch = self.history.at(epoch).epoch
        rate_changes = with_change(self.rate_changes, self.settings.lr, epoch)
        settings = replace(self.settings, lr=lr)
        return TrainingRun(self.dataset, settings, rate_changes, self.history.until(epoch))

    def with_same_start(self, settings: Settings) -> TrainingRun:
        """A run of other settings with the same start, which need not be looked at again."""
        copy = TrainingRun(self.dataset, settings, history=self.history.until(0))
        copy._names = {key: names for key, names in self._names.copy().items() if key[0] == 0}
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
        return NetworkModel(self.dataset.vocabulary, self.settings, coeffs)


# What follows knows nothing of the run, which holds it: a run that nobody needs is gone at once.


def _train(
    dataset: Dataset, settings: Settings, rate_changes: RateChanges, history: History
) -> Iterator[float]:
    """A training from where the history ends, in pieces: after each, the share of the epoch done.

    Where the pieces end depends on the settings alone, so a run that is often interrupted goes the
    same way as one that is not.
    """
    recipe, looking = dataset.recipe(settings), _for_looks(dataset, settings)
    coeffs = recipe.init_coeffs(list(settings.hiddens))
    if history.last_epoch < 0:
        yield from _record(looking, coeffs, dataset, settings, history)
    elif history.last_epoch > 0:
        coeffs = trainable(history.latest.coeffs)
    while True:
        epoch = history.last_epoch
        yield 0.0
        if any(at == epoch for at, _ in rate_changes):
            recipe = dataset.recipe(settings)
            recipe.generator.manual_seed(settings.seed + epoch)
        lr = recipe.rate(rate_at(rate_changes, settings.lr, epoch), epoch, settings.epochs)
        done = 0
        for rows in recipe.execute_epoch(coeffs, lr):
            done += rows
            yield done / len(recipe.trainingIn)
        yield from _record(looking, coeffs, dataset, settings, history)


def _for_looks(dataset: Dataset, settings: Settings) -> NextCharacter:
    """The recipe with numpy's tanh, which takes a third of the time of torch's: with it the look
    after an epoch of the talk's list takes 6 ms, and not 8."""
    recipe = dataset.recipe(settings)
    if settings.activation == "tanh":
        recipe.activation = lambda values: torch.from_numpy(np.tanh(values.numpy()))
    return recipe


def _record(
    recipe: NextCharacter,
    coeffs: Coeffs,
    dataset: Dataset,
    settings: Settings,
    history: History,
) -> Iterator[float]:
    """Append the snapshot of the epoch just done. Raises Diverged."""
    epoch = history.last_epoch + 1
    coeffs = detached(coeffs)
    train_loss, validation_loss, matrix = yield from _look(recipe, coeffs, dataset)
    if not math.isfinite(train_loss + (validation_loss or 0)):
        raise Diverged(
            f"{settings.divergence_message}: the loss blew up at epoch {epoch}. Choose a lower one."
        )
    embedding = matrix if recipe.embedding is None else coeffs[0][0].numpy()
    before = history.latest.view if epoch else None
    view = project(embedding, dataset.frequencies, before)
    history.append(Snapshot(epoch, train_loss, validation_loss, matrix, embedding, view, coeffs))


def _look(
    recipe: NextCharacter, coeffs: Coeffs, dataset: Dataset
) -> Generator[float, None, tuple[float, float | None, np.ndarray]]:
    """The losses of training and validation, and the (V, V) bigram matrix the model implies.

    Row c of it is the next-character distribution averaged over the contexts that end in c, by
    how often they occur in training. One pass over all contexts serves for the three.
    """
    _, trained, contexts, held = dataset.tensors
    size = trained.shape[1]
    matrix = torch.zeros(size, size)
    losses = [0.0, 0.0]
    for start in range(0, len(contexts), ROWS):
        rows = slice(start, start + ROWS)
        with torch.inference_mode():
            logp = torch.log_softmax(recipe.calc_preds(coeffs, contexts[rows]), dim=1)
            for part, counts in enumerate((trained[rows], held[rows])):
                losses[part] -= torch.dot(counts.flatten(), logp[: len(counts)].flatten()).item()
            shares = dataset.shares[rows]
            ends = contexts[rows][: len(shares), -1]
            matrix.index_add_(0, ends, logp.exp_()[: len(shares)].mul_(shares))
        yield 1.0
    # A character that ends no context has no row to average: everything follows it alike.
    matrix = torch.where(matrix.sum(dim=1, keepdim=True) > 0, matrix, 1 / size)
    held_loss = losses[1] / held.sum().item() if dataset.names.validation else None
    return losses[0] / trained.sum().item(), held_loss, matrix.numpy()
