"""What one visitor may ask for, and what all get together: each with a sentence that says so."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator

import pytest

from namegen.lists import name_list
from namegen.lists.name_list import NameList
from namegen.models import contexts
from namegen.models.contexts import TooManyContextsError
from namegen.training.dataset import Dataset
from namegen.ui.serving import limits, own_lists
from namegen.ui.serving.dataset_cache import DatasetCache
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.one_at_a_time import in_turn
from namegen.ui.session.reading import Reading
from namegen.vocabulary import Vocabulary

_SYLLABLES = [a + b for a in "bcdfghjklmnp" for b in "aeiou"]


def _list(first: str, syllables: int = 3) -> NameList:
    """60 names for each syllable more."""
    made = [first]
    for _ in range(syllables - 1):
        made = [a + b for a in made for b in _SYLLABLES]
    return name_list.from_text("\n".join(made), "a pasted list")


@pytest.fixture(autouse=True)
def no_lists_from_elsewhere() -> Iterator[None]:
    gc.collect()
    before = own_lists.used()
    yield
    gc.collect()
    assert own_lists.used() <= before, "a list that nobody has is not counted"


def test_a_list_of_ones_own_is_there_once_however_many_have_it() -> None:
    mine, yours = own_lists.keep(_list("q")), own_lists.keep(_list("q"))
    assert mine is yours
    assert own_lists.keep(_list("w")) is not mine


def test_own_lists_keep_to_their_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = own_lists.keep(_list("q"))
    monkeypatch.setattr(own_lists, "OWN_LISTS_BUDGET", int(1.5 * own_lists.used()))
    refused = Reading.of_text("\n".join(_list("w").names))
    assert refused.names is None
    assert "no memory left for this one" in refused.problem
    assert refused.problem.endswith(".")
    assert Reading.of_text("\n".join(mine.names)).names is mine
    del mine
    assert Reading.of_text("\n".join(_list("w").names)).names


def test_a_list_may_have_so_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_lists, "MAX_LETTERS", 9_000)
    assert "18,000 letters" in Reading.of_text("\n".join(_list("q").names)).problem


def test_the_largest_lists_fit_beside_each_other() -> None:
    """Three lists of the most names, and as many letters as names have."""
    longest = limits.MAX_NAMES * own_lists._BYTES_A_NAME + 7 * limits.MAX_NAMES * 2
    assert 3 * longest < limits.OWN_LISTS_BUDGET


def test_too_many_contexts_are_refused_before_they_take_memory() -> None:
    own = _list("q")
    vocabulary = Vocabulary.of(own.names)
    whole = contexts.build(own.names, vocabulary, 5)
    with pytest.raises(TooManyContextsError) as refused:
        contexts.build(own.names, vocabulary, 5, most_cells=whole.counts.size - 1)
    assert refused.value.contexts == len(whole)
    assert len(contexts.build(own.names, vocabulary, 5, whole.counts.size)) == len(whole)


@pytest.mark.parametrize("validation", [0, 0.1, 0.5, 0.9])
def test_a_list_has_too_many_contexts_however_much_of_it_is_held_out(validation: float) -> None:
    own = _list("q").names
    most = contexts.build(own, Vocabulary.of(own), 5).counts.size
    dataset = Dataset.of(own, 5, validation, most)
    assert dataset.training.counts.size < most or not validation
    with pytest.raises(TooManyContextsError):
        Dataset.of(own, 5, validation, most - 1)


@pytest.mark.parametrize("validation", [0.1, 0.9])
def test_neither_part_is_made_where_it_is_too_large(
    monkeypatch: pytest.MonkeyPatch, validation: float
) -> None:
    monkeypatch.setattr(contexts, "aligned", lambda *_: pytest.fail("both parts were made"))
    with pytest.raises(TooManyContextsError):
        Dataset.of(_list("q").names, 5, validation, 20_000)


def test_too_many_contexts_are_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namegen.ui.serving.dataset_cache.MAX_CELLS", 20_000)
    datasets = DatasetCache(10**9)
    with pytest.raises(LimitError, match=r"context of 6 .* Choose a shorter context\.$"):
        datasets.of(_list("q"), 6, 0.1)
    assert len(datasets.of(_list("q"), 2, 0.1).training) > 100


@pytest.mark.parametrize("key", ["given", "surnames"])
def test_the_bundled_lists_can_be_used_with_the_longest_context(key: str) -> None:
    assert DatasetCache(0).of(name_list.bundled(key), 8, 0.1)


def test_contexts_in_use_are_there_once_and_spare_ones_within_a_budget() -> None:
    first = DatasetCache(10**9).of(_list("q"), 3, 0.1)
    datasets = DatasetCache(int(2.5 * first.bytes))
    used = datasets.of(_list("q"), 3, 0.1)
    spare = [id(datasets.of(_list(letter), 3, 0.1)) for letter in "wrty"]
    assert datasets.of(_list("q"), 3, 0.1) is used, "a run holds it"
    assert id(datasets.of(_list("y"), 3, 0.1)) == spare[-1]
    assert datasets._latest.bytes <= 2.5 * first.bytes


def test_heavy_work_is_done_for_one_visitor_at_a_time() -> None:
    at_once, most = 0, 0

    def work() -> None:
        nonlocal at_once, most
        with in_turn():
            at_once += 1
            most = max(most, at_once)
            time.sleep(0.05)
            at_once -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
