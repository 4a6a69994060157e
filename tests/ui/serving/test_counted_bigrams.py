"""A list's bigrams are counted once, however many use it."""

from __future__ import annotations

from namegen.lists.name_list import from_text
from namegen.ui.serving.counted_bigrams import counted


def test_who_brings_the_same_list_gets_what_has_been_counted() -> None:
    mine, yours = (from_text("ada\nbob") for _ in range(2))
    assert mine is not yours
    assert counted(mine) is counted(yours)
    assert counted(mine) is not counted(from_text("ada\nbea"))
