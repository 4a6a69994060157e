"""Drawing names: the same names from the same model and seed, on every machine.

A character is drawn by an exponential race: every candidate i gets a waiting time
``-ln(u_i) / p_i``, and the first to arrive is drawn, which happens with probability p_i. One 32-bit
word of a Mersenne Twister feeds the race for one character, so ``n=5`` gives the first five names
of ``n=100``. With the counts of the talk's list and seed 2147483647 it draws the talk's own names:
junide, janasah, p, cony, a.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from namegen.alphabets import whole_syllables
from namegen.errors import InputError
from namegen.vocabulary import Vocabulary
from namegen.wording import shown

MAX_LENGTH = 40

# The race's u_i = (x * _STEP^i mod _PRIME) / _PRIME, a Lehmer generator (Lehmer, 1951).
_PRIME = 2**31 - 1
_STEP = 1132489760
_WORDS_AT_ONCE = 64


class LanguageModel(Protocol):
    """What every model answers to: which character may come next."""

    @property
    def vocabulary(self) -> Vocabulary: ...

    @property
    def context(self) -> int:
        """How many characters the model sees."""
        ...

    def probabilities(self, contexts: np.ndarray) -> np.ndarray:
        """(N, V) float64 probabilities of the next character for (N, context) ids."""
        ...


@dataclass(frozen=True)
class Draw:
    """One character drawn: the (V,) probabilities it was drawn from, and its id."""

    probabilities: np.ndarray
    id: int


class Race:
    """The stream of words of one seed, and the race that each word decides."""

    def __init__(self, seed: int, size: int) -> None:
        self._twister = np.random.RandomState(seed)
        self._waits: Iterator[np.ndarray] = iter(())
        powers = [1]
        for _ in range(size - 1):
            powers.append(powers[-1] * _STEP % _PRIME)
        self._powers = np.array(powers, dtype=np.int64)

    def winner(self, probabilities: np.ndarray) -> int:
        """The id drawn from (V,) probabilities, which need not sum to 1."""
        waits = next(self._waits, None)
        if waits is None:
            self._waits = iter(self._more())
            waits = next(self._waits)
        return int((probabilities / waits).argmax())

    def _more(self) -> np.ndarray:
        """(n, V) -ln(u_i) of the next n words, which are cheaper together."""
        words = self._twister.randint(0, 2**32, size=_WORDS_AT_ONCE, dtype=np.uint32)
        x = words.astype(np.int64) % _PRIME
        x[x == 0] = 1
        return -np.log(x[:, None] * self._powers % _PRIME / _PRIME)


def apply_temperature(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities at a temperature: below 1 the likely gets likelier, above 1 less so.

    Raises ValueError for one that is not above 0.
    """
    if not temperature > 0:
        raise ValueError(f"A temperature is above 0; {temperature} is not.")
    if temperature == 1:
        return probabilities
    with np.errstate(divide="ignore"):
        logits = np.log(probabilities) / temperature
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def draw_name(
    model: LanguageModel, race: Race, prefix: str = "", temperature: float = 1.0
) -> Iterator[Draw]:
    """The draws of one name after its prefix, to the boundary mark unless it gets too long."""
    ids = [0] * model.context + model.vocabulary.encode(prefix).tolist()
    for _ in range(MAX_LENGTH - len(ids) + model.context):
        row = np.array([ids[-model.context :]])
        probabilities = apply_temperature(model.probabilities(row)[0], temperature)
        drawn = race.winner(probabilities)
        yield Draw(probabilities, drawn)
        if drawn == 0:
            return
        ids.append(drawn)


def generate(
    model: LanguageModel, n: int, seed: int, prefix: str = "", temperature: float = 1.0
) -> list[str]:
    """n names, the first of them the same for every n.

    A name that reaches MAX_LENGTH characters is ended there. Raises InputError where the prefix
    holds a character that the model does not know, or is too long.
    """
    return list(generate_each(model, n, seed, prefix, temperature))


def generate_each(
    model: LanguageModel, n: int, seed: int, prefix: str = "", temperature: float = 1.0
) -> Iterator[str]:
    """The names of ``generate``, one after the other."""
    check_prefix(model, prefix)
    race = Race(seed, len(model.vocabulary))
    for _ in range(n):
        drawn = draw_name(model, race, prefix, temperature)
        ids = [*model.vocabulary.encode(prefix), *(one.id for one in drawn if one.id)]
        yield whole_syllables(model.vocabulary.decode(ids))


def check_prefix(model: LanguageModel, prefix: str) -> None:
    """Raises InputError where no name can begin with the prefix."""
    if unknown := model.vocabulary.unknown(prefix):
        known_as = ", ".join(map(shown, unknown))
        raise InputError(f"This model does not know {known_as}; use characters of its list.")
    if len(prefix) >= MAX_LENGTH:
        raise InputError(f"A beginning can have at most {MAX_LENGTH - 1} characters; shorten it.")


def generate_bulk(model: LanguageModel, n: int, seed: int) -> list[str]:
    """n names drawn side by side: far faster than ``generate``, other names, same chances."""
    random = np.random.default_rng(seed)
    ids = np.zeros((n, model.context + MAX_LENGTH), dtype=np.int64)
    growing = np.arange(n)
    for end in range(model.context, model.context + MAX_LENGTH):
        probabilities = model.probabilities(ids[growing, end - model.context : end])
        times = random.standard_exponential(probabilities.shape)
        drawn = np.argmax(probabilities / times, axis=1)
        ids[growing, end] = drawn
        growing = growing[drawn != 0]
        if not len(growing):
            break
    return [whole_syllables(model.vocabulary.decode(row[row != 0])) for row in ids]
