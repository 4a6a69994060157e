"""What the browser keeps up on every page: the keyboard's place, what a finger scrolls past, what a
translating browser would spoil, and charts in the colours of the theme."""

from __future__ import annotations

import streamlit as st

from namegen.ui.serving.web.scripts import beside, heard, unseen

_read = beside(__file__)
_COMPONENT = unseen("upkeep", _read("translated.js") + _read("upkeep.js"))


def watch() -> None:
    """Have the tab watch its page."""
    _COMPONENT(key="unseen-upkeep", data=st.context.theme.type, on_turned_change=heard)
