"""What the browser keeps up on every page: the keyboard's place, a menu over the page, what a
finger scrolls past, what a translating browser would spoil, and charts in the theme's colours."""

from __future__ import annotations

import streamlit as st

from namegen.ui.serving.web.scripts import beside, heard, unseen

_read = beside(__file__)
_COMPONENT = unseen("upkeep", "".join(map(_read, ("translated.js", "menu.js", "upkeep.js"))))


def watch() -> None:
    """Have the tab watch its page."""
    _COMPONENT(key="unseen-upkeep", data=st.context.theme.type, on_turned_change=heard)
