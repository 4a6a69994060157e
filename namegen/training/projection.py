"""A 2-D view of the embeddings that stays steady from epoch to epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Each step brings the view nearer to the components by the ratio of the second's variance to the
# third's.
_SETTLED = 100
# A frame holds the middle eight of ten letters, and beside them this share of their reach, or ends
# with the last letter where that is nearer.
_BESIDE = 0.3


@dataclass(frozen=True)
class View:
    """points: (V, 2) what is seen. basis: (D, 2) orthonormal. shown: the share of the variance."""

    points: np.ndarray
    basis: np.ndarray
    shown: float

    @cached_property  # each frame of each stage asks for it
    def framed(self) -> np.ndarray:
        """(V, 2) the points in a frame from -1 to 1 on both axes, which is fitted to most of them:
        those that lie far out are beyond it, and take none of its room."""
        first, last = self.points.min(axis=0), self.points.max(axis=0)
        low, high = np.quantile(self.points, (0.1, 0.9), axis=0)
        beside = _BESIDE * (high - low)
        low, high = np.maximum(low - beside, first), np.minimum(high + beside, last)
        side = float((high - low).max()) or 1.0
        # The axis that takes less of the square has room for what lies far out on it.
        out = (low - first) + (last - high)
        share = np.minimum(1.0, (side - (high - low)) / np.where(out > 0, out, 1.0))
        middle = (low - share * (low - first) + high + share * (last - high)) / 2
        return 2 * (self.points - middle) / side


def project(embedding: np.ndarray, weights: np.ndarray, before: View | None = None) -> View:
    """(V, D) embeddings seen from where most of their variance shows.

    weights: (V,), how often each character occurs; the variance counts each as often, so that a
    letter that is rare and unlike all others does not take an axis for itself. The first view is
    that of the two principal components. Each later one takes a single step of orthogonal iteration
    from the view before it (Golub and Van Loan, Matrix Computations, 8.2), so that it follows the
    components without jumping when two of them change places; then it is turned within its plane
    to lie as the view before lay (orthogonal Procrustes, Schönemann 1966). Embeddings of one number
    lie on the first axis.
    """
    if embedding.shape[1] == 1:
        embedding = np.pad(embedding, ((0, 0), (0, 1)))
    share = (weights / weights.sum())[:, None]
    centred = embedding - (share * embedding).sum(axis=0)
    spread = centred.T @ (share * centred)
    if before is None:
        _, axes = np.linalg.eigh(spread)
        basis = axes[:, :-3:-1]
        basis = basis * _signs(centred @ basis)
    else:
        basis, _ = np.linalg.qr(spread @ before.basis)
        left, _, right = np.linalg.svd((share * (centred @ basis)).T @ before.points)
        basis = basis @ left @ right
    total = float(np.trace(spread))
    shown = float(np.trace(basis.T @ spread @ basis)) / total if total > 0 else 1.0
    return View(centred @ basis, basis, shown)


def settled(embedding: np.ndarray, weights: np.ndarray, before: View) -> View:
    """The view of embeddings that have come far since the view before, as many small steps would
    have led to it: that of their two principal components."""
    for _ in range(_SETTLED):
        before = project(embedding, weights, before)
    return before


def _signs(points: np.ndarray) -> np.ndarray:
    """(2,) signs that put the point farthest out on each axis on its positive side."""
    farthest = np.abs(points).argmax(axis=0)
    return np.where(points[farthest, [0, 1]] < 0, -1.0, 1.0)


def nearest(embedding: np.ndarray, id: int, n: int) -> list[tuple[int, float]]:
    """The n characters that lie most in the direction of one, with the cosine of the angle.

    embedding: (V, D), measured in all D dimensions.
    """
    lengths = np.linalg.norm(embedding, axis=1)
    cosines = embedding @ embedding[id] / np.maximum(lengths * lengths[id], np.finfo(float).tiny)
    order = [i for i in np.argsort(-cosines, kind="stable") if i != id]
    return [(int(i), float(cosines[i])) for i in order[:n]]


def same_kind(embedding: np.ndarray, kinds: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each kind: how many of its characters have their own kind nearest, and of how many.

    embedding: (V, D), measured in all D dimensions. kinds: the kind of each of the V characters.
    """
    found: dict[str, tuple[int, int]] = {}
    for id, kind in enumerate(kinds):
        near = nearest(embedding, id, 1)
        kept, of = found.get(kind, (0, 0))
        found[kind] = kept + any(kinds[other] == kind for other, _ in near), of + 1
    return found
