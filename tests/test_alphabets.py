"""Syllables made of letters, and names that are read from the right."""

from __future__ import annotations

import numpy as np

from namegen.alphabets import isolated, split_syllables
from namegen.lists.name_list import from_text
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import surprise
from namegen.models.sampling import generate, generate_bulk
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import Vocabulary

_SYLLABLES = [chr(0xAC00 + 31 * i) for i in range(300)]
NAMES = tuple(a + b for a, b in zip(_SYLLABLES, reversed(_SYLLABLES), strict=True))


def test_hangul_of_too_many_syllables_is_learned_letter_by_letter_and_drawn_whole() -> None:
    own = from_text("\n".join(NAMES))
    assert own.names == NAMES
    vocabulary = Vocabulary.of(own.names)
    assert len(vocabulary) < 70 and vocabulary.knows(NAMES[0])
    assert vocabulary.decode(vocabulary.encode(NAMES[7])) == NAMES[7]
    model = CountedBigram.of(own.names, vocabulary, smoothing=1)
    for drawn in (generate(model, 200, 1), generate_bulk(model, 200, 1)):
        assert all("\uac00" <= character <= "\ud7a3" for character in "".join(drawn))
    begun = generate(model, 5, 1, prefix="가")
    assert all(split_syllables(name).startswith(split_syllables("가")) for name in begun)
    assert len(surprise(model, NAMES[0])) == len(vocabulary.split(NAMES[0])) + 1


def test_few_syllables_stay_what_they_are() -> None:
    vocabulary = Vocabulary.of(["가나", "다라"])
    assert vocabulary.characters == (".", "가", "나", "다", "라")
    assert np.array_equal(vocabulary.encode("가나"), [1, 2])


def test_what_is_read_from_the_right_keeps_its_direction_to_itself() -> None:
    assert isolated("דוד") == "\u2068דוד\u2069" == plain("דוד")
    assert isolated("anna") == "anna"
    assert (
        isolated("“א”: 4 of 5, not דוד לוי") == "“\u2068א\u2069”: 4 of 5, not \u2068דוד לוי\u2069"
    )
    assert isolated("The answer is “א”: 4") == "The answer is “\u2068א\u2069”: 4"
