"""Neighbours are measured in all dimensions of the embedding."""

from __future__ import annotations

import numpy as np

from namegen.projection import nearest, same_kind

# In the first two dimensions 0 and 1 lie together; in all three 0 and 2 do.
_POINTS = np.array([[0.0, 0, 0], [0.1, 0, 9], [2, 0, 0], [0, 2, 9.5]])


def test_nearest_is_measured_in_the_full_space() -> None:
    assert [id for id, _ in nearest(_POINTS, 0, 3)] == [2, 1, 3]
    assert nearest(_POINTS, 0, 1) == [(2, 2.0)]


def test_same_kind_counts_those_whose_nearest_is_of_their_kind() -> None:
    assert same_kind(_POINTS, ["v", "c", "v", "c"]) == {"v": (2, 2), "c": (2, 2)}
    assert same_kind(_POINTS, ["v", "v", "c", "c"]) == {"v": (0, 2), "c": (0, 2)}
    assert same_kind(_POINTS[:1], ["v"]) == {"v": (0, 1)}
