"""What stands around every page: the choice of a list of names, and notes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from namegen.lists import catalogue
from namegen.lists.name_list import bundled
from namegen.ui import navigation
from namegen.ui.serving.departures import departures
from namegen.ui.serving.web import style as css
from namegen.ui.session.link import parameters
from namegen.ui.session.visitor import Visitor
from namegen.ui.stage import shows, view
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.widget_state import show

if TYPE_CHECKING:
    from namegen.lessons.game import Round

# A small matrix. Streamlit's own icons for a tab would come from the network.
ICON = Path(__file__).parent / "icon.svg"
# In seconds.
_NOTES_STAY = 10.0


def style() -> None:
    """The css of all pages, where a host that knows only scripts has sent a html of its own."""
    if departures.server is None:
        st.html(css.style())


def sidebar(visitor: Visitor) -> None:
    """The list of names, which every page uses."""
    labels, key = dict(catalogue.LISTS), "set-list"
    if own := visitor.own:
        labels[own.key] = f"Your own: {own.title}"
        key += f"-{own.key}"  # another widget, so that one knows what is said of which
    show(key, visitor.names.key)

    def choose(chosen: str) -> None:
        # What was on its way of the widget without a list that has come is no choice against it;
        # and a tab that comes back may say one that this session does not have.
        if visitor.own is own and chosen in labels:
            visitor.choose_list(own if own and chosen == own.key else bundled(chosen))

    st.sidebar.selectbox(
        "List of names",
        list(labels),
        index=list(labels).index(visitor.names.key),
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: choose(st.session_state[key]),
    )


def on_paper() -> None:
    """A page with a dark ground is printed on white, and its colours keep their hues. Turned over
    alone the ground would be a light grey, in charts as well: it is made brighter by a tenth."""
    if st.context.theme.type == "dark":
        st.html(
            "<style>@media print { html, body { background: white !important; }"
            ".stApp { filter: invert(1) hue-rotate(180deg) brightness(1.1); } }</style>"
        )


def open_in_full(visitor: Visitor) -> None:
    """On a page that stands in another one: a link to where there is room for all of it."""
    if st.context.is_embedded:
        st.html(
            f'<a class="in-full" href="?{urlencode(parameters(visitor))}" target="_blank">'
            "Open in full</a>"
        )


def stage(visitor: Visitor, page: navigation.Page, playing: Round | None = None) -> None:
    """The page in stage mode: its one picture, over all else. playing: the game's round."""
    if visitor.lacks_own:
        return  # the tab is about to bring it, or to say that it has none: until then it is unknown
    key = f"staged-{page.name}"
    if key not in st.session_state:
        st.session_state[key] = shows.Staged(visitor, page)
    st.session_state[key].playing = playing
    view.show("page", st.session_state[key].token, "", full=True)


def notes(visitor: Visitor) -> None:
    """What a link or a choice could not keep: for so long that it can be read, since a page that
    trains or waits soon shows itself anew."""
    now = time.monotonic()
    visitor.notes_shown |= {note: now for note in visitor.notes}
    visitor.notes.clear()
    place = st.container()  # there without a note, too: what follows is not made anew when one goes
    for note, since in list(visitor.notes_shown.items()):
        if now - since < _NOTES_STAY:
            place.warning(plain(note))
        else:
            del visitor.notes_shown[note]


def way_back(page: str) -> None:
    """Back to the hall that a visitor has joined, for one who tries something elsewhere."""
    if code := st.query_params.get("join"):
        st.session_state["joined"] = code
    code = st.session_state.get("joined")
    if code and page != "stage":
        navigation.page_link("stage", f"Follow {plain(code)} again", query_params={"join": code})
