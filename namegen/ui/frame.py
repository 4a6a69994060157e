"""What stands around every page: the list of pages, the choice of a list of names, notes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from namegen.names import NamesError
from namegen.ui import lists
from namegen.ui.visitor import Visitor

STYLE = Path(__file__).parent / "style.css"


def pages() -> list[st.Page]:
    """The pages in the order of the talk."""
    return [
        st.Page("pages/train.py", title="Train", icon=":material/play_circle:", default=True),
    ]


def sidebar(visitor: Visitor) -> None:
    """The list of names, which every page uses."""
    keys = list(lists.LISTS)
    labels = dict(lists.LISTS)
    if visitor.names.key not in labels:
        keys.append(visitor.names.key)
        labels[visitor.names.key] = f"Your own: {visitor.names.title}"
    st.session_state["set-list"] = visitor.names.key

    def chosen() -> None:
        try:
            visitor.choose_list(lists.get(st.session_state["set-list"]))
        except NamesError as error:
            visitor.notes.append(str(error))

    st.sidebar.selectbox(
        "List of names",
        keys,
        format_func=labels.__getitem__,
        key="set-list",
        on_change=chosen,
    )


def notes(visitor: Visitor) -> None:
    """What a link or a choice could not keep, once each."""
    for note in visitor.notes:
        st.warning(note)
    visitor.notes.clear()
