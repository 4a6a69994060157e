"""What a page's address may say of the widgets on it: one table, and the check that holds it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from namegen.lessons.functions import STEPS
from namegen.lists.cleaning import MAX_LENGTH
from namegen.wording import shorten


@dataclass(frozen=True)
class Number:
    """A whole number from low to high; where it may be empty, it may be left to chance."""

    low: int
    high: int
    empty: bool = False

    def nearest(self, texts: Sequence[str]) -> list[str]:
        text = texts[-1]
        if not text and self.empty:
            return list(texts)
        with suppress(ValueError):
            value = float(text)
            if not math.isnan(value):
                allowed = int(min(max(value, self.low), self.high))
                return list(texts) if allowed == value else [str(allowed)]
        return []


@dataclass(frozen=True)
class Choice:
    """One of some texts."""

    options: tuple[str, ...]

    def nearest(self, texts: Sequence[str]) -> list[str]:
        return list(texts) if texts[-1] in self.options else []


@dataclass(frozen=True)
class Text:
    """A text that somebody types, or choices that depend on the list: which of them there are is
    known when the widget is drawn."""

    longest: int = MAX_LENGTH

    def nearest(self, texts: Sequence[str]) -> list[str]:
        short = [text[: self.longest] for text in texts]
        return short if all(map(str.isprintable, short)) else []


@dataclass(frozen=True)
class Form:
    """A text that a regular expression describes."""

    expression: str

    def nearest(self, texts: Sequence[str]) -> list[str]:
        return list(texts) if re.fullmatch(self.expression, texts[-1], re.ASCII) else []


_SWITCH = Form("(?i)true|false")
# The largest number that a Mersenne Twister is begun with.
_SEED = Number(0, 2**32 - 1)

WIDGETS: Mapping[str, Number | Choice | Text | Form] = {
    "count-view": Choice(("Counts", "Probabilities")),
    "count-smoothing": Choice(("0", "0.01", "0.1", "1", "10", "100")),
    "count-before": Text(),
    "count-after": Text(),
    "count-seed": _SEED,
    "made-number": Number(1, 100),
    "made-temperature": Choice(("0.2", "0.5", "0.8", "1", "1.2", "1.5", "2")),
    "made-begin": Text(12),
    "made-new": _SWITCH,
    "slow-letter": Text(),
    "slow-next": Text(),
    "slow-step": Choice(("Forward", "Loss", "Backward", "Update")),
    "letter": Text(),
    "begin": Text(),
    "compare": Text(),
    "compare-seed": _SEED,
    "typed": Text(),
    "reads": Text(24),  # the picture of the network
    "against": Text(),
    "round": Number(0, 9_999, empty=True),  # few enough to be read out in a hall
    "played": Form(r"\d{1,4}-[rm]{1,10}"),  # a round's number, and a letter for each guess in it
    "hall": _SWITCH,
    "answered": Form(r"[a-z]{1,20}(-[\w-]{1,30})?"),  # the page's question, by its key
    "helps-share": Choice(("1 %", "3 %", "10 %", "30 %", "100 %")),
    "helps-with": Text(),
    "name": Text(),
    "task": Choice(("Next letter", "Yes or no")),
    "function": Choice(STEPS),
}
"""What each parameter that a widget keeps in the address may be, by the widget's key."""


def nearest(query: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What stands in the place of each value that cannot be; nothing is the widget's default."""
    changed: dict[str, list[str]] = {}
    for key, texts in query.items():
        if key in WIDGETS and texts and (allowed := WIDGETS[key].nearest(texts)) != list(texts):
            changed[key] = allowed
    return changed


def refused(query: Mapping[str, Sequence[str]]) -> str:
    """The sentence that says which values of a link were not taken."""
    said = " and ".join(f"{key} {shorten(','.join(texts))!r}" for key, texts in query.items())
    return f"This link asks for something that does not exist ({said}); the nearest is shown."
