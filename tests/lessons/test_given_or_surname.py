"""The recipe's first task: is a name a surname?"""

from __future__ import annotations

import pytest

from namegen.lessons import given_or_surname


def test_yes_or_no_is_learned_from_names_and_checked_on_others() -> None:
    trained = given_or_surname.train()
    question = trained.question
    assert not set(question.names.training) & set(question.names.validation)
    share = sum(name in question.surnames for name in question.names.validation) / len(
        question.names.validation
    )
    assert 0.45 < share < 0.55
    assert 0.8 < trained.accuracy < 0.95
    said = [
        (chance > 0.5) == (name in question.surnames)
        for name, chance in zip(
            question.names.validation, trained.scores(question.names.validation), strict=True
        )
    ]
    assert sum(said) / len(said) == pytest.approx(trained.accuracy)


def test_what_it_is_surest_of_and_wrong() -> None:
    trained = given_or_surname.train()
    wrong = trained.most_wrong(5)
    assert [abs((n in trained.question.surnames) - c) > 0.5 for n, c in wrong] == [True] * 5
    names = trained.question.names.validation
    off = [
        abs((n in trained.question.surnames) - c)
        for n, c in zip(names, trained.scores(names), strict=True)
    ]
    assert abs((wrong[0][0] in trained.question.surnames) - wrong[0][1]) == max(off)
