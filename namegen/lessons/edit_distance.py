"""Spelling alone: how many letters must change to make one name of another (Levenshtein, 1966)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_AT_ONCE = 16384  # names; more take more memory and no less time


def distances(name: str, others: Sequence[str]) -> np.ndarray:
    """(len(others),) the fewest letters to put in, take out or exchange to get from the name to
    each of them."""
    parts = [
        _distances(name, others[start : start + _AT_ONCE])
        for start in range(0, len(others), _AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def nearest(name: str, others: Sequence[str], n: int) -> list[tuple[str, int]]:
    """The n of others with the fewest changes, with how many; of equals those that come first in
    the list. The name itself is none of them."""
    far = distances(name, others)
    order = np.argsort(far, kind="stable")[: n + 1]
    return [(others[i], int(far[i])) for i in order if others[i] != name][:n]


def _distances(name: str, others: Sequence[str]) -> np.ndarray:
    """One row of the table of Wagner and Fischer (1974) at a time, for all others at once."""
    lengths = np.array([len(other) for other in others])
    letters = np.array(others, dtype=np.str_).view(np.uint32).reshape(len(others), -1)
    above = np.tile(np.arange(letters.shape[1] + 1), (len(others), 1))
    for row, letter in enumerate(map(ord, name), start=1):
        here = np.empty_like(above)
        here[:, 0] = row
        for column in range(1, above.shape[1]):
            exchanged = above[:, column - 1] + (letters[:, column - 1] != letter)
            changed = np.minimum(above[:, column], here[:, column - 1]) + 1
            here[:, column] = np.minimum(exchanged, changed)
        above = here
    return above[np.arange(len(others)), lengths]
