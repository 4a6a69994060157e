"""The referee tells what can be told, and says 50 % where there is nothing to tell."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from namegen.lessons import referee
from namegen.lessons.referee import both_kinds, features, train_referee
from namegen.lists.name_list import NameList, bundled
from namegen.models.recipe import Recipe
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def surnames() -> list[str]:
    return list(bundled("surnames").names[:4000])


@pytest.fixture(scope="module")
def vocabulary(surnames: list[str]) -> Vocabulary:
    return Vocabulary.of(surnames)


def _random_words(names: list[str], seed: int = 0) -> list[str]:
    """The same letters in any order."""
    random = np.random.default_rng(seed)
    return ["".join(random.permutation(list(name))) for name in names]


def test_what_is_easy_to_tell_is_told(surnames: list[str], vocabulary: Vocabulary) -> None:
    judge = train_referee(surnames[:2000], _random_words(surnames[2000:]), vocabulary, seed=1)
    assert judge.accuracy > 0.85
    real = judge.realness(["robinson", "ellison", "barton"])
    assert real.min() > 0.5 > judge.realness(["nbrosnio", "slneoil", "rtbnao"]).max()


@pytest.mark.parametrize("seed", range(3))
def test_where_nothing_is_to_tell_it_guesses(
    surnames: list[str], vocabulary: Vocabulary, seed: int
) -> None:
    mixed = [surnames[i] for i in np.random.default_rng(seed).permutation(len(surnames))]
    judge = train_referee(mixed[:2000], mixed[2000:], vocabulary, seed)
    assert abs(judge.accuracy - 0.5) < 2 * judge.margin


def test_its_accuracy_is_that_of_the_names_it_shows(
    surnames: list[str], vocabulary: Vocabulary
) -> None:
    judge = train_referee(surnames[:400], _random_words(surnames[400:800]), vocabulary, seed=2)
    assert sum(one.real for one in judge.judged) * 2 == len(judge.judged) == 200
    right = [(one.realness > 0.5) == one.real for one in judge.judged]
    assert judge.accuracy == pytest.approx(np.mean(right), abs=1e-6)
    again = judge.realness([one.name for one in judge.judged])
    assert again == pytest.approx([one.realness for one in judge.judged], abs=1e-5)
    fooled = judge.fooled_by(), judge.fooled_by(real=True)
    assert sum(map(len, fooled)) == len(right) - sum(right)
    assert [one.realness for one in fooled[0]] == sorted(o.realness for o in fooled[0])[::-1]


def test_the_same_seed_is_the_same_referee(surnames: list[str], vocabulary: Vocabulary) -> None:
    one, other = (
        train_referee(surnames[:300], _random_words(surnames[300:600]), vocabulary, seed=3)
        for _ in range(2)
    )
    assert one.judged == other.judged
    for a, b in zip(one.coeffs[0] + one.coeffs[1], other.coeffs[0] + other.coeffs[1], strict=True):
        assert torch.equal(a, b)


def test_the_recipes_functions_are_as_they_were() -> None:
    own = vars(referee.RefereeRecipe)
    assert not own.keys() & {name for name in vars(Recipe) if name != "batches"} - {
        "__module__", "__doc__", "__firstlineno__", "__static_attributes__"
    }  # fmt: skip


def test_features_are_letters_by_place_pairs_and_length() -> None:
    vocabulary = Vocabulary.of(["ab"])
    aba, ab, empty, unknown = features(["aba", "ab", "", "жж"], vocabulary)
    # The length, eight places, ".a", "ab", "ba", "a.", and ".b", "aa", "b." with one between.
    assert aba.sum() == 1 + 8 + 4 + 3
    assert ab.sum() == 1 + 8 + 3 + 2
    assert empty.sum() == 1 + 8 + 1
    assert unknown.sum() == 1 + 4  # the marks after its end and before its start


def test_any_name_can_be_judged(surnames: list[str], vocabulary: Vocabulary) -> None:
    judge = train_referee(surnames[:200], _random_words(surnames[200:400]), vocabulary, seed=4)
    odd = ["", "Ω", "नेहा", "x" * 500, "<b>x</b>", "smith"]
    scores = judge.realness(odd)
    assert scores.shape == (len(odd),)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert judge.realness([]).shape == (0,)


def test_few_names_give_a_wide_margin_or_no_referee(
    surnames: list[str], vocabulary: Vocabulary
) -> None:
    few, random = surnames[: referee.LEAST], _random_words(surnames[: referee.LEAST])
    assert train_referee(few, random, vocabulary, seed=0).margin > 0.15
    assert train_referee(few[1:], random, vocabulary, seed=0) is None


def test_the_two_kinds_are_held_out_and_new(surnames: list[str]) -> None:
    names = [*surnames, *surnames[:500]]  # some stand twice
    dataset = Dataset.of(names, 1, 0.2)
    model, known = dataset.counted(0.01), frozenset(names)
    real, made = both_kinds(model, dataset, known, seed=5)
    assert len(real) == len(set(real)) == len(set(dataset.names.validation))
    assert set(real) == set(dataset.names.validation)
    assert len(made) == len(set(made)) == len(real)
    assert not known & set(made)
    assert both_kinds(model, dataset, known, seed=5) == (real, made)
    assert both_kinds(model, dataset, known, seed=6)[1] != made


def test_a_model_that_makes_hardly_anything_new_makes_few() -> None:
    known = ["abc", "bcd", "ef", "gh", "ij"]
    dataset = Dataset.of(known * 20, 1, 0.2)
    real, made = both_kinds(dataset.counted(0), dataset, frozenset(known), seed=0)
    assert sorted(real) == known
    assert sorted(made) == ["abcd", "bc"]  # all else that these pairs make is known


def test_on_the_talks_list_a_deep_network_is_harder_to_tell_than_the_bigram(
    talk: NameList,
) -> None:
    dataset = Dataset.of(talk.names, 3, 0.1)
    settings = settings_for("deep")
    run = TrainingRun(dataset, settings)
    for _ in range(settings.epochs):
        run.step()

    def accuracy(model: object, seed: int) -> float:
        real, made = both_kinds(model, dataset, talk.distinct, seed)
        return train_referee(real, made, dataset.vocabulary, seed).accuracy

    bigram = [accuracy(dataset.counted(settings.smoothing), seed) for seed in range(3)]
    deep = [accuracy(run.model(settings.epochs), seed) for seed in range(3)]
    assert 0.72 < min(bigram) <= max(bigram) < 0.85
    assert max(deep) < min(bigram) - 0.06
