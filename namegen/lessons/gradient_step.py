"""One step of gradient descent on the bigram network, with the numbers of one pair of letters.

The network has one layer: the row of its weights that belongs to a letter holds the logits of what
follows. Its loss is a mean over all pairs of the list, so for the pair (row, column)

    gradient = (share of pairs that begin with the row's letter) * (p - target),

p being the chance that the network gives to the column's letter and target the share of the row's
pairs that it really has: the gradient of softmax and cross-entropy (Bridle, 1990). What stands here
is not that formula's: it is computed by the recipe itself, forward, loss, backward, update.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch

from namegen.models.network import trainable
from namegen.models.recipe import Coeffs
from namegen.settings import FULL_BATCH, Settings, written
from namegen.training.dataset import Dataset
from namegen.wording import spoken

# Nats a letter: a table this near to the counted one is told apart from it by no eye.
_ARRIVED = 0.02
# The exponential of more than this is no number that a computer holds.
_LARGEST_LOGIT = 700


@dataclass(frozen=True)
class PairStep:
    """A step, as the row of one letter goes through it. V is the number of characters.

    Attributes:
        column: the id of the letter that follows, the pair's second.
        count: how often the pair occurs in the list.
        row_count: how often the row's letter stands before another.
        examples: how many pairs the list has in all.
        lr: the learning rate of the step.
        targets: (V,) the row of the counted table.
        logits, probabilities: (V,) before the step.
        gradient: (V,) of the loss by the row's weights.
        logits_after, probabilities_after: (V,) after the step.
        loss, loss_after: the training loss, in nats.
    """

    column: int
    count: int
    row_count: int
    examples: int
    lr: float
    targets: np.ndarray
    logits: np.ndarray
    probabilities: np.ndarray
    gradient: np.ndarray
    logits_after: np.ndarray
    probabilities_after: np.ndarray
    loss: float
    loss_after: float

    @property
    def row_share(self) -> float:
        """The share of all pairs that begin with the row's letter."""
        return self.row_count / self.examples

    @property
    def share(self) -> float:
        """The share of all pairs that are this one."""
        return self.count / self.examples

    @property
    def surprise(self) -> float:
        """-ln p of the pair, in nats."""
        return float(-np.log(self.probabilities[self.column]))

    @property
    def blown_up(self) -> bool:
        """Whether its numbers are past what a computer can hold: no arithmetic to show."""
        ends = np.concatenate((self.logits, self.logits_after))
        lost = not (self.probabilities[self.column] > 0 and math.isfinite(self.loss_after))
        return lost or bool(np.abs(ends).max() > _LARGEST_LOGIT)

    @property
    def loss_share(self) -> float:
        """What the pair's occurrences add to the training loss, in nats."""
        return self.share * self.surprise


def is_plain(settings: Settings) -> bool:
    """Whether a training of these settings takes just the steps that ``take`` shows."""
    return (
        settings.optimizer == "gd" and settings.batch == FULL_BATCH and settings.weight_decay == 0
    )


NOT_THERE = "It is not there yet: train for more epochs, or at another learning rate."
"""What is said of a training that has been played to its end, and whose table is another one."""


def has_arrived(dataset: Dataset, loss: float) -> bool:
    """Whether the table of a network with this training loss is the counted one, to the eye."""
    return dataset.extra_loss(loss) <= _ARRIVED


def longest_rate(dataset: Dataset) -> tuple[float, str]:
    """The learning rate above which plain steps cannot come to rest, and whose row they overshoot.

    Gradient descent comes to rest at a minimum only where its rate is at most 2 / the steepest
    curvature there (LeCun, Simard and Pearlmutter, 1993). At the counted table the curvature of a
    row is that of softmax, diag(p) - p p^T, times the share of pairs that begin with its letter.
    The dataset's contexts are of one character.
    """
    table = dataset.table
    shares = dataset.frequencies / dataset.frequencies.sum()
    # An eigenvalue of diag(p) - p p^T is at most 1/2: rarer rows than the steepest are flatter.
    steepest, character = 0.0, ""
    for row in np.argsort(-shares):
        if shares[row] / 2 <= steepest:
            break
        p = table.matrix[row]
        curvature = float(shares[row] * np.linalg.eigvalsh(np.diag(p) - np.outer(p, p))[-1])
        if curvature > steepest:
            steepest, character = curvature, dataset.vocabulary.characters[row]
    return (2 / steepest if steepest > 0 else math.inf), character


def resting_rate(dataset: Dataset) -> int:
    """A learning rate at which every row comes to rest: at the longest itself it would take for
    ever."""
    return math.floor(0.9 * longest_rate(dataset)[0])


def oscillation_message(
    dataset: Dataset, settings: Settings, epoch: int, name: Callable[[str], str] = spoken
) -> str:
    """Why a row has not come to rest at an epoch, or nothing where its steps are short enough.

    name: writes the row's character.
    """
    if settings.kind.embeds or not is_plain(settings):
        return ""
    longest, character = longest_rate(dataset)
    rate = dataset.recipe(settings).rate(settings.lr, epoch - 1, settings.epochs)
    if rate <= longest:
        return ""
    return (
        f"A learning rate of {written(rate)} is too high for the row of {name(character)}: so many "
        "pairs begin with it that each step goes past the counted row, there and back. "
        f"At {resting_rate(dataset)} every row comes to rest."
    )


def length(dataset: Dataset, settings: Settings, coeffs: Coeffs, epoch: int) -> float:
    """How far a step from the coefficients of an epoch moves all weights; nan of what has blown up.

    Early steps are the longest where a run comes to rest, and not where it overshoots.
    """
    recipe, coeffs = dataset.recipe(settings), trainable(coeffs)
    recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut).backward()
    return recipe.rate(settings.lr, epoch, settings.epochs) * coeffs[0][0].grad.norm().item()


def take(
    dataset: Dataset, settings: Settings, coeffs: Coeffs, epoch: int, row: int, column: int
) -> PairStep:
    """Take one step of gradient descent on the whole list from the coefficients of an epoch.

    They are those of a bigram network and stay as they are. row, column: the ids of the pair. The
    dataset's contexts are of one character.
    """
    plain = replace(settings, optimizer="gd", batch=FULL_BATCH, weight_decay=0.0)
    recipe = dataset.recipe(plain)
    lr = recipe.rate(settings.lr, epoch, settings.epochs)
    ids = torch.arange(len(dataset.vocabulary))[:, None]
    coeffs = trainable(coeffs)
    with torch.no_grad():
        before = recipe.calc_preds(coeffs, ids)
    loss = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut)
    loss.backward()
    gradient = coeffs[0][0].grad.clone()
    with torch.no_grad():
        recipe.update_coeffs(coeffs, lr)
        after = recipe.calc_preds(coeffs, ids)
        loss_after = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut)
    table = dataset.table
    return PairStep(
        column=column,
        count=int(table.counts[row, column]),
        row_count=int(table.counts[row].sum()),
        examples=int(table.counts.sum()),
        lr=lr,
        targets=table.matrix[row],
        logits=before[row].numpy(),
        probabilities=_softmax(before[row]),
        gradient=gradient[row].numpy(),
        logits_after=after[row].numpy(),
        probabilities_after=_softmax(after[row]),
        loss=loss.item(),
        loss_after=loss_after.item(),
    )


def _softmax(logits: torch.Tensor) -> np.ndarray:
    """(V,) float64."""
    return torch.softmax(logits.double(), dim=0).numpy()
