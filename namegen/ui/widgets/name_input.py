"""What a visitor types into a page while it answers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from namegen.lists import cleaning
from namegen.lists.cleaning import MAX_LENGTH
from namegen.ui.session.visitor import current
from namegen.ui.widgets.widget_state import begin
from namegen.vocabulary import Vocabulary
from namegen.wording import spoken


def name_box(label: str, key: str, value: str = "", longest: int = MAX_LENGTH, **look: Any) -> str:
    """What has been typed into a box for a name, which a link keeps under this key."""
    begin(key, value)
    return st.text_input(
        label, value, max_chars=longest, key=key, bind="query-params", autocomplete="off", **look
    )


def spelled(text: str) -> str:
    """What has been typed, as the visitor's list spells its names."""
    return cleaning.spelled(text, current().names.is_turkish)


def stranger(text: str, vocabulary: Vocabulary) -> str:
    """The sentence that says which characters the model cannot know, or nothing."""
    unknown = [spoken(character) for character in vocabulary.unknown(text)]
    if not unknown:
        return ""
    return (
        f"No name in the list holds {' or '.join(unknown)}, so the network cannot read it. "
        "Try other letters."
    )
