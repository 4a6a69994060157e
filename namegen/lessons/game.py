"""Real or made up: ten names, half of them made up by a model, and what players score.

Lengths give little away: each made-up name of a round is one of those closest in length to one of
its real names, and as long as that one where the model makes any of its length.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from namegen.errors import InputError
from namegen.models.sampling import LanguageModel, generate_bulk

HALF = 5
NAMES = 2 * HALF
GUESSES = ("Real", "Made up")

# How many names are drawn for a deck, and for a referee's training, and with which seeds.
_FOR_DECK, _DECK_SEED = 2000, 1
_FOR_LESSONS, _LESSON_SEED = 6000, 2


class GameError(InputError):
    """No round can be dealt; its text is one plain sentence that says what to do."""


@dataclass(frozen=True)
class Card:
    """A name, and whether it is real."""

    name: str
    real: bool


@dataclass(frozen=True)
class Deck:
    """The names that rounds are dealt from, each of them once.

    real: names of the list that the model was not trained on. made: names of the model's that the
    whole list lacks.
    """

    real: tuple[str, ...]
    made: tuple[str, ...]

    @classmethod
    def of(cls, model: LanguageModel, training: Sequence[str], held_out: Sequence[str]) -> Deck:
        """The deck of a model that was trained on ``training``. Raises GameError."""
        real = real_names(training, held_out)
        made = made_up(model, frozenset(training).union(held_out), _FOR_DECK, _DECK_SEED)
        if len(made) < HALF:
            raise GameError(
                "This model makes up next to no names that are not in the list: "
                "choose another model."
            )
        return cls(real, made)

    def deal(self, seed: int) -> tuple[Card, ...]:
        """The ten names of a round, in the order that they are shown."""
        random = np.random.default_rng(seed)
        real = [self.real[i] for i in random.choice(len(self.real), HALF, replace=False)]
        left = [self.made[i] for i in random.permutation(len(self.made))]
        cards = [Card(name, True) for name in real]
        for name in real:
            alike = min(left, key=lambda made: abs(len(made) - len(name)))
            left.remove(alike)
            cards.append(Card(alike, False))
        return tuple(cards[i] for i in random.permutation(NAMES))


def real_names(training: Sequence[str], held_out: Sequence[str]) -> tuple[str, ...]:
    """The different names that a model trained on ``training`` has not seen. Raises GameError where
    they are too few for a round, whatever the model makes up."""
    trained_on = frozenset(training)
    real = tuple(dict.fromkeys(name for name in held_out if name not in trained_on))
    if len(real) < HALF:
        raise GameError(
            f"The game needs {HALF} names that the model was not trained on, and this list has "
            f"{len(real)}: choose a longer list."
        )
    return real


def made_up(model: LanguageModel, known: Collection[str], n: int, seed: int) -> tuple[str, ...]:
    """Of n names that the model draws from a seed the different ones that are not known."""
    drawn = dict.fromkeys(generate_bulk(model, n, seed))
    return tuple(name for name in drawn if name and name not in known)


def lessons(
    model: LanguageModel, training: Sequence[str], held_out: Sequence[str], deck: Deck
) -> tuple[list[str], list[str]]:
    """Real names and made-up ones to train the referee of a deck with, none of them in the deck.

    The real ones are those that the model was trained on: to the referee they are as good as the
    deck's, which were parted from them by chance. Both kinds are alike in length, as in a round.
    """
    known = frozenset(training).union(held_out, deck.made)
    made = made_up(model, known, _FOR_LESSONS, _LESSON_SEED)
    return alike_in_length(dict.fromkeys(training), made)


def alike_in_length(first: Iterable[str], second: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of both, the first names of each length, as many as both have."""
    first, second = list(first), list(second)
    common = Counter(map(len, first)) & Counter(map(len, second))
    return _up_to(first, common), _up_to(second, common)


