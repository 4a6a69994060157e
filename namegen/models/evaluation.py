"""How good a model is: loss, perplexity, accuracy, and whether its names are new."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from namegen.models.contexts import Contexts, build
from namegen.models.sampling import LanguageModel
from namegen.vocabulary import BOUNDARY

# Contexts at once: they keep the memory of a large list's probabilities small.
_ROWS_AT_ONCE = 1 << 15
_CLEARLY = 0.1  # nats
_FEW = 30  # names: on the talk's list two losses then part by 0.05 nats more or less (one sigma)
_LARGEST_EXPONENT = math.log(sys.float_info.max)


@dataclass(frozen=True)
class Evaluation:
    """loss: mean negative log-likelihood of a character, in nats (inf where the model holds a pair
    impossible that occurs). accuracy: the share of characters that were thought likeliest."""

    loss: float
    accuracy: float
    examples: int

    @property
    def perplexity(self) -> float:
        """Among how many equally likely characters the model would be as unsure."""
        return perplexity(self.loss)


def perplexity(loss: float) -> float:
    """Among how many equally likely characters a model of this loss (nats) would be as unsure."""
    return math.exp(loss) if loss < _LARGEST_EXPONENT else math.inf


def worse_than_nothing(loss: float, characters: int) -> str:
    """The sentence for a loss (nats) whose perplexity, to the digit that is shown, is above that of
    a model to which all characters are equally likely; nothing for others."""
    if round(perplexity(loss), 1) <= characters:
        return ""
    return f"Worse than knowing nothing, which has perplexity {characters}."


def few_checked(names: int) -> str:
    """The sentence for so few validation names that others might have put another model first;
    nothing where there are more, or none."""
    few = 0 < names < _FEW
    said = "So few validation names decide little: others might put another model first."
    return said if few else ""


LEARNED_NOTHING = (
    "The loss is above that of knowing nothing: the learning rate is too high for this list. "
    "Choose a lower one."
)


def learned_nothing(loss: float, characters: int) -> bool:
    """Whether a trained network's loss is clearly above ln V, for V characters."""
    return loss > math.log(characters) + _CLEARLY


def evaluate(
    model: LanguageModel,
    contexts: Contexts,
    watched: Callable[[range], Iterable[int]] = iter,
) -> Evaluation:
    """Over all examples of the contexts. Raises ValueError where there is none.

    watched: iterates over the parts in which it is done, to show how far that is.
    """
    if not len(contexts):
        raise ValueError("There are no names to check the model on.")
    loss = right = 0.0
    for start in watched(range(0, len(contexts), _ROWS_AT_ONCE)):
        counts = contexts.counts[start : start + _ROWS_AT_ONCE]
        probabilities = model.probabilities(contexts.contexts[start : start + _ROWS_AT_ONCE])
        rows, ids = np.nonzero(counts)
        with np.errstate(divide="ignore"):
            loss -= float(counts[rows, ids] @ np.log(probabilities[rows, ids]))
        right += float(counts[np.arange(len(counts)), probabilities.argmax(axis=1)].sum())
    return Evaluation(loss / contexts.examples, right / contexts.examples, contexts.examples)


def loss_on(model: LanguageModel, names: Sequence[str], weights: Sequence[int] | None) -> float:
    """In nats a letter. weights: how often each name counts. Raises ValueError without names."""
    return evaluate(model, build(names, model.vocabulary, model.context, weights=weights)).loss


def interval(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of ``right`` out of n (Wilson, 1927).

    Within 0 and 1 however few there are; all of that where there is none.
    """
    if not n:
        return 0.0, 1.0
    share, z = right / n, 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def share_new(generated: Sequence[str], known: Collection[str]) -> float:
    """The share of generated names that are not in the list. ``known`` should be a set."""
    return sum(name not in known for name in generated) / len(generated) if generated else 0.0


def surprise(model: LanguageModel, name: str) -> list[tuple[str, float]]:
    """Each character of a name, and the boundary mark at its end, with its negative log-likelihood.

    In nats. Raises ValueError where the model does not know a character.
    """
    ids = model.vocabulary.encode(name + BOUNDARY)
    padded = np.concatenate((np.zeros(model.context, dtype=np.int64), ids))
    windows = np.lib.stride_tricks.sliding_window_view(padded[:-1], model.context)
    probabilities = model.probabilities(np.ascontiguousarray(windows))
    with np.errstate(divide="ignore"):
        # What is certain surprises by 0, not by -0.
        nats = 0.0 - np.log(probabilities[np.arange(len(ids)), ids])
    return list(zip(model.vocabulary.split(name) + BOUNDARY, nats.tolist(), strict=True))
