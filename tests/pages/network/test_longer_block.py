"""A network instead of a table: what a longer block brings."""

from __future__ import annotations

import pytest

from pages.network import longer_block


def test_what_was_better_on_the_way_is_said_to_have_been() -> None:
    ends, lowest = [(1, 2.17), (2, 2.66), (8, 2.78)], [(1, 2.12), (2, 1.80), (8, 1.79)]
    said = longer_block.compared(ends, lowest)
    assert "with 8 letters it was down to **1.790**, and rose" in said
    assert "does as well" not in said
    assert "does as well" in longer_block.compared(ends, [(1, 2.16), (2, 2.2), (8, 2.2)])


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([(1, 2.46), (3, 2.10), (8, 2.05)], "The more letters a network sees"),
        ([(1, 2.46), (2, 2.20), (3, 2.21), (8, 2.05)], "though not each"),
        ([(1, 2.46), (3, 2.10), (8, 2.30)], "3 letters do as well as any: the list is too short"),
        ([(1, 2.46), (3, 2.60), (8, 2.70)], "1 letter does as well as any: the list is too short"),
        # Five names are known by three letters: more tell nothing, however long the list.
        ([(1, 0.89), (3, 0.35), (8, 0.35)], "On this list 3 letters do as well as any."),
    ],
)
def test_what_a_longer_block_brings_is_said_as_it_came_out(
    losses: list[tuple[int, float]], said: str
) -> None:
    assert said in longer_block.compared(losses)
