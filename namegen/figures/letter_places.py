"""Where letters are drawn, so that each can be read: none covers another, none is far outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# In halves of the frame: how far apart letters are at least, where there is room for that, and how
# far beyond nine of ten letters one may lie before it is drawn at the edge instead.
_APART, _ROOM, _BEYOND = 0.13, 1.2, 1.6
_MOST, _ROUNDS = 400, 60


@dataclass(frozen=True, eq=False)
class LetterPlaces:
    """points: like those given. centre: (2,), half: of the square frame that all of them are in.
    outside: the ids of the letters that at the end lie farther out, and are drawn at its edge."""

    points: np.ndarray
    centre: np.ndarray
    half: float
    outside: Sequence[int]


def letter_places(points: np.ndarray) -> LetterPlaces:
    """Letters at their (F, V, 2) places in F pictures of one frame, moved apart where they overlap.

    The frame is fitted to the letters without the few that lie far out: those stand at the edge, in
    their direction.
    """
    points = np.asarray(points, dtype=float)
    low, high = np.quantile(points, 0.05, axis=(0, 1)), np.quantile(points, 0.95, axis=(0, 1))
    centre = (low + high) / 2
    away = np.abs(points - centre).max(axis=2)
    most = float(away.max()) or 1.0
    usual = _BEYOND * float(np.quantile(away.max(axis=0), 0.9))
    half = min(most, usual) or most
    drawn = (points - centre) / np.maximum(half, away)[..., None]
    return LetterPlaces(
        centre + half * np.stack([_apart(each) for each in drawn]),
        centre, half, np.flatnonzero(away[-1] > half).tolist(),
    )  # fmt: skip


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
