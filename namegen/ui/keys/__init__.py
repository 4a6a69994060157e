"""The keys of every page, and the way to stage mode: the page's one picture, on the whole screen.

A key presses the control that a hand would press; `?` shows which key does what.
"""

from __future__ import annotations

import streamlit as st

from namegen.ui import navigation
from namegen.ui.navigation import Page
from namegen.ui.serving.web.scripts import component
from namegen.ui.session.visitor import Visitor

_COMPONENT = component("keys", __file__, of_page=True)


def listen(visitor: Visitor, page: Page) -> None:
    """Have the page take keys. Both buttons stand in its corner, and last in its text; the links to
    the pages before and after are for keys alone."""
    with st.container(key="turn-pages"):
        for name, way in (("before", -1), ("after", 1)):
            if neighbour := navigation.neighbour(page, way, visitor.on_stage):
                with st.container(key=f"turn-{name}"):
                    navigation.page_link(neighbour.name, neighbour.title)
    if not page.hidden:
        # A key for each state: a press that the browser sends twice does not turn it back.
        st.button(
            "Leave the stage" if visitor.on_stage else "Stage mode",
            key=f"stage-mode-{'off' if visitor.on_stage else 'on'}", type="tertiary",
            on_click=setattr, args=(visitor, "on_stage", not visitor.on_stage),
        )  # fmt: skip
    _COMPONENT(key="keys")
