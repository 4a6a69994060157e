"""The plain way, a character at a time: what the library is held against, and measured against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise


def pairs(names: Sequence[str]) -> Counter[tuple[str, str]]:
    """How often each character follows each, "." at both ends of a name."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in names:
        for pair in pairwise([".", *name, "."]):
            counts[pair] += 1
    return counts


def examples(names: Sequence[str], length: int) -> Iterator[tuple[str, str]]:
    """Each context of ``length`` characters with the character that follows it."""
    for name in names:
        context = "." * length
        for character in name + ".":
            yield context, character
            context = context[1:] + character


def contexts(names: Sequence[str], length: int) -> dict[str, Counter[str]]:
    """How often each character follows each context."""
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    for context, character in examples(names, length):
        followers[context][character] += 1
    return dict(followers)
