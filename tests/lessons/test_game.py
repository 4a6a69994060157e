"""Real or made up: what a round is dealt from, how it goes, and what is counted of it."""

from __future__ import annotations

import threading
from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namegen.lessons.game import (
    HALF,
    NAMES,
    Card,
    Deck,
    GameError,
    Round,
    Score,
    Tally,
    alike_in_length,
    lessons,
)
from namegen.lessons.referee import train_referee
from namegen.lists.name_list import bundled
from namegen.models.bigram import CountedBigram
from namegen.training.split import Split, split
from namegen.vocabulary import Vocabulary


@cache
def parts() -> Split:
    return split(bundled("given").names, 0.1)


@cache
def model() -> CountedBigram:
    return CountedBigram.of(parts().training, Vocabulary.of(bundled("given").names))


@cache
def deck() -> Deck:
    return Deck.of(model(), parts().training, parts().validation)


CARDS = tuple(Card(f"name{i}", i % 2 == 0) for i in range(NAMES))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_round_is_five_real_names_and_five_made_up_of_the_same_lengths(seed: int) -> None:
    cards = deck().deal(seed)
    real = [card.name for card in cards if card.real]
    made = [card.name for card in cards if not card.real]
    assert (len(real), len(made)) == (HALF, HALF)
    assert len({card.name for card in cards}) == NAMES
    assert set(real) <= set(parts().validation) - set(parts().training)
    assert not set(made) & bundled("given").distinct
    assert all(made)
    assert Counter(map(len, real)) == Counter(map(len, made))


def test_the_same_seed_deals_the_same_round_and_another_seed_another() -> None:
    assert deck().deal(7) == deck().deal(7)
    assert deck().deal(7) != deck().deal(8)


def test_the_places_of_real_names_give_nothing_away() -> None:
    real_at = np.mean([[card.real for card in deck().deal(seed)] for seed in range(1000)], axis=0)
    assert np.abs(real_at - 0.5).max() < 0.07  # more than four standard errors


def test_a_name_that_the_model_was_also_trained_on_is_not_dealt_as_unseen() -> None:
    training = ("anna", "bela", "carla", "dora", "emma", "fina")
    held_out = ("anna", "gina", "hanna", "gina", "irma", "jana", "kira")
    names = CountedBigram.of(training, Vocabulary.of(training + held_out))
    assert Deck.of(names, training, held_out).real == ("gina", "hanna", "irma", "jana", "kira")


def test_a_list_too_short_to_play_with_is_said_in_a_sentence() -> None:
    names = ("anna", "bela", "carla")
    with pytest.raises(GameError, match=r"5 names .* this list has 0: choose a longer list"):
        Deck.of(CountedBigram.of(names, Vocabulary.of(names)), names, ())


def test_a_model_that_makes_nothing_new_is_said_in_a_sentence() -> None:
    training, held_out = ("a",), ("b", "c", "d", "e", "f")
    names = CountedBigram.of(training, Vocabulary.of(training + held_out))
    with pytest.raises(GameError, match="next to no names that are not in the list"):
        Deck.of(names, training, held_out)


def test_lessons_hold_no_name_of_the_deck_and_lengths_tell_nothing() -> None:
    real, made = lessons(model(), parts().training, parts().validation, deck())
    assert len(real) == len(made) > 1000
    assert Counter(map(len, real)) == Counter(map(len, made))
    assert set(real) <= set(parts().training)
    assert not set(real + made) & set(deck().real + deck().made)
    assert not set(made) & bundled("given").distinct
    assert len(set(real)) == len(set(made)) == len(real)


def test_the_referee_tells_the_names_of_rounds_better_than_chance() -> None:
    real, made = lessons(model(), parts().training, parts().validation, deck())
    referee = train_referee(real, made, model().vocabulary, 0)
    right = [
        (realness > 0.5) == card.real
        for seed in range(100)
        for cards in [deck().deal(seed)]
        for card, realness in zip(cards, referee.realness([c.name for c in cards]), strict=True)
    ]
    assert np.mean(right) > 0.58
    assert np.mean(right) == pytest.approx(referee.accuracy, abs=0.06)


def test_names_alike_in_length_are_the_first_of_each_length() -> None:
    first, second = alike_in_length(["ab", "cde", "fg", "h"], ["xyz", "uvw", "st"])
    assert (first, second) == (["ab", "cde"], ["xyz", "st"])


def test_a_round_goes_from_a_guess_to_a_look_to_the_next_name() -> None:
    playing = Round(CARDS)
    for place in range(NAMES):
        assert not playing.answered
        assert playing.guess(place, True)
        assert playing.answered
        playing.go_on(place)
    assert playing.over
    assert playing.right == [card.real for card in CARDS]


def test_a_second_tap_changes_nothing() -> None:
    playing = Round(CARDS)
    assert playing.guess(0, True)
    assert not playing.guess(0, False)
    playing.go_on(0)
    playing.go_on(0)
    assert (playing.place, playing.guesses) == (1, [True])
    assert not playing.guess(0, False)
    playing.go_on(1)
    assert (playing.place, playing.guesses) == (1, [True])


def test_before_a_guess_there_is_no_share() -> None:
    assert Score().share is None


def test_the_tally_counts_by_list_and_model() -> None:
    tally = Tally(2)
    for name, right, last in (("ann", True, False), ("bo", False, False), ("ann", True, True)):
        tally.add("list", "bigram", name, right, last)
    tally.add("list", "deep", "cy", False, False)
    scores = tally.of("list")
    assert scores == {
        "bigram": Score(1, {"ann": (2, 2), "bo": (1, 0)}), "deep": Score(0, {"cy": (1, 0)})
    }  # fmt: skip
    assert (scores["bigram"].guesses, scores["bigram"].share) == (3, 2 / 3)
    assert tally.of("another") == {}


def test_a_score_since_another_has_the_names_guessed_at_since() -> None:
    before = Score(2, {"ann": (5, 3), "bo": (1, 1)})
    now = Score(5, {"ann": (9, 4), "bo": (1, 1), "cy": (2, 0)})
    assert now - before == Score(3, {"ann": (4, 1), "cy": (2, 0)})


def test_the_tally_keeps_the_lists_played_last() -> None:
    tally = Tally(2)
    for digest in ("first", "second", "first", "third"):
        tally.add(digest, "bigram", "ann", True, False)
    assert tally.of("second") == {}
    assert tally.of("first")["bigram"].guesses == 2
    assert tally.of("third")["bigram"].guesses == 1


def test_no_guess_is_lost_where_many_play_at_once() -> None:
    tally = Tally(2)

    def play() -> None:
        for i in range(2000):
            tally.add("list", "deep", "ann", i % 2 == 0, i % NAMES == NAMES - 1)

    players = [threading.Thread(target=play) for _ in range(8)]
    for player in players:
        player.start()
    for player in players:
        player.join()
    assert tally.of("list")["deep"] == Score(1600, {"ann": (16000, 8000)})
