"""The css of all pages. It stands in the html that they begin with, so that nothing moves as it
comes; a host that knows only scripts, and sends a html of its own, has it from a page's script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_PAGES = Path(__file__).parents[4] / "pages"
_WIDGETS = Path(__file__).parents[2] / "widgets"
_INKS, _MOODS = ("first", "second", "third"), ("light", "dark")


@cache
def style() -> str:
    """The css of every page, of widgets, and of what only one page has, which is called as its
    folder is; and the theme's inks for all of it: --first to be seen on the page's ground,
    --first-fill as a ground on which white is read."""
    light, dark = (st.get_option(f"theme.{mood}.chartCategoricalColors") for mood in _MOODS)
    inks = "".join(
        f"--{name}: light-dark({on_light}, {on_dark}); --{name}-fill: {on_light};"
        for name, on_light, on_dark in zip(_INKS, light, dark, strict=True)
    )
    own = sorted(css for css in _PAGES.glob("*/*.css") if css.stem == css.parent.name)
    every = Path(__file__).with_suffix(".css"), *_WIDGETS.glob("*.css"), *own
    sheets = (css.read_text("utf-8") for css in every)
    return f"<style>.stApp {{{inks}}} {''.join(sheets)}</style>"
