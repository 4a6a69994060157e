"""Names that a network thinks alike: the index finds what measuring every name would find."""

from __future__ import annotations

import time

import numpy as np
import pytest

from namegen.lessons import similar_names
from namegen.lists import name_list
from namegen.models.contexts import read
from namegen.models.network import NetworkModel
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.vocabulary import Vocabulary
from tests.whole_index import whole_index


def _trained(names: tuple[str, ...], epochs: int = 2, **given: object) -> NetworkModel:
    settings = settings_for(**given)
    run = TrainingRun(Dataset.of(names, settings.context, 0.1), settings)
    for _ in range(epochs):
        run.step()
    return run.model(epochs)


@pytest.fixture(scope="module")
def given() -> tuple[str, ...]:
    return name_list.bundled("given").names[:3000]


@pytest.fixture(scope="module")
def model(given: tuple[str, ...]) -> NetworkModel:
    return _trained(given, 4)


@pytest.fixture(scope="module")
def index(model: NetworkModel, given: tuple[str, ...]) -> similar_names.NameIndex:
    return whole_index(model, given)


def test_reading_is_the_context_after_each_letter() -> None:
    vocabulary = Vocabulary.of(["ab", "b", "bab"])
    reading = read(["ab", "b", "bab"], vocabulary, 2)
    assert reading.lengths.tolist() == [2, 1, 3]
    seen = [vocabulary.decode(reading.contexts[row]) for row in reading.rows]
    assert seen == [".a", "ab", ".b", ".b", "ba", "ab"]
    assert len({tuple(context) for context in reading.contexts}) == len(reading.contexts) == 4


def test_a_thought_is_the_mean_of_the_layer_along_the_name(model: NetworkModel) -> None:
    id = model.vocabulary.id
    contexts = np.array([[0, 0, id("m")], [0, id("m"), id("i")], [id("m"), id("i"), id("a")]])
    expected = model.layers(contexts)[-2].mean(axis=0)
    together = similar_names.averaged(model, ["ann", "mia"])
    assert np.allclose(together[1], expected, atol=1e-6)


def test_without_a_hidden_layer_thoughts_are_the_embeddings_side_by_side(
    given: tuple[str, ...],
) -> None:
    network = _trained(given[:50], 1, hiddens=(), embedding=4, context=2)
    contexts = np.array([[0, 3], [5, 1]])
    expected = network.embedding[contexts].reshape(2, 8)
    assert np.array_equal(network.layers(contexts)[-2], expected)


def test_the_nearest_are_those_that_measuring_all_finds(
    index: similar_names.NameIndex, given: tuple[str, ...]
) -> None:
    directions = similar_names.averaged(index.model, given) - index.centre
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    found = 0
    for asked in range(0, len(given), 100):
        similarity = directions @ directions[asked]
        similarity[asked] = -np.inf
        best = np.sort(similarity)[::-1][:10]
        near = index.nearest(given[asked], 10)
        assert [one.similarity for one in near] == sorted(
            (one.similarity for one in near), reverse=True
        )
        assert given[asked] not in {one.name for one in near}
        found += sum(np.isclose([one.similarity for one in near], best, atol=1e-5))
    assert found >= 0.99 * 10 * len(range(0, len(given), 100))


def test_spellings_of_a_name_are_alike(index: similar_names.NameIndex) -> None:
    spellings = ["katherine", "catherine", "kathryn"]
    others = ["bob", "otto", "hugh"]
    to_spellings = index.similarity("katharine", spellings)
    assert to_spellings.min() > index.similarity("katharine", others).max()


def test_any_text_the_network_can_read_has_neighbours(index: similar_names.NameIndex) -> None:
    for text in ("q", "zzzz", "marjorella"):
        assert len(index.nearest(text, 5)) == 5
    for text in ("", "élise"):
        with pytest.raises(ValueError):
            index.nearest(text, 5)


def test_the_map_shows_the_share_of_the_differences_that_it_says(
    index: similar_names.NameIndex, given: tuple[str, ...]
) -> None:
    places = index.places(given)
    lengths = np.square(places).sum(axis=1)
    assert lengths.max() <= 1 + 1e-5
    assert lengths.mean() == pytest.approx(index.shown, abs=0.02)


def test_to_the_bigram_the_order_of_letters_does_not_matter(given: tuple[str, ...]) -> None:
    index = whole_index(_trained(given, 20, model="bigram-network"), given)
    assert index.similarity("amy", ["may"])[0] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("few", [("a",), ("a", "b"), ("ab", "ba", "aa"), ("आशा", "मीरा")])
def test_small_lists(few: tuple[str, ...]) -> None:
    index = whole_index(_trained(few, 1), few)
    assert {one.name for one in index.nearest(few[0], 5)} == set(few[1:])
    assert np.isfinite(index.places(few)).all()


def test_an_index_is_made_in_small_steps_and_takes_32_bytes_a_name(
    model: NetworkModel, given: tuple[str, ...]
) -> None:
    steps, shares = similar_names.building(model, given), []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as done:
            index = done.value
            break
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert 0 <= shares[0] <= shares[-1] < 1
    assert index.kept.nbytes == 32 * len(given)


def test_ninety_thousand_names_are_searched_within_a_tenth_of_a_second() -> None:
    surnames = tuple(dict.fromkeys(name_list.bundled("surnames").names))
    assert len(surnames) > 88_000
    index = whole_index(_trained(surnames, 0), surnames)
    seconds = []
    for asked in surnames[::4000]:
        begun = time.process_time()
        index.nearest(asked, 10)
        seconds.append(time.process_time() - begun)
    assert min(seconds) < 0.1, "whatever else the machine does"
