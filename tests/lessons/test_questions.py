"""Every question can be answered with the keys 1 to 4, and its answer is among the options."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from namegen.hall.embarrassing import embarrasses
from namegen.lessons import questions
from namegen.lessons.questions import Question
from namegen.lessons.seven_functions import could_stay
from namegen.lessons.similar_names import Neighbour
from namegen.lists.name_list import bundled, from_text
from namegen.ui.serving.counted_bigrams import counted

GIVEN = bundled("given")
TIED, ALIKE = (from_text(text, "few") for text in ("ann\nbob", "ann\nann\nakela"))
QUESTIONS = [
    questions.start(GIVEN),
    questions.count(GIVEN, counted(GIVEN)),
    questions.network(GIVEN, 2.33),
    questions.compare(GIVEN, 2.35, 27),
    questions.recipe(*could_stay()),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_four_keys_answer_it(question: Question) -> None:
    assert 2 <= len(question.options) <= 4
    assert len(set(question.options)) == len(question.options)
    assert question.right in question.options
    said = " ".join((question.text, *question.options, question.because))
    assert not any(map(embarrasses, said.split())), "a stage would draw over it"


def test_where_names_count_as_often_as_they_are_borne_no_answer_speaks_of_so_many_names() -> None:
    names = bundled("given-counts")
    because = questions.count(names, counted(names)).because
    assert because == "120,300 times of 899,960 a name begins with it."
    assert (GIVEN.size, names.size) == ("5,163 names", "5,163 names that count 899,960 times")


@pytest.mark.parametrize(
    ("second", "said"),
    [(0.5, "0.80, against 0.50 for bob"), (0.7999, "0.8000, against 0.7999 for bob"), (0.8, "")],
)
def test_the_nearest_name_is_told_from_the_others_by_its_digits(second: float, said: str) -> None:
    found = [Neighbour("ann", 0.8), Neighbour("bob", second)]
    index = SimpleNamespace(names=("anna",), nearest=lambda name, n: [found[0]] + found[1:] * 9)
    question = questions.similar_names(GIVEN, index)
    assert question is None if not said else f"similarity {said}" in question.because


def test_nothing_is_asked_that_has_two_answers_or_one_option_or_an_answer_that_cannot_be() -> None:
    assert questions.count(TIED, counted(TIED)) is None
    assert questions.count(ALIKE, counted(ALIKE)) is None
    assert questions.compare(GIVEN, 4.4, 24) is None  # worse than knowing nothing


def test_no_number_is_offered_that_is_nearly_as_near_as_the_right_one() -> None:
    question = questions.compare(GIVEN, math.log(2.52), 10)
    assert (question.options, question.right) == (("3", "6"), "3")
