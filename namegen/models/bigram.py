"""The counted bigram: how often each character follows each, turned into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from namegen.models.contexts import pair_counts
from namegen.vocabulary import Vocabulary


@dataclass(frozen=True)
class CountedBigram:
    """counts: (V, V), how often the column's character follows the row's. It sees one character."""

    vocabulary: Vocabulary
    counts: np.ndarray
    smoothing: float = 0.0

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        vocabulary: Vocabulary,
        smoothing: float = 0.0,
        weights: Sequence[int] | None = None,
    ) -> CountedBigram:
        """weights: how often each name counts; None: each once."""
        return cls(vocabulary, pair_counts(names, vocabulary, weights), smoothing)

    @property
    def context(self) -> int:
        return 1

    @property
    def parameters(self) -> int:
        return self.counts.size

    @cached_property
    def matrix(self) -> np.ndarray:
        """(V, V) float64 probabilities; each row sums to 1.

        A character that nothing was seen to follow is followed by everything alike.
        """
        smoothed = self.counts + float(self.smoothing)
        totals = smoothed.sum(axis=1, keepdims=True)
        alike = np.full_like(smoothed, 1 / len(self.vocabulary))
        return np.divide(smoothed, totals, out=alike, where=totals > 0)

    def probabilities(self, contexts: np.ndarray) -> np.ndarray:
        """(N, V) float64 for (N, 1) ids."""
        return self.matrix[contexts[:, -1]]
