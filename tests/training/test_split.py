"""What is trained on, what checks it, and a list of which a part may be seen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from namegen.lists.name_list import NameList, bundled
from namegen.training.split import Split, seen_by, split


def _parts(names: NameList) -> Split:
    return split(names.names, 0.1, names.weights)


@pytest.mark.parametrize("weighted", [False, True])
def test_a_part_of_a_list_is_checked_on_the_same_names(weighted: bool) -> None:
    whole = bundled("given-counts" if weighted else "given")
    part = _parts(seen_by(whole, 0.1, 0.3))
    assert part.validation == _parts(whole).validation
    assert len(part.training) == round(0.3 * len(_parts(whole).training))


def test_a_larger_part_has_the_names_of_a_smaller_one() -> None:
    whole = bundled("given")
    shares = (0.01, 0.1, 0.5, 1.0)
    parts = [set(_parts(seen_by(whole, 0.1, share)).training) for share in shares]
    assert all(small < large for small, large in pairwise(parts))
    assert seen_by(whole, 0.1, 1.0) is whole


def test_a_part_is_another_list() -> None:
    whole = bundled("given")
    assert len({seen_by(whole, 0.1, share).digest for share in (0.1, 0.3, 1.0)}) == 3


def test_one_name_at_least_is_seen() -> None:
    assert len(_parts(seen_by(bundled("given"), 0.1, 1e-9)).training) == 1
