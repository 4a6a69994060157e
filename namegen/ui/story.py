"""The order in which the pages tell their story."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

# Title -> script.
STORY = {
    "Start": "pages/start.py",
    "Count": "pages/count.py",
    "A network instead of a table": "pages/network.py",
    "Train": "pages/train.py",
    "Embeddings": "pages/embeddings.py",
    "Compare": "pages/compare.py",
    "Real or made up": "pages/game.py",
    "Find alike": "pages/alike.py",
    "The recipe": "pages/recipe.py",
    "Your own names": "pages/own.py",
}

# Pages that are about one model, whichever is chosen on the others.
ABOUT = {"A network instead of a table": "bigram-network"}


def next_page(current: str) -> None:
    """A link to the page after the one of this title; a page that the app lacks is passed over.

    After the last page, and after one that is no part of the story, there is none.
    """
    titles = list(STORY)
    rest = titles[titles.index(current) + 1 :] if current in STORY else []
    for title in rest:
        if page_link(title, f"Next: {title}", icon_position="right"):
            return


def page_link(title: str, label: str, **look: str) -> bool:
    """A link to a page, and whether the app has it."""
    try:
        st.page_link(STORY[title], label=label, icon=":material/arrow_forward:", **look)
    except StreamlitPageNotFoundError:
        return False
    return True
