"""What stands around every page: the list of pages, the choice of a list of names, notes."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from namegen.names import NamesError
from namegen.ui import lists
from namegen.ui.plain import plain
from namegen.ui.story import STORY
from namegen.ui.visitor import Visitor
from namegen.ui.widgets import show

STYLE = Path(__file__).parent / "style.css"
# A small matrix. Streamlit's own icons for a tab would come from the network.
ICON = Path(__file__).parent / "icon.svg"
# In seconds.
_NOTES_STAY = 10.0

_ICONS = {
    "Start": "flag",
    "Count": "grid_on",
    "A network instead of a table": "compare_arrows",
    "Train": "play_circle",
    "Embeddings": "scatter_plot",
    "Compare": "leaderboard",
    "Real or made up": "quiz",
    "Find alike": "search",
    "The recipe": "receipt_long",
    "Your own names": "upload_file",
}
_ROOT = Path(__file__).parents[2]


def pages() -> list[st.Page]:
    """The pages in the order of the talk."""
    return [
        st.Page(script, title=title, icon=f":material/{_ICONS[title]}:", default=title == "Start")
        for title, script in STORY.items()
        if (_ROOT / script).exists()
    ] + [st.Page("pages/status.py", title="Status", visibility="hidden")]


def sidebar(visitor: Visitor) -> None:
    """The list of names, which every page uses."""
    labels = dict(lists.LISTS)
    if visitor.own:
        labels[visitor.own.key] = f"Your own: {visitor.own.title}"
    show("set-list", visitor.names.key)
    st.sidebar.selectbox(
        "List of names",
        list(labels),
        index=list(labels).index(visitor.names.key),
        format_func=labels.__getitem__,
        key="set-list",
        on_change=lambda: _choose(visitor, st.session_state["set-list"]),
    )


def _choose(visitor: Visitor, key: str) -> None:
    if visitor.own and key == visitor.own.key:
        visitor.choose_list(visitor.own)
        return
    try:
        visitor.choose_list(lists.get(key))
    except NamesError as error:
        visitor.notes.append(str(error))


def notes(visitor: Visitor) -> None:
    """What a link or a choice could not keep: for so long that it can be read, since a page that
    trains or waits soon shows itself anew."""
    now = time.monotonic()
    visitor.notes_shown |= {note: now for note in visitor.notes}
    visitor.notes.clear()
    for note, since in list(visitor.notes_shown.items()):
        if now - since < _NOTES_STAY:
            st.warning(plain(note))
        else:
            del visitor.notes_shown[note]
