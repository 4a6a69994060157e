"""How many letters must change to make one name of another."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from namegen.lessons.edit_distance import distances, nearest

_NAMES = st.text("abc", max_size=6)


def _one_by_one(name: str, other: str) -> int:
    @cache
    def far(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        exchanged = far(i - 1, j - 1) + (name[i - 1] != other[j - 1])
        return min(exchanged, far(i - 1, j) + 1, far(i, j - 1) + 1)

    return far(len(name), len(other))


@given(_NAMES, st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=5))
def test_the_fewest_changes_as_counted_one_by_one(name: str, others: list[str]) -> None:
    assert distances(name, others).tolist() == [_one_by_one(name, other) for other in others]


def test_the_nearest_are_those_with_the_fewest_changes_without_the_name_itself() -> None:
    names = ["maria", "marie", "mara", "john", "mariah"]
    assert nearest("maria", names, 3) == [("marie", 1), ("mara", 1), ("mariah", 1)]
    assert nearest("maria", ["maria"], 3) == []
