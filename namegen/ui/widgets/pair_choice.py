"""Two letters to choose, as the two halves of a pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from namegen.models.bigram import CountedBigram
from namegen.vocabulary import BOUNDARY
from namegen.wording import spoken


def pair_choice(
    table: CountedBigram,
    places: tuple[Any, Any],
    keys: tuple[str, str],
    first: int,
    usual: Callable[[int], int],
) -> tuple[int, int]:
    """The ids of a pair, by its letters, for keyboards and thumbs; a link keeps them.

    places, keys: of the two widgets. first: the id to begin with, and usual: the one that goes with
    another. After another letter was chosen, it is what most often follows.
    """
    vocabulary, drawn = table.vocabulary, f"{keys[0]}-drawn"

    def follow() -> None:
        chosen = st.session_state[keys[0]]
        # A tab may say once more what it shows, and one that comes back one of another list.
        if chosen != st.session_state.get(drawn) and chosen in vocabulary.characters:
            row = table.counts[vocabulary.id(chosen)]
            st.session_state[keys[1]] = vocabulary.characters[row.argmax()]

    letter = places[0].selectbox(
        "Letter", vocabulary.characters, first, lambda c: option(c, "start"), key=keys[0],
        bind="query-params", on_change=follow,
    )  # fmt: skip
    st.session_state[drawn] = letter
    before = vocabulary.id(letter)
    following = places[1].selectbox(
        "Followed by", vocabulary.characters, usual(before), lambda c: option(c, "end"),
        key=keys[1], bind="query-params",
    )  # fmt: skip
    return before, vocabulary.id(following)


def option(character: str, boundary: str) -> str:
    """A character in a list to choose from; the mark is called what it marks there."""
    return f". ({boundary})" if character == BOUNDARY else spoken(character)
