"""Loss, perplexity, accuracy and what is new, against the same sums done name by name."""

from __future__ import annotations

import math

import numpy as np
import pytest

from namegen.models import contexts, evaluation
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import Evaluation, evaluate, share_new, surprise
from namegen.models.network import NetworkModel
from namegen.models.sampling import LanguageModel
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.split import split
from namegen.vocabulary import Vocabulary
from tests import plain_way

NAMES = ["anna", "hannah", "ann", "nan", "anna", "hal"]
VOCABULARY = Vocabulary.of(NAMES)
COUNTED = CountedBigram.of(NAMES, VOCABULARY, smoothing=0.5)
SETTINGS = settings_for(hiddens=(8,), embedding=3)
NETWORK = NetworkModel(
    VOCABULARY, SETTINGS, Dataset.of(NAMES, 3, 0.0).recipe(SETTINGS).train_model(2, 1.0)
)
MODELS = pytest.mark.parametrize("model", [COUNTED, NETWORK], ids=["counted", "network"])


def probability(model: LanguageModel, context: str, character: str) -> float:
    row = model.probabilities(VOCABULARY.encode(context).astype(np.int64)[None])[0]
    return row[VOCABULARY.id(character)]


@MODELS
def test_the_loss_is_the_mean_over_all_examples(model: LanguageModel) -> None:
    each = list(plain_way.examples(NAMES, model.context))
    nats = [-math.log(probability(model, *example)) for example in each]
    found = evaluate(model, contexts.build(NAMES, VOCABULARY, model.context))
    assert found.loss == pytest.approx(sum(nats) / len(nats), abs=1e-6)
    assert found.perplexity == pytest.approx(math.exp(found.loss))
    assert found.examples == len(each) == sum(len(name) + 1 for name in NAMES)


@MODELS
def test_the_accuracy_is_the_share_thought_likeliest(model: LanguageModel) -> None:
    each = list(plain_way.examples(NAMES, model.context))
    right = sum(
        max(VOCABULARY.characters, key=lambda c, context=context: probability(model, context, c))
        == character
        for context, character in each
    )
    found = evaluate(model, contexts.build(NAMES, VOCABULARY, model.context))
    assert found.accuracy == pytest.approx(right / len(each))
    assert 0.2 < found.accuracy < 1


@MODELS
def test_many_contexts_are_looked_at_in_parts(
    model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = contexts.build(NAMES, VOCABULARY, model.context)
    whole = evaluate(model, built)
    monkeypatch.setattr(evaluation, "_ROWS_AT_ONCE", 2)
    parts = evaluate(model, built)
    assert parts.loss == pytest.approx(whole.loss)
    assert parts.accuracy == pytest.approx(whole.accuracy)


def test_a_pair_that_was_never_counted_costs_infinitely_much() -> None:
    strict = CountedBigram.of(NAMES, VOCABULARY)
    found = evaluate(strict, contexts.build(["lan"], VOCABULARY, 1))
    assert (found.loss, found.perplexity) == (math.inf, math.inf)


def test_the_perplexity_of_a_huge_loss_is_infinite() -> None:
    assert Evaluation(10_000.0, 0.0, 1).perplexity == math.inf


def test_without_examples_there_is_nothing_to_check() -> None:
    with pytest.raises(ValueError, match="no names to check"):
        evaluate(COUNTED, contexts.build([], VOCABULARY, 1))


@MODELS
@pytest.mark.parametrize("name", ["anna", "h", "lanlanlan"])
def test_the_surprise_of_a_name_is_that_of_each_character(model: LanguageModel, name: str) -> None:
    expected = [
        (character, -math.log(probability(model, context, character)))
        for context, character in plain_way.examples([name], model.context)
    ]
    found = surprise(model, name)
    assert [character for character, _ in found] == [*name, "."]
    assert [nats for _, nats in found] == pytest.approx([nats for _, nats in expected], abs=1e-6)


def test_a_character_that_the_model_does_not_know_is_named() -> None:
    with pytest.raises(ValueError, match="does not know the characters z"):
        surprise(COUNTED, "zan")


def test_what_is_new_is_what_the_list_does_not_have() -> None:
    assert share_new(["anna", "hanna", "anna", "la"], set(NAMES)) == 0.5
    assert share_new([], set(NAMES)) == 0.0


# --- what is trained on, what is held out ---


@pytest.mark.parametrize(
    ("count", "share", "held"),
    [(10, 0.1, 1), (10, 0.0, 0), (1, 0.9, 0), (2, 0.9, 1), (100, 0.25, 25)],
)
def test_a_share_is_held_out_and_no_name_is_lost(count: int, share: float, held: int) -> None:
    listed = [f"name{i}" for i in range(count)]
    parts = split(listed, share)
    assert len(parts.validation) == held
    assert sorted(parts.training + parts.validation) == sorted(listed)
    assert parts == split(listed, share)


def test_the_split_does_not_follow_the_order_of_the_list() -> None:
    listed = [f"name{i}" for i in range(100)]
    assert set(split(listed, 0.1).validation) not in (set(listed[:10]), set(listed[-10:]))


def test_the_counted_loss_is_that_of_the_counted_bigram() -> None:
    dataset = Dataset.of(NAMES, 1, 0.0)
    counted = evaluate(dataset.counted(0.0), dataset.training)
    assert dataset.counted_loss == pytest.approx(counted.loss, abs=1e-6)
    assert f"{Dataset.of(['a'], 1, 0.0).counted_loss:.3f}" == "0.000"


def test_what_is_certain_surprises_by_nothing() -> None:
    bigram = CountedBigram.of(["a"], Vocabulary.of(["a"]), 0.0)
    assert [f"{nats:.2f}" for _, nats in surprise(bigram, "a")] == ["0.00", "0.00"]


@pytest.mark.parametrize("smoothing", [0, 1, 10.5])
def test_smoothing_is_added_to_every_count(smoothing: float) -> None:
    bigram = CountedBigram.of(["ab"], Vocabulary.of(["abc"]), smoothing)
    assert bigram.matrix.sum(axis=1) == pytest.approx(np.ones(4))
    assert bigram.matrix[1, 2] == pytest.approx((1 + smoothing) / (1 + 4 * smoothing))
    # Nothing was seen to follow c, so everything follows it alike.
    assert bigram.matrix[3] == pytest.approx(np.full(4, 0.25))
