"""Characters to choose from, as the two halves of a pair."""

from __future__ import annotations

from namegen.vocabulary import BOUNDARY
from namegen.wording import spoken


def option(character: str, boundary: str) -> str:
    """A character in a list to choose from; the mark is called what it marks there."""
    return f". ({boundary})" if character == BOUNDARY else spoken(character)