def _up_to(names: Iterable[str], wanted: Counter[int]) -> list[str]:
    left = Counter(wanted)
    taken = []
    for name in names:
        if left[len(name)]:
            left[len(name)] -= 1
            taken.append(name)
    return taken


def onward(place: int) -> str:
    """What the button says that leads on from the name of a place."""
    return "See the score" if place == NAMES - 1 else "Next name"


@dataclass
class Round:
    """A player's way through the ten names: a guess at each, then a look at what it was."""

    cards: tuple[Card, ...]
    number: int = 0  # that it was dealt with
    guesses: list[bool] = field(default_factory=list)
    place: int = 0  # of the name on the screen; NAMES when all have been seen
    # Told each guess: the name, whether it was right, whether the round ends with it.
    count: Callable[[str, bool, bool], None] = field(default=lambda *_: None, compare=False)

    @property
    def text(self) -> str:
        """As a link says it: the number, and a letter for each guess; nothing before the first."""
        guesses = "".join("r" if real else "m" for real in self.guesses)
        return guesses and f"{self.number}-{guesses}"

    @property
    def over(self) -> bool:
        return self.place == NAMES

    @property
    def answered(self) -> bool:
        """Whether the name on the screen has been guessed at."""
        return len(self.guesses) > self.place

    @property
    def right(self) -> list[bool]:
        """For each guess, whether it was right."""
        return [guess == card.real for guess, card in zip(self.guesses, self.cards, strict=False)]

    def guess(self, place: int, real: bool) -> bool:
        """Guess at the name of a place. Whether it counts: a finger may tap twice."""
        if place != self.place or self.over or self.answered:
            return False
        self.guesses.append(real)
        self.count(self.cards[place].name, self.right[place], place == NAMES - 1)
        return True

    def go_on(self, place: int) -> None:
        """From the name of a place, once it has been guessed at, to the next."""
        if place == self.place and self.answered:
            self.place += 1


@dataclass(frozen=True)
class Score:
    """What players have scored together. names: for each name the guesses at it, and how many of
    them were right."""

    rounds: int = 0
    names: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def guesses(self) -> int:
        return sum(guesses for guesses, _ in self.names.values())

    @property
    def share(self) -> float | None:
        """The share of guesses that were right; None before there is one."""
        right = sum(right for _, right in self.names.values())
        return right / self.guesses if self.guesses else None

    def plus(self, name: str, right: bool, last: bool) -> Score:
        """The score with one more guess at a name; ``last``: the round ends with it."""
        guesses, before = self.names.get(name, (0, 0))
        return Score(self.rounds + last, {**self.names, name: (guesses + 1, before + right)})

    def __sub__(self, earlier: Score) -> Score:
        """What was scored since. Names that nobody has guessed at since are not in it."""
        since = {}
        for name, (guesses, right) in self.names.items():
            guesses_before, right_before = earlier.names.get(name, (0, 0))
            if guesses > guesses_before:
                since[name] = guesses - guesses_before, right - right_before
        return Score(self.rounds - earlier.rounds, since)


class Tally:
    """The scores of everybody who plays on this server, by list and model, and nothing about them.

    Safe for threads. Kept are those of the lists played last; lists: their number.
    """

    def __init__(self, lists: int) -> None:
        self._most = lists
        self._scores: OrderedDict[str, dict[str, Score]] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, digest: str, model: str, name: str, right: bool, last: bool) -> None:
        """Count a guess at a name of a model's rounds; ``last``: the round ends with it."""
        with self._lock:
            scores = self._scores.setdefault(digest, {})
            scores[model] = scores.get(model, Score()).plus(name, right, last)
            self._scores.move_to_end(digest)
            if len(self._scores) > self._most:
                self._scores.popitem(last=False)

    def of(self, digest: str) -> dict[str, Score]:
        """The scores on the list of a digest, by model."""
        with self._lock:
            return dict(self._scores.get(digest, {}))
