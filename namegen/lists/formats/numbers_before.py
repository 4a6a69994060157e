"""What stands before each name of a list: its number, a letter, a code, or when it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

_REGULAR = 0.8  # the share of entries of one shape that makes it that of the list
_RANKED = 0.6  # the same where the entries are numbered in their order
_FEWEST, _MANY = 5, 10  # entries that all begin with one of two letters; each with other ones
_SENTENCE, _LONGEST = 60, 300  # characters of a line that is no entry; of one that is looked at

NUMBER = re.compile(
    r"\s*+[#№(\[=第]?\s?(\d{1,7}(?:\.\d{1,4}){0,3})(?:st|nd|rd|th|[ºª°位위=])?(?:\s?(?:[.):\]]|\ufe0f?\u20e3)\s*(?:[-–—*•]\s)?(?=\D)|\s?[-–—x×]\s+|-(?=[^\W\d])|\s+(?=\D))"
)
_SIGNED = re.compile(r"\s*+[#№(\[]?\s?(\d{1,7})\s?[.):\]]\s*(?=\D)")
# Before each name of a log: when it was, or the code of a commit.
STAMP = re.compile(
    r"\s*+((?:(?:\[[\d.,:/ TZapmAPM+-]{4,40}\]|\d[\d.,:/TZ+-]{3,40}|(?=[a-f]*\d)[0-9a-f]{7,40})"
    r"\s+){1,3})(?:- )?(?=\D)"
)
_LETTERED = re.compile(r"\s*+\(?([ivxlcIVXLC]{1,7}|[a-zA-Z])[.)]\s+(?=\S)")
_WORDED = re.compile(  # Platz 1: Ada
    r"\s*+[^\W\d]{1,9}\.?\s?[#№]?\s?(\d{1,7})(?:(?:\s?[.):\]]|\s[-–—])\s+(?=\D)|\s+(?=[^\W\d]))"
)
_GLUED = re.compile(r"([A-Z])(?=[^\W\d_a-z][^\W\d_A-Z])")  # VWendy, MWesley
_CODED = re.compile(r"\s*+([A-Z]{3})\s+(?=[^\W\d_][^\W\d_A-Z])")  # AUT Austria
_ENROLLED = re.compile(
    r"\s*+((?=(?:\D{0,9}\d){3})(?=\d{0,9}[A-Za-z])[\w/-]{4,20})\s+(?=[^\W\d_])"
)  # 21CS07 Ada
_letter = partial(int, base=36)  # as high as the letters before it say
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def numbering(entries: Sequence[str]) -> tuple[re.Pattern[str] | None, bool]:
    """How most entries are numbered, if they are, and whether that only says their order."""
    for pattern, *values in ((NUMBER, _last), (_LETTERED, _roman, _letter), (_WORDED, _last)):
        marks = [found[1] for found in map(pattern.match, entries) if found]
        ties = pattern is not _LETTERED  # A. Ada, A. Byron: these are of the names
        ranks = any(_go_up([value(mark) for mark in marks], ties) for value in values)
        others = [e for e in entries if len(e) <= _SENTENCE or pattern.match(e)]
        share = len(marks) / max(1, len(others))  # there may be headings between ranks
        if (share >= _RANKED and ranks) or (share >= _REGULAR and pattern is NUMBER):
            return pattern, ranks
    numbers = [_last(found[1]) for found in map(_SIGNED.match, entries) if found]
    if len(numbers) > 2 and {after - before for before, after in pairwise(numbers)} in ({1}, {-1}):
        return _SIGNED, True  # what is said of each stands below it
    every = len(entries)
    kinds = (_GLUED, 2, _FEWEST), (_CODED, every, _MANY), (_ENROLLED, every, _FEWEST)
    for pattern, different, least in kinds:
        marks = [found[1] for found in map(pattern.match, entries) if found]
        if len(marks) == every >= least and len({*marks}) == different:
            return pattern, False
    stamped = sum(STAMP.match(entry[:_LONGEST]) is not None for entry in entries)
    return (STAMP if stamped >= _REGULAR * len(entries) else None), False


def _go_up(numbers: Sequence[int], ties: bool) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    return not steps or sum(1 - ties <= step <= 1 for step in steps) >= _REGULAR * len(steps)


def _last(mark: str) -> int:
    return int(mark.rpartition(".")[2])


def _roman(mark: str) -> int:
    values = [ROMAN.get(letter, 0) for letter in mark.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
