"""A 2-D view of the embeddings that stays steady from epoch to epoch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class View:
    """points: (V, 2) what is seen. basis: (D, 2) orthonormal. shown: the share of the variance."""

    points: np.ndarray
    basis: np.ndarray
    shown: float


def project(embedding: np.ndarray, before: View | None = None) -> View:
    """(V, D) embeddings seen from where most of their variance shows.

    The first view is that of the two principal components. Each later one takes a single step of
    orthogonal iteration from the view before it (Golub and Van Loan, Matrix Computations, 8.2), so
    that it follows the components without jumping when two of them change places; then it is
    turned within its plane to lie as the view before lay (orthogonal Procrustes, Schönemann 1966).
    """
    centred = embedding - embedding.mean(axis=0)
    if before is None:
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        basis = axes[:2].T * _signs(centred @ axes[:2].T)
    else:
        basis, _ = np.linalg.qr(centred.T @ (centred @ before.basis))
        points = centred @ basis
        left, _, right = np.linalg.svd(points.T @ before.points)
        basis = basis @ left @ right
    points = centred @ basis
    total = float((centred**2).sum())
    return View(points, basis, float((points**2).sum()) / total if total > 0 else 1.0)


def _signs(points: np.ndarray) -> np.ndarray:
    """(2,) signs that put the point farthest out on each axis on its positive side."""
    farthest = np.abs(points).argmax(axis=0)
    return np.where(points[farthest, [0, 1]] < 0, -1.0, 1.0)


def nearest(embedding: np.ndarray, id: int, n: int) -> list[tuple[int, float]]:
    """The n characters nearest to one, with their distances, measured in all D dimensions."""
    distance = np.linalg.norm(embedding - embedding[id], axis=1)
    order = [i for i in np.argsort(distance, kind="stable") if i != id]
    return [(int(i), float(distance[i])) for i in order[:n]]
