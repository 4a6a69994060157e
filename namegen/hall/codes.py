"""What halls and phones are called: names that the bigram made."""

from __future__ import annotations

import hashlib
import sys
from functools import cache

from namegen.hall.embarrassing import embarrasses
from namegen.lists.name_list import bundled
from namegen.models.bigram import CountedBigram
from namegen.models.sampling import generate_each
from namegen.vocabulary import Vocabulary

# Long enough not to be guessed: from the counts of the bundled given names, two names of this
# length are the same once in 1.3 million pairs, which is the chance of one guess at one code.
SHORTEST, LONGEST = 6, 9


def code_of(secret: str) -> str:
    """The code of the hall that a leader's secret leads.

    The secret decides it, so that a leader's link opens the same hall again on a server that has
    lost it, and nobody else's link does.
    """
    return _name(f"hall {secret}")


def phone_name(code: str, phone: str, turn: int = 0) -> str:
    """What a phone is called in a hall; another name for each turn, where one is taken."""
    return _name(f"phone {code} {phone} {turn}")


def _name(text: str) -> str:
    """The first name of a fitting length that the counts give for a text; no embarrassing one."""
    model = _counted()
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    drawn = generate_each(model, sys.maxsize, seed)
    return next(n for n in drawn if SHORTEST <= len(n) <= LONGEST and not embarrasses(n))


@cache
def _counted() -> CountedBigram:
    """Of the given names, which anybody can type."""
    names = bundled("given").names
    return CountedBigram.of(names, Vocabulary.of(names))
