"""What a visitor types into a page while it answers."""

from __future__ import annotations

from namegen.lists.cleaning import MAX_LENGTH, spelled
from namegen.vocabulary import Vocabulary
from namegen.wording import spoken

__all__ = ["LONGEST", "spelled", "stranger"]

LONGEST = MAX_LENGTH


def stranger(text: str, vocabulary: Vocabulary) -> str:
    """The sentence that says which characters the model cannot know, or nothing."""
    unknown = [spoken(character) for character in vocabulary.unknown(text)]
    if not unknown:
        return ""
    return (
        f"No name in the list holds {' or '.join(unknown)}, so the network cannot read it. "
        "Try other letters."
    )
