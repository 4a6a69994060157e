"""What a hall has scored at "Real or made up", where all have guessed at the same names."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from namegen.models.evaluation import interval

_Z = 1.96


@dataclass(frozen=True)
class NameScore:
    """How many guessed at a name, and how many of them were right."""

    name: str
    real: bool
    guesses: int
    right: int

    @property
    def fooled(self) -> float:
        """The share of those who guessed that were wrong; 0 where nobody has guessed."""
        return 1 - self.right / self.guesses if self.guesses else 0.0


Guesses = Collection[tuple[int, int]]
"""For each name how many guessed at it, and how many of them were right."""


def share_right(guesses: Guesses) -> float | None:
    """The share of all guesses that were right; None before there is one."""
    total = sum(n for n, _ in guesses)
    return sum(right for _, right in guesses) / total if total else None


def share_interval(guesses: Guesses) -> tuple[float, float]:
    """The 95 % interval of ``share_right`` over names: how far other names might have moved it.

    A hundred guesses at one name say what that name is like, not what names are like, so the
    clusters are the names. The share is a ratio of two sums over clusters; its variance is
    linearised (Cochran, Sampling Techniques, 1977, section 9A.1), and its quantile that of
    Student's t with one degree of freedom less than there are names. Names that all went alike
    would leave no doubt at all, so it is at least as wide as that of so many guesses. All from 0 to
    1 where there are fewer than three names.
    """
    asked = [(n, right) for n, right in guesses if n]
    share, clusters = share_right(asked), len(asked)
    if share is None or clusters < 3:
        return 0.0, 1.0
    total = sum(n for n, _ in asked)
    squares = sum((right - share * n) ** 2 for n, right in asked)
    half = _t_quantile(clusters - 1) * math.sqrt(clusters / (clusters - 1) * squares) / total
    low, high = interval(sum(right for _, right in asked), total)
    return max(0.0, min(low, share - half)), min(1.0, max(high, share + half))


def _t_quantile(degrees: int) -> float:
    """The 97.5 % quantile of Student's t, to 1 % from two degrees of freedom on (Cornish and
    Fisher's expansion about the normal one; Abramowitz and Stegun, 1964, 26.7.5)."""
    terms = (
        (_Z**3 + _Z) / 4,
        (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / 96,
        (3 * _Z**7 + 19 * _Z**5 + 17 * _Z**3 - 15 * _Z) / 384,
        (79 * _Z**9 + 776 * _Z**7 + 1482 * _Z**5 - 1920 * _Z**3 - 945 * _Z) / 92160,
    )
    return _Z + sum(term / degrees**power for power, term in enumerate(terms, start=1))


def fooled_most(scores: Sequence[NameScore]) -> NameScore | None:
    """The name that fooled the largest share; None where none has fooled anybody."""
    wrong = [score for score in scores if score.right < score.guesses]
    return max(wrong, key=lambda score: (score.fooled, score.guesses), default=None)
