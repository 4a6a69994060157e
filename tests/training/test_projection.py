"""The flat view of the embeddings: the principal components, without jumps from epoch to epoch."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from namegen.training.projection import View, nearest, project, same_kind, settled

EVEN = np.ones(30)


def some(seed: int, scales: tuple[float, ...]) -> np.ndarray:
    """(30, D) points that spread differently far in D directions, turned at random."""
    random = np.random.default_rng(seed)
    turned, _ = np.linalg.qr(random.normal(size=(len(scales), len(scales))))
    return random.normal(size=(30, len(scales))) * scales @ turned


def test_the_first_view_is_that_of_the_principal_components() -> None:
    embedding = some(1, (5, 3, 1, 0.5))
    view = project(embedding, EVEN)
    centred = embedding - embedding.mean(axis=0)
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    assert np.abs(view.points) == pytest.approx(np.abs(left[:, :2] * values[:2]), abs=1e-9)
    assert view.shown == pytest.approx((values[:2] ** 2).sum() / (values**2).sum())
    assert view.basis.T @ view.basis == pytest.approx(np.eye(2), abs=1e-9)


def test_a_letter_that_never_occurs_does_not_turn_the_view() -> None:
    embedding, weights = some(1, (5, 3, 1, 0.5)), EVEN.copy()
    weights[7] = 0
    moved = embedding.copy()
    moved[7] += 1000
    one, other = project(embedding, weights), project(moved, weights)
    others = np.arange(30) != 7
    signs = np.sign((one.points[others] * other.points[others]).sum(axis=0))
    assert other.points[others] * signs == pytest.approx(one.points[others], abs=1e-9)


def largest_step(embeddings: list[np.ndarray]) -> tuple[float, list[View]]:
    """How far a point moves on the picture, at most, as a multiple of how far any really moves."""
    views = [project(embeddings[0], EVEN)]
    ratios = []
    for before, now in pairwise(embeddings):
        views.append(project(now, EVEN, views[-1]))
        seen = np.linalg.norm(views[-1].points - views[-2].points, axis=1).max()
        ratios.append(seen / np.linalg.norm(now - before, axis=1).max())
    return max(ratios), views


@pytest.mark.parametrize("seed", range(5))
def test_close_embeddings_have_close_views(seed: int) -> None:
    start, end = some(seed, (5, 3, 2, 1, 0.5)), some(seed + 100, (5, 3, 2, 1, 0.5))
    path = [start + (end - start) * step / 200 for step in range(201)]
    ratio, _ = largest_step(path)
    assert ratio < 12


@pytest.mark.parametrize("seed", [1, 3, 4])
def test_it_does_not_jump_where_two_components_change_places(seed: int) -> None:
    """Principal components found anew each time would swap, or turn over, in a single step here."""
    points = np.random.default_rng(seed).normal(size=(30, 3))
    points, _ = np.linalg.qr(points - points.mean(axis=0))  # they spread alike in all directions
    path = []
    for step in range(201):
        embedding = points * (3, 1.5 - step / 200, 0.5 + step / 200)
        embedding[:, 2] += 0.1 * embedding[:, 1]
        path.append(embedding)
    ratio, views = largest_step(path)
    assert ratio < 12
    anew = [project(embedding, EVEN).points for embedding in path]
    assert farthest_move(anew) > 10 * farthest_move([view.points for view in views])


def farthest_move(points: list[np.ndarray]) -> float:
    return max(np.linalg.norm(b - a, axis=1).max() for a, b in pairwise(points))


def test_it_settles_on_the_principal_components() -> None:
    embedding = some(2, (5, 3, 1, 0.5))
    view = project(some(9, (5, 3, 1, 0.5)), EVEN)
    for _ in range(60):
        view = project(embedding, EVEN, view)
    best = project(embedding, EVEN)
    assert view.shown == pytest.approx(best.shown, abs=1e-9)
    assert view.basis @ view.basis.T == pytest.approx(best.basis @ best.basis.T, abs=1e-6)


def test_at_rest_it_stands_still() -> None:
    embedding = some(2, (5, 3, 1, 0.5))
    view = project(embedding, EVEN)
    again = project(embedding, EVEN, view)
    assert again.points == pytest.approx(view.points, abs=1e-9)


@pytest.mark.parametrize(
    "embedding", [np.zeros((4, 3)), np.ones((4, 2)), np.arange(4.0)[:, None], np.eye(2)]
)
def test_odd_embeddings_have_a_view(embedding: np.ndarray) -> None:
    weights = np.ones(len(embedding))
    view = project(embedding, weights)
    for seen in (view, project(embedding, weights, view)):
        assert seen.points.shape == (len(embedding), 2)
        assert np.isfinite(seen.points).all()
        assert 0 <= seen.shown <= 1 + 1e-9


def test_the_nearest_are_those_in_the_same_direction_in_all_dimensions() -> None:
    # Seen from the first two axes alone, 2 would be nearest to 0; by distance, 3 would be.
    embedding = np.array([[1.0, 0, 0], [9, 1, 0], [1, 0, 5], [0, 1, 0]])
    assert [id for id, _ in nearest(embedding, 0, 3)] == [1, 2, 3]
    assert nearest(embedding, 0, 3)[2] == (3, 0.0)
    assert nearest(embedding, 0, 1)[0][1] == pytest.approx(9 / 82**0.5)
    assert len(nearest(embedding, 0, 10)) == 3


# In the first two dimensions 0 and 1 lie in one direction; in all three 0 and 2 do.
_POINTS = np.array([[1.0, 0, 0], [1, 0.1, 9], [2, 0, 1], [0, 0.2, 9.5]])


def test_same_kind_counts_those_whose_nearest_is_of_their_kind() -> None:
    assert same_kind(_POINTS, ["v", "c", "v", "c"]) == {"v": (2, 2), "c": (2, 2)}
    assert same_kind(_POINTS, ["v", "v", "c", "c"]) == {"v": (0, 2), "c": (0, 2)}
    assert same_kind(_POINTS[:1], ["v"]) == {"v": (0, 1)}


def test_a_view_after_a_long_way_is_that_of_the_principal_components() -> None:
    far, before = some(2, (5, 3, 2, 2)), project(some(1, (1, 1, 1, 1)), EVEN)
    assert project(far, EVEN, before).shown < project(far, EVEN).shown - 0.001
    assert settled(far, EVEN, before).shown == pytest.approx(project(far, EVEN).shown, abs=1e-6)


def test_one_letter_far_out_takes_no_room_of_the_frame() -> None:
    points = np.random.default_rng(1).uniform(-1, 1, size=(27, 2))
    fitted = np.abs(View(points, np.eye(2), 1.0).framed)
    assert fitted.max() == pytest.approx(1, abs=0.2)
    points[9] = 50, 0
    framed = View(points, np.eye(2), 1.0).framed
    others = np.delete(framed, 9, axis=0)
    assert framed[9, 0] > 20
    assert 0.7 < np.abs(others).max() <= 1.2
    assert np.median(np.abs(others).max(axis=1)) > 0.4


def test_the_axis_that_takes_less_of_the_frame_has_room_for_a_letter_far_out() -> None:
    points = np.random.default_rng(1).uniform((-1, -0.2), (1, 0.2), size=(27, 2))
    points[9] = 0, 1
    assert np.abs(View(points, np.eye(2), 1.0).framed[:, 1]).max() <= 1


def test_letters_in_one_place_are_in_the_middle_of_the_frame() -> None:
    assert not View(np.ones((5, 2)), np.eye(2), 1.0).framed.any()
