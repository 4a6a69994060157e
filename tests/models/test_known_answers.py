"""What is known of the talk's list from elsewhere: its pairs, its best loss, the talk's names."""

from __future__ import annotations

from collections import Counter

import pytest

from namegen.lists.name_list import NameList
from namegen.models import contexts
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import evaluate
from namegen.models.sampling import generate
from namegen.vocabulary import Vocabulary
from tests import plain_way

THE_TALKS_SEED = 2147483647
THE_TALKS_NAMES = ["junide", "janasah", "p", "cony", "a"]


@pytest.fixture(scope="module")
def vocabulary(talk: NameList) -> Vocabulary:
    return Vocabulary.of(talk.names)


@pytest.fixture(scope="module")
def counted(talk: NameList, vocabulary: Vocabulary) -> CountedBigram:
    return CountedBigram.of(talk.names, vocabulary)


def test_the_26_letters_and_the_mark(vocabulary: Vocabulary) -> None:
    assert "".join(vocabulary.characters) == ".abcdefghijklmnopqrstuvwxyz"


def test_there_are_228146_pairs(counted: CountedBigram) -> None:
    assert counted.counts.shape == (27, 27)
    assert counted.counts.sum() == 228_146


def test_some_cells_of_the_famous_matrix(counted: CountedBigram, vocabulary: Vocabulary) -> None:
    count = {pair: counted.counts[vocabulary.id(pair[0]), vocabulary.id(pair[1])] for pair in PAIRS}
    assert count == PAIRS


PAIRS = {"n.": 6763, "a.": 6640, "an": 5438, ".a": 4410, "qu": 206, "..": 0}


def test_the_counted_loss_is_2_4540(
    talk: NameList, vocabulary: Vocabulary, counted: CountedBigram
) -> None:
    loss = evaluate(counted, contexts.build(talk.names, vocabulary, 1)).loss
    assert loss == pytest.approx(2.4540, abs=5e-5)


def test_the_five_names_of_the_talk(counted: CountedBigram) -> None:
    assert generate(counted, 5, THE_TALKS_SEED) == THE_TALKS_NAMES
    assert generate(counted, 100, THE_TALKS_SEED)[:5] == THE_TALKS_NAMES


def test_contexts_of_the_whole_list(talk: NameList, vocabulary: Vocabulary) -> None:
    built = contexts.build(talk.names, vocabulary, 3)
    assert (built.examples, len(built)) == (228_146, 5_686)


@pytest.mark.parametrize("length", [1, 2, 3, 5, 8])
def test_contexts_are_those_of_the_plain_way(
    talk: NameList, vocabulary: Vocabulary, length: int
) -> None:
    built = contexts.build(talk.names, vocabulary, length)
    plain = plain_way.contexts(talk.names, length)
    assert len(built) == len(plain)
    assert built.examples == sum(map(Counter.total, plain.values()))
