"""Distinct contexts, against a plain loop over characters."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namegen.models import contexts
from namegen.models.contexts import Contexts, aligned, build, pair_counts
from namegen.vocabulary import Vocabulary
from tests import plain_way

# Many names from few letters have many contexts in common; letters from anywhere, large alphabets.
few_letters = st.lists(st.text("ab", min_size=1, max_size=12), max_size=30)
any_letters = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="."), min_size=1),
    max_size=8,
)
name_lists = few_letters | any_letters
lengths = st.integers(1, 16)


def as_read(built: Contexts, vocabulary: Vocabulary) -> dict[str, Counter[str]]:
    return {
        vocabulary.decode(context): Counter(
            {vocabulary.characters[i]: int(row[i]) for i in np.flatnonzero(row)}
        )
        for context, row in zip(built.contexts, built.counts, strict=True)
    }


@given(name_lists, lengths)
def test_they_are_those_of_the_plain_loop(names: list[str], length: int) -> None:
    vocabulary = Vocabulary.of(names)
    built = build(names, vocabulary, length)
    expected = plain_way.contexts(names, length)
    assert len(built) == len(expected)
    assert as_read(built, vocabulary) == expected
    assert built.examples == sum(len(name) + 1 for name in names)


@given(name_lists)
def test_pairs_are_those_of_the_plain_loop(names: list[str]) -> None:
    vocabulary = Vocabulary.of(names)
    counts = pair_counts(names, vocabulary)
    expected = plain_way.pairs(names)
    read = {
        (vocabulary.characters[i], vocabulary.characters[j]): counts[i, j]
        for i, j in np.argwhere(counts)
    }
    assert read == expected


@given(few_letters, st.integers(1, 5))
def test_a_name_that_stands_twice_counts_twice(names: list[str], length: int) -> None:
    vocabulary = Vocabulary.of(names)
    once, twice = build(names, vocabulary, length), build(names * 2, vocabulary, length)
    assert np.array_equal(once.contexts, twice.contexts)
    assert np.array_equal(2 * once.counts, twice.counts)


@given(few_letters, st.randoms(), st.integers(1, 5))
def test_the_order_of_the_names_does_not_matter(names: list[str], random: object, k: int) -> None:
    vocabulary = Vocabulary.of(names)
    shuffled = names.copy()
    random.shuffle(shuffled)
    first, second = build(names, vocabulary, k), build(shuffled, vocabulary, k)
    assert np.array_equal(first.contexts, second.contexts)
    assert np.array_equal(first.counts, second.counts)


def test_the_largest_alphabet_with_the_longest_context() -> None:
    """150^17 keys do not fit into 63 bits: they are renumbered on the way, and stay apart."""
    letters = [chr(0x4E00 + i) for i in range(149)]
    random = np.random.default_rng(1)
    names = ["".join(random.choice(letters, size=20)) for _ in range(200)]
    names += [name[:16] + letters[i % 3] + name[17:] for i, name in enumerate(names)]
    vocabulary = Vocabulary.of(names)
    assert len(vocabulary) == 150
    built = build(names, vocabulary, 16)
    assert as_read(built, vocabulary) == plain_way.contexts(names, 16)


@pytest.mark.parametrize("cells", [1, 1 << 22])
def test_sorting_and_a_table_count_alike(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "_TABLE_CELLS", cells)
    names = ["anna", "hannah", "ann", "nan", "anna"]
    vocabulary = Vocabulary.of(names)
    for length in (1, 2, 3, 7):
        assert as_read(build(names, vocabulary, length), vocabulary) == plain_way.contexts(
            names, length
        )


def test_without_names_there_is_no_context() -> None:
    built = build([], Vocabulary.of("ab"), 3)
    assert (len(built), built.contexts.shape, built.counts.shape) == (0, (0, 3), (0, 3))
    assert built.examples == 0


@given(few_letters, few_letters, st.integers(1, 5))
def test_aligned_contexts_begin_with_those_of_the_first(
    first: list[str], second: list[str], length: int
) -> None:
    vocabulary = Vocabulary.of([*first, *second])
    one, two = build(first, vocabulary, length), build(second, vocabulary, length)
    both = aligned(one, two)
    assert np.array_equal(both.contexts[: len(one)], one.contexts)
    assert len({row.tobytes() for row in both.contexts}) == len(both)
    seen = {context: after for context, after in as_read(both, vocabulary).items() if after}
    assert seen == as_read(two, vocabulary)
    assert both.examples == two.examples
    # Only what the first has is there without an example of the second.
    assert set(as_read(both, vocabulary)) == set(as_read(one, vocabulary)) | set(seen)


@pytest.mark.parametrize("length", [1, 3, 9])
def test_a_name_of_weight_three_counts_as_if_it_stood_there_three_times(length: int) -> None:
    names, weights = ("anna", "ben", "bo"), (3, 1, 2)
    repeated = [name for name, often in zip(names, weights, strict=True) for _ in range(often)]
    vocabulary = Vocabulary.of(names)
    weighted = contexts.build(names, vocabulary, length, weights=weights)
    assert np.array_equal(weighted.counts, contexts.build(repeated, vocabulary, length).counts)
    assert weighted.examples == sum(len(name) + 1 for name in repeated)
    assert np.array_equal(
        contexts.pair_counts(names, vocabulary, weights), contexts.pair_counts(repeated, vocabulary)
    )
