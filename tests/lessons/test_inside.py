"""What is shown of a network's inside is what it computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from namegen.lessons import inside
from namegen.models.network import NetworkModel
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun

NAMES = ("anna", "emma", "sofia", "giulia", "sara", "alba")


@pytest.fixture(scope="module", params=["tanh", "relu"])
def model(request: pytest.FixtureRequest) -> NetworkModel:
    settings = settings_for(
        "deep", context=2, embedding=4, hiddens=(12, 10), activation=request.param
    )
    run = TrainingRun(Dataset.of(NAMES, 2, 0.0), settings)
    run.step()
    return run.model(1)


def test_a_position_for_each_letter_and_one_after_the_last(model: NetworkModel) -> None:
    text = NAMES[0]
    seen = inside.look(model, text)
    ids = [0, 0, *model.vocabulary.encode(text)]
    assert seen.contexts.tolist() == [ids[i : i + 2] for i in range(len(text) + 1)]
    np.testing.assert_allclose(seen.probabilities, model.probabilities(seen.contexts))


def test_each_layer_is_what_the_one_before_it_gives(model: NetworkModel) -> None:
    seen = inside.look(model, NAMES[1])
    weights, biases = (list(map(torch.Tensor.numpy, part)) for part in model.coeffs)
    bend = {"tanh": np.tanh, "relu": lambda x: np.maximum(x, 0)}[model.settings.activation]
    embeddings, first, second, logits = seen.layers
    np.testing.assert_array_equal(embeddings, weights[0][seen.contexts].reshape(-1, 8))
    np.testing.assert_allclose(first, bend(embeddings @ weights[1] + biases[0]), atol=1e-6)
    np.testing.assert_allclose(second, bend(first @ weights[2] + biases[1]), atol=1e-6)
    np.testing.assert_allclose(logits, second @ weights[3] + biases[2], atol=1e-6)


def test_lines_are_the_strongest_products(model: NetworkModel) -> None:
    seen = inside.look(model, NAMES[1])
    lines = seen.lines[0]
    products = seen.layers[0][1][:, None] * model.coeffs[0][1].numpy()
    assert len(seen.lines) == 3
    np.testing.assert_allclose(lines.products[1], products[lines.before[1], lines.after[1]])
    strongest = np.sort(np.abs(products).ravel())[-inside.LINES :]
    np.testing.assert_allclose(np.sort(np.abs(lines.products[1])), strongest)


def test_a_bigram_is_its_row_of_scores_and_nothing_else() -> None:
    run = TrainingRun(Dataset.of(NAMES, 1, 0.0), settings_for("bigram-network"))
    seen = inside.look(run.model(0), NAMES[0])
    (scores,) = seen.layers
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(seen.probabilities, chances, rtol=1e-5)
    assert not seen.lines


def test_what_a_unit_is_furthest_from_zero_for_is_told_as_it_is_written(
    model: NetworkModel,
) -> None:
    frequent = Dataset.of(NAMES, 2, 0.0).frequent
    letters, first, second = inside.furthest(model, frequent)
    values = model.layers(frequent)[1]
    written = [model.vocabulary.decode(context) for context in frequent]
    written = ["the start" if text == ".." else text for text in written]
    assert (len(letters), len(first), len(second)) == (4, 12, 10)
    for unit, (high, low) in enumerate(first):
        by_value = sorted(zip(values[:, unit], written, strict=True))
        assert set(filter(None, low.split(", "))) == {c for value, c in by_value[:4] if value < 0}
        assert set(filter(None, high.split(", "))) == {c for value, c in by_value[-4:] if value > 0}
        assert not (low and model.settings.activation == "relu")
    column = dict(zip(model.vocabulary.characters, model.embedding[:, 0], strict=True))
    assert column[letters[0][0].split(", ")[0]] == max(v for c, v in column.items() if c != ".")


def test_the_most_frequent_contexts_come_first() -> None:
    dataset = Dataset.of(("ab", "ab", "ac"), 1, 0.0)
    characters = dataset.vocabulary.characters
    assert [characters[i] for (i,) in dataset.frequent] == [".", "a", "b", "c"]
