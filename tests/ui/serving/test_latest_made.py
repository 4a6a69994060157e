"""What was made of lists is kept within its budget, and goes with the last who has the list."""

from __future__ import annotations

import gc

from namegen.lists import name_list
from namegen.ui.serving import own_lists
from namegen.ui.serving.latest_made import Latest


def test_the_latest_are_kept_within_the_budget() -> None:
    kept: Latest[object] = Latest(100)
    first = kept.of("list", 1, 60, object)
    assert kept.of("list", 1, 60, object) is first
    kept.of("list", 2, 60, object)
    assert kept.bytes == 60
    assert kept.of("list", 1, 60, object) is not first
    assert kept.of("list", 3, 1000, object), "one is kept, however large"


def test_what_was_made_of_a_list_goes_when_nobody_has_it_any_more() -> None:
    kept: Latest[object] = Latest(100)
    names = own_lists.keep(name_list.from_text("wilbur\norville", "a pasted list"))
    digest = names.digest
    kept.of(digest, "index", 40, object)
    kept.of("another", "index", 40, object)
    own_lists.forget_gone()
    assert kept.bytes == 80
    del names
    gc.collect()
    own_lists.forget_gone()
    assert kept.bytes == 40
