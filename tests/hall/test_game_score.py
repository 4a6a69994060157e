"""What a hall has scored, with an interval that knows that all guessed at the same names."""

from __future__ import annotations

import numpy as np
import pytest

from namegen.hall.game_score import NameScore, fooled_most, share_interval, share_right
from namegen.models.evaluation import interval


def test_names_that_differ_make_the_interval_wider_than_guesses_alone_would() -> None:
    guesses = [(100, right) for right in (95, 20, 80, 35, 90)]
    low, high = share_interval(guesses)
    from_guesses = interval(sum(right for _, right in guesses), 500)
    assert share_right(guesses) == pytest.approx(0.64)
    assert low < from_guesses[0] - 0.1 and high > from_guesses[1] + 0.1


def test_the_interval_holds_the_share_of_all_names_as_often_as_it_says() -> None:
    random = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        chances = random.beta(3, 2, size=10)  # how easily each of ten names is told; 0.6 on average
        low, high = share_interval([(60, int(random.binomial(60, p))) for p in chances])
        held += low <= 0.6 <= high
    assert held / 400 == pytest.approx(0.95, abs=0.035)


@pytest.mark.parametrize(("guesses", "right"), [(1, 1), (1, 0), (2, 1), (40, 20)])
def test_names_that_all_went_alike_leave_a_doubt(guesses: int, right: int) -> None:
    low, high = share_interval([(guesses, right)] * 10)
    assert (low, high) == pytest.approx(interval(10 * right, 10 * guesses))
    assert high - low > 0.05


def test_two_names_say_nothing_of_others() -> None:
    assert share_interval([(9, 5), (9, 4)]) == (0, 1)
    assert share_interval([]) == (0, 1)
    assert share_right([]) is None


def test_the_name_that_fooled_most_is_the_one_with_the_largest_share() -> None:
    easy, hard = NameScore("ann", True, 50, 49), NameScore("janasah", False, 20, 4)
    assert fooled_most([easy, hard, NameScore("new", True, 0, 0)]) is hard
    assert hard.fooled == pytest.approx(0.8)
    assert fooled_most([NameScore("ann", True, 5, 5)]) is None
