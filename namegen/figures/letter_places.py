"""Where letters are drawn, so that each can be read: none covers another, none is outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# In halves of the frame: how far apart letters are at least, where there is room for that.
_APART, _ROOM = 0.13, 1.2
_MOST, _ROUNDS = 400, 60


@dataclass(frozen=True, eq=False)
class LetterPlaces:
    """points: (V, 2) from -1 to 1. outside: the ids of the letters that lie farther out, and are
    drawn at the edge, in their direction."""

    points: np.ndarray
    outside: Sequence[int]


def letter_places(framed: np.ndarray) -> LetterPlaces:
    """Letters at their (V, 2) places in a view's frame, moved apart where they overlap."""
    away = np.abs(framed).max(axis=1)
    edged = framed / np.maximum(1, away)[:, None]
    return LetterPlaces(_apart(edged), np.flatnonzero(away > 1).tolist())


def _apart(points: np.ndarray) -> np.ndarray:
    """(V, 2) points in the square from -1 to 1, each two pushed apart by what they overlap."""
    size = len(points)
    if not 1 < size <= _MOST:
        return points
    least = min(_APART, _ROOM / np.sqrt(size))
    turns = np.arange(size) * np.pi * (3 - np.sqrt(5))  # of letters at one place, each its own way
    points = points + 1e-6 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    for _ in range(_ROUNDS):
        between = points[:, None] - points[None]
        away = np.linalg.norm(between, axis=2)
        np.fill_diagonal(away, np.inf)
        overlap = np.maximum(least - away, 0)
        if overlap.max() < 0.02 * least:
            break
        points = points + (between * (overlap / (2 * away))[..., None]).sum(axis=1)
        points = np.clip(points, -1, 1)
    return points
