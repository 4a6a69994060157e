"""A network from the inside: what each of its layers makes of a text, letter after letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from namegen.alphabets import isolated
from namegen.models.network import NetworkModel
from namegen.vocabulary import BOUNDARY
from namegen.wording import shown

LINES = 60
"""How many lines are drawn between two layers."""
_TOLD = 4  # inputs that are told of a unit

Furthest = list[tuple[str, str]]
"""For each unit of a layer what it is highest above zero for, and lowest below: "a, e, i, o"; ""
where it is for none."""


@dataclass(frozen=True, eq=False)
class Lines:
    """The strongest of the products of a number and the weight that it goes on by, between two
    layers. All are (P, L): the units that lines lead from and to, and the products.
    """

    before: np.ndarray
    after: np.ndarray
    products: np.ndarray


@dataclass(frozen=True, eq=False)
class Inside:
    """A model before each letter of a text of P - 1 letters, and after the last.

    contexts: (P, K) ids, what it sees. layers: each (P, size), the embeddings side by side, then
    the hidden layers, last the logits; of a bigram the logits alone. lines: between each two of
    them. probabilities: (P, V) of what comes next.
    """

    contexts: np.ndarray
    layers: Sequence[np.ndarray]
    lines: Sequence[Lines]
    probabilities: np.ndarray


def look(model: NetworkModel, text: str) -> Inside:
    """Raises ValueError where the model does not know a letter of the text."""
    read = np.concatenate((np.zeros(model.context, np.int64), model.vocabulary.encode(text)))
    contexts = np.lib.stride_tricks.sliding_window_view(read, model.context).astype(np.int64)
    layers = model.layers(contexts)
    weights = [layer.numpy() for layer in model.coeffs[0][1:]]
    if not weights:
        layers = layers[-1:]
    lines = [_strongest(before, weight) for before, weight in zip(layers, weights, strict=False)]
    return Inside(contexts, layers, lines, model.probabilities(contexts))


def furthest(model: NetworkModel, contexts: np.ndarray) -> list[Furthest]:
    """What moves the units of each layer furthest: letters the numbers of an embedding, contexts
    the neurons of a hidden layer. Nothing of a bigram, whose units are scores.

    contexts: (N, K) ids, on which neurons are tried.
    """
    if not model.settings.kind.embeds:
        return []
    letters = [isolated(shown(character)) for character in model.vocabulary.characters]
    read = [_written(model.vocabulary.decode(context)) for context in contexts]
    _, *hidden, _ = model.layers(contexts)
    # The boundary mark is no letter.
    return [_ends(model.embedding[1:], letters[1:]), *(_ends(layer, read) for layer in hidden)]


def _written(context: str) -> str:
    """Of the marks before a name one is enough."""
    letters = context.lstrip(BOUNDARY)
    begins = BOUNDARY if letters != context else ""
    return isolated((begins + letters).replace(" ", shown(" "))) if letters else "the start"


def _ends(values: np.ndarray, inputs: Sequence[str]) -> Furthest:
    """values: (N, units), for each of the inputs."""
    order = np.argsort(values, axis=0)
    ends = []
    for sign, rows in ((1, order[: -_TOLD - 1 : -1]), (-1, order[:_TOLD])):
        picked = zip(rows.T, sign * values.T, strict=True)
        ends.append([", ".join(inputs[i] for i in row if unit[i] > 0) for row, unit in picked])
    return [*zip(*ends, strict=True)]


def _strongest(values: np.ndarray, weight: np.ndarray) -> Lines:
    """values: (P, n). weight: (n, m)."""
    kept = min(LINES, weight.size)
    picked = np.empty((len(values), kept), dtype=np.int64)
    products = np.empty((len(values), kept), dtype=np.float32)
    for row, value in enumerate(values):
        product = (value[:, None] * weight).ravel()
        picked[row] = np.argpartition(-np.abs(product), kept - 1)[:kept]
        products[row] = product[picked[row]]
    return Lines(*np.divmod(picked, weight.shape[1]), products)
