"""The ladder says what is counted here, and large numbers as people say them."""

from __future__ import annotations

import pytest

from namegen.lessons.ladder import data_size, helped, in_words, rungs
from namegen.settings import settings_for
from namegen.training.dataset import Dataset


@pytest.mark.parametrize(
    ("number", "said"),
    [(11_897, "11,897"), (1_500_000_000, "1.5 billion"), (175_000_000_000, "175 billion"),
     (14_709_590, "14.7 million")],
)  # fmt: skip
def test_a_large_number_is_said_as_people_say_it(number: int, said: str) -> None:
    assert in_words(number) == said


@pytest.mark.parametrize(
    ("size", "said"), [(950, "950 bytes"), (3_200, "3 kB"), (205_000, "0.2 MB")]
)
def test_the_size_of_a_list_is_said_in_its_unit(size: int, said: str) -> None:
    assert data_size(size) == said


def test_the_own_rung_counts_each_name_with_its_end() -> None:
    own, *_ = rungs(Dataset.of(["ann", "zoë"], 3, 0.0), settings_for())
    assert (own.data, own.vocabulary, own.context) == ("9 bytes of names", 6, 3)
    assert own.parameters == 6 * 10 + 30 * 200 + 200 + 200 * 6 + 6


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([("Before", 2.290), ("Optimiser", 2.134)], "from **2.290** to **2.134**."),
        ([("Before", 2.29), ("A", 2.27), ("B", 2.22), ("All", 2.13)], "**b** helps most: 2.220."),
        ([("Before", 2.29), ("A", 2.30), ("B", 2.29), ("All", 2.13)], "they work together"),
        ([("Before", 2.29), ("A", 2.10), ("B", 2.29), ("All", 2.20)], "**a** comes lower: 2.100"),
        ([("Before", 2.29), ("A", 2.288)], "**no lower**"),
        ([("Before", 2.29), ("A", 2.5)], "**higher, 2.500**"),
    ],
)
def test_what_helped_is_said_as_it_came_out(losses: list[tuple[str, float]], said: str) -> None:
    assert said in helped(losses)
