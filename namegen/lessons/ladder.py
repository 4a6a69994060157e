"""From this network to large language models: the same kind of numbers, side by side.

The published ones are those that the makers give, in the papers named beside them. Llama's paper
rounds its vocabulary and its context to 128K; the settings released with the model have them whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from namegen.models.network import count_parameters
from namegen.settings import Settings
from namegen.training.dataset import Dataset

_LARGE = (
    (18, "quintillion"), (15, "quadrillion"), (12, "trillion"), (9, "billion"), (6, "million"),
)  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """A model in numbers. context and vocabulary: in tokens. data: what it was trained on."""

    model: str
    vocabulary: int
    context: int
    parameters: int
    data: str
    source: str


PUBLISHED = (
    Rung(
        "GPT-2, 2019", 50_257, 1_024, 1_500_000_000, "40 GB of text",
        "Radford et al., Language Models are Unsupervised Multitask Learners, 2019",
    ),
    Rung(
        "GPT-3, 2020", 50_257, 2_048, 175_000_000_000, "300 billion tokens",
        "Brown et al., Language Models are Few-Shot Learners, 2020",
    ),
    Rung(
        "Llama 3.1, 2024", 128_256, 131_072, 405_000_000_000, "15.6 trillion tokens",
        "Grattafiori et al., The Llama 3 Herd of Models, 2024, and the released model's settings",
    ),
)  # fmt: skip

STAYS = (
    "They predict the next token from those before it, draw one, and go on.",
    "Tokens become embeddings, which training moves.",
    "Layers of weights turn them into a score for every token, and softmax into probabilities.",
    "The loss is the same cross-entropy, and gradients move every number downhill.",
)
COMES_ON_TOP = (
    "Tokens are pieces of words instead of letters. Words that mean nearly the same are used "
    "alike, so their embeddings come to lie close: a search for what lies close is **semantic "
    "search**.",
    "Attention: a layer that learns which of the earlier tokens to look at. A block here is read "
    "whole, at fixed places.",
    "Dozens of layers, and far more text and computing.",
    "More training after that, on instructions and on what people prefer.",
)


def rungs(dataset: Dataset, settings: Settings) -> tuple[Rung, ...]:
    """The network of these settings, to be trained on these names, each with its end; and above it
    those that were published."""
    recipe = dataset.recipe(settings)
    size = sum(len(name.encode()) + 1 for name in dataset.names.training)
    own = Rung(
        "This network", len(dataset.vocabulary), settings.context,
        count_parameters(recipe.init_coeffs(recipe.hiddens)), f"{data_size(size)} of names",
        "counted here",
    )  # fmt: skip
    return own, *PUBLISHED


def data_size(size: int) -> str:
    """A number of bytes, such as "950 bytes", "3 kB", "0.2 MB"."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 50_000 else f"{size / 1e6:.1f} MB"


def in_words(number: int) -> str:
    """A large number as it is said: "11,897", "1.5 billion"."""
    for zeros, name in _LARGE:
        if number >= 10**zeros:
            return f"{number / 10**zeros:.3g} {name}"
    return f"{number:,}"


# Nats a letter: a difference smaller than this is none to speak of.
_NONE = 0.005


def helped(losses: Sequence[tuple[str, float]]) -> str:
    """What came of it, from labels with losses: first the one before, last the one with everything
    that was switched on, between them each of that alone."""
    (_, before), *alone, (_, after) = losses
    if not after < before - _NONE:
        change = "no lower" if after < before + _NONE else f"higher, {after:.3f}"
        said = f"Before, the loss is **{before:.3f}**. After it is **{change}**. "
        return said + "What helps a large network does not always help a small one."
    said = f"The loss goes from **{before:.3f}** to **{after:.3f}**."
    if not alone:
        return said
    label, best = min(alone, key=lambda one: one[1])
    if best < after - _NONE:
        return f"{said} Alone, **{label.lower()}** comes lower: {best:.3f}."
    if best > before - _NONE:
        return f"{said} No part of it does that alone: they work together."
    return f"{said} Of the parts alone **{label.lower()}** helps most: {best:.3f}."
