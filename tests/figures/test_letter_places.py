"""Letters in the plane that can all be read."""

from __future__ import annotations

import numpy as np
import pytest

from namegen.figures import letter_places


def _closest(points: np.ndarray) -> float:
    away = np.linalg.norm(points[:, None] - points[None], axis=2)
    return away[~np.eye(len(points), dtype=bool)].min()


@pytest.mark.parametrize("spread", [0.0, 1e-4, 0.05, 1.0])
def test_no_letter_covers_another(spread: float) -> None:
    places = letter_places(np.random.default_rng(1).uniform(-1, 1, size=(27, 2)) * spread)
    assert _closest(places.points) > 0.11


def test_letters_with_room_stay_where_they_are() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    places = letter_places(points)
    assert np.allclose(places.points, points, atol=1e-4)
    assert not places.outside


def test_one_far_out_stands_at_the_edge_in_its_direction() -> None:
    points = np.random.default_rng(1).uniform(-0.8, 0.8, size=(27, 2))
    points[9] = 50, 25
    places = letter_places(points)
    assert places.outside == [9]
    assert places.points[9] == pytest.approx([1, 0.5], abs=0.1)


@pytest.mark.parametrize("letters", [1, 2, 500])
def test_any_number_of_letters_has_places_in_the_frame(letters: int) -> None:
    places = letter_places(np.zeros((letters, 2)))
    assert np.isfinite(places.points).all()
    assert (np.abs(places.points) <= 1 + 1e-9).all()
