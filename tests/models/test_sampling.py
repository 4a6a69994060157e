"""The portable draw, word for word: a Mersenne Twister and Lehmer powers in plain Python ints."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namegen.errors import InputError
from namegen.lists import name_list
from namegen.models import sampling
from namegen.models.bigram import CountedBigram
from namegen.models.network import NetworkModel, detached
from namegen.models.sampling import (
    MAX_LENGTH,
    Race,
    apply_temperature,
    draw_name,
    generate,
    generate_bulk,
)
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.vocabulary import Vocabulary

NAMES = name_list.bundled("given").names[:300]
VOCABULARY = Vocabulary.of(NAMES)
COUNTED = CountedBigram.of(NAMES, VOCABULARY)
PRIME, STEP = 2**31 - 1, 1132489760


@pytest.fixture(scope="module")
def network() -> NetworkModel:
    settings = settings_for(hiddens=(16,), embedding=4)
    recipe = Dataset.of(NAMES, 3, 0.1).recipe(settings)
    return NetworkModel(VOCABULARY, settings, detached(recipe.train_model(2, 0.3)))


def mersenne_twister(seed: int) -> Iterator[int]:
    """MT19937 as its authors wrote it (Matsumoto and Nishimura, 2002: init_genrand, genrand)."""
    state = [seed & 0xFFFFFFFF]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) & 0xFFFFFFFF)
    while True:
        for i in range(624):
            y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7FFFFFFF)
            state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
        for y in state:
            y ^= y >> 11
            y ^= (y << 7) & 0x9D2C5680
            y ^= (y << 15) & 0xEFC60000
            yield y ^ (y >> 18)


def plain_names(matrix: np.ndarray, n: int, seed: int) -> list[str]:
    """n names of a bigram by the definition of the draw, one number at a time."""
    words, made = mersenne_twister(seed), []
    for _ in range(n):
        name, last = "", 0
        while len(name) < MAX_LENGTH:
            x = next(words) % PRIME or 1
            arrivals = [
                p / -math.log(x * STEP**i % PRIME / PRIME) for i, p in enumerate(matrix[last])
            ]
            last = max(range(len(arrivals)), key=arrivals.__getitem__)
            if last == 0:
                break
            name += VOCABULARY.characters[last]
        made.append(name)
    return made


@pytest.mark.parametrize("seed", [0, 1, 2147483647, 2**32 - 1])
def test_names_are_drawn_as_defined(seed: int) -> None:
    # So many that the words are drawn from the twister several times.
    assert generate(COUNTED, 250, seed) == plain_names(COUNTED.matrix, 250, seed)


def test_the_oracles_twister_is_the_published_one() -> None:
    assert [word for word, _ in zip(mersenne_twister(5489), range(2), strict=False)] == [
        3499211612,
        581869302,
    ]


@given(st.integers(0, 2**32 - 1), st.integers(0, 6), st.integers(0, 6))
def test_few_names_are_the_first_of_many(seed: int, few: int, more: int) -> None:
    assert generate(COUNTED, few, seed) == generate(COUNTED, few + more, seed)[:few]


def test_a_word_of_zero_counts_as_one() -> None:
    words = np.array([0, PRIME, 2 * PRIME, 1], dtype=np.uint32)

    class Twister:
        def randint(self, *_: object, **__: object) -> np.ndarray:
            return words

    race = Race(0, 4)
    race._twister = Twister()
    waits = [-math.log(STEP**i % PRIME / PRIME) for i in range(4)]
    assert [race.winner(np.ones(4)) for _ in words] == [waits.index(min(waits))] * 4


def test_a_character_wins_as_often_as_it_is_probable() -> None:
    probabilities = np.array([0.5, 0.25, 0.2, 0.05, 0.0])
    race, draws = Race(7, 5), 20_000
    won = np.bincount([race.winner(probabilities) for _ in range(draws)], minlength=5)
    assert won[4] == 0
    spread = np.sqrt(draws * probabilities * (1 - probabilities))
    assert (np.abs(won - draws * probabilities) <= 4.5 * spread).all()


# --- temperature ---


def test_at_temperature_1_probabilities_stay() -> None:
    row = COUNTED.matrix[3]
    assert apply_temperature(row, 1) is row


@given(st.floats(0.05, 20))
def test_a_temperature_is_a_power(temperature: float) -> None:
    row = COUNTED.matrix[VOCABULARY.id("a")]
    powers = row ** (1 / temperature)
    assert apply_temperature(row, temperature) == pytest.approx(powers / powers.sum(), abs=1e-12)


def test_the_coldest_draw_is_the_likeliest_character_and_a_hot_one_is_even() -> None:
    row = np.array([0.5, 0.3, 0.2, 0.0])
    assert apply_temperature(row, 0.01) == pytest.approx([1, 0, 0, 0], abs=1e-12)
    assert apply_temperature(row, 1e6) == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0], abs=1e-5)


def test_cold_names_are_likelier_than_hot_ones() -> None:
    def mean_likelihood(temperature: float) -> float:
        made = generate(COUNTED, 200, 3, temperature=temperature)
        pairs = [pair for name in made for pair in zip("." + name, name + ".", strict=True)]
        ids = [(VOCABULARY.id(a), VOCABULARY.id(b)) for a, b in pairs]
        return float(np.mean([COUNTED.matrix[pair] for pair in ids]))

    assert mean_likelihood(0.3) > mean_likelihood(1.0) > mean_likelihood(3.0)


def test_temperature_uses_the_same_words() -> None:
    """One word a character, whatever the temperature: near 1 nothing changes."""
    assert generate(COUNTED, 50, 9, temperature=1.0000001) == generate(COUNTED, 50, 9)


# --- prefix and length ---


def test_names_begin_with_the_prefix(network: NetworkModel) -> None:
    for model in (COUNTED, network):
        made = generate(model, 50, 1, prefix="mar")
        assert all(name.startswith("mar") for name in made)
        assert len(set(made)) > 10


def test_a_prefix_only_sets_the_start() -> None:
    """What follows "a" is what the stream gives from the row of a."""
    words, row = mersenne_twister(11), COUNTED.matrix[VOCABULARY.id("a")]
    x = next(words) % PRIME or 1
    arrivals = [p / -math.log(x * STEP**i % PRIME / PRIME) for i, p in enumerate(row)]
    first = next(iter(draw_name(COUNTED, Race(11, len(VOCABULARY)), prefix="a")))
    assert first.id == int(np.argmax(arrivals))
    assert first.probabilities == pytest.approx(row)


def test_the_network_sees_the_prefix_as_its_context(network: NetworkModel) -> None:
    drawn = next(draw_name(network, Race(1, len(VOCABULARY)), prefix="anna"))
    context = VOCABULARY.encode("nna").astype(np.int64)[None]
    assert drawn.probabilities == pytest.approx(network.probabilities(context)[0])


@dataclass(frozen=True)
class Endless:
    """A model that never ends a name."""

    vocabulary: Vocabulary = VOCABULARY
    context: int = 2

    def probabilities(self, contexts: np.ndarray) -> np.ndarray:
        row = np.full(len(self.vocabulary), 1.0)
        row[0] = 0
        return np.tile(row / row.sum(), (len(contexts), 1))


def test_a_name_that_gets_too_long_is_ended() -> None:
    for made in (generate(Endless(), 3, 1), generate_bulk(Endless(), 3, 1)):
        assert [len(name) for name in made] == [MAX_LENGTH] * 3
    made = generate(Endless(), 3, 1, prefix="mar")
    assert [len(name) for name in made] == [MAX_LENGTH] * 3


@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ("zoë", "This model does not know ë; use characters of its list."),
        ("a.b", "This model does not know .; use characters of its list."),
        ("a" * MAX_LENGTH, "A beginning can have at most 39 characters; shorten it."),
    ],
)
def test_a_prefix_that_cannot_be_gets_a_sentence(prefix: str, says: str) -> None:
    with pytest.raises(InputError, match=says.replace(".", r"\.")):
        generate(COUNTED, 1, 1, prefix=prefix)


# --- in bulk ---


def test_bulk_draws_with_the_same_chances(network: NetworkModel) -> None:
    for model in (COUNTED, network):
        made = generate_bulk(model, 20_000, 1)
        start = np.zeros((1, model.context), dtype=np.int64)
        probabilities = model.probabilities(start)[0]
        first = Counter((name + ".")[0] for name in made)
        times = np.array([first[c] for c in VOCABULARY.characters])
        spread = np.sqrt(len(made) * probabilities * (1 - probabilities))
        assert (np.abs(times - len(made) * probabilities) <= 5 * spread + 1e-9).all()


def test_names_drawn_in_bulk_have_the_frequencies_of_pairs_that_the_matrix_says() -> None:
    made = generate_bulk(COUNTED, 20_000, 2)
    counts = CountedBigram.of(made, VOCABULARY).counts
    totals = counts.sum(axis=1, keepdims=True)
    often = totals[:, 0] > 3000
    assert often.sum() > 5
    assert counts[often] / totals[often] == pytest.approx(COUNTED.matrix[often], abs=0.04)
    assert not (counts[COUNTED.matrix == 0] > 0).any()


def test_bulk_and_one_by_one_make_names_alike(network: NetworkModel) -> None:
    slow, fast = generate(network, 600, 1), generate_bulk(network, 600, 1)
    lengths = [np.mean([len(name) for name in made]) for made in (slow, fast)]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.1)


def test_bulk_is_the_same_from_the_same_seed() -> None:
    assert generate_bulk(COUNTED, 100, 4) == generate_bulk(COUNTED, 100, 4)
    assert generate_bulk(COUNTED, 100, 4) != generate_bulk(COUNTED, 100, 5)
    assert generate_bulk(COUNTED, 0, 4) == []


def test_characters_of_any_alphabet_are_drawn() -> None:
    devanagari = ["अनिल", "सुनीता", "राम", "सीता"]
    vocabulary = Vocabulary.of(devanagari)
    made = generate(CountedBigram.of(devanagari, vocabulary), 20, 1)
    assert all(vocabulary.knows(name) for name in made)
    assert max(map(len, made)) <= sampling.MAX_LENGTH


@pytest.mark.parametrize("temperature", [0, -1.0, math.nan])
def test_a_temperature_is_above_zero(temperature: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        apply_temperature(np.array([0.5, 0.5]), temperature)
