"""What characters, pairs and chances are called in words."""

from __future__ import annotations

import pytest

from namegen.wording import kind, pair_sentence, percent, shown, signed, spoken


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        (".", "mark"),
        ("aeiouéåøœаеёиыюяαωіअआइऋऐाीুா", "vowel"),
        ("byzñçßйжщβξकमবதבשبمかカᄀᆨㄱก", "consonant"),
        (" -'5ьъ्ं山한\u200d", "other"),
    ],
)
def test_each_character_is_of_its_kind(characters: str, expected: str) -> None:
    assert {character: kind(character) for character in characters} == dict.fromkeys(
        characters, expected
    )


def test_what_cannot_be_seen_alone_is_shown_and_spoken() -> None:
    assert (shown(" "), spoken(" "), spoken("-")) == ("␣", "space", "hyphen")
    assert shown("ा") == "◌ा" and spoken("ा") == "◌ा"
    assert shown("\u200d").startswith("◌") and spoken("\u200d") == "joiner"
    assert (shown("a"), shown("."), spoken("q")) == ("a", ".", "q")


@pytest.mark.parametrize(("number", "said"), [(0.844, "0.84"), (-0.3, "−0.30"), (-0.001, "0.00")])
def test_a_negative_number_has_a_minus_sign_and_nothing_has_none(number: float, said: str) -> None:
    assert signed(number) == said


def test_a_number_stays_behind_a_letter_that_is_read_from_the_right() -> None:
    assert pair_sentence("א", "ب", 0.5) == "after א\u200e comes ب\u200e 50 % of the time"


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0, "0 %"),
        (0.0001, "less than 0.1 %"),
        (0.004, "0.4 %"),
        (0.0099, "1 %"),
        (0.84, "84 %"),
        (0.99, "99 %"),
        (0.996, "99.6 %"),
        (0.9996, "more than 99.9 %"),
        (1, "100 %"),
    ],
)
def test_per_cent_are_short_but_never_hide_that_something_is_possible_or_is_not_sure(
    probability: float, said: str
) -> None:
    assert percent(probability) == said


def test_a_pair_is_said_as_people_say_it() -> None:
    assert pair_sentence("q", "u", 0.84) == "after q comes u 84 % of the time"
    assert pair_sentence(".", "a", 0.14) == "14 % of names begin with “a”"
    assert pair_sentence("n", ".", 0.33) == "after n the name ends 33 % of the time"
    assert pair_sentence(".", ".", 0.01) == "1 % of names have no letters"
    assert pair_sentence("a", " ", 0.5, (1, 2)) == (
        "after a comes space 50 % of the time (1 time of 2)"
    )
