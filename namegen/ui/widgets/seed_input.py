"""The seed of a draw: a number to read out in a hall, and a button for another."""

from __future__ import annotations

import streamlit as st

from namegen.settings import new_seed
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.widgets.glossary import said


def seed_input(key: str, default: int) -> int:
    """The seed that is shown, which a link keeps under this key."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.number_input(
            "Seed",
            0,
            WIDGETS[key].high,
            default,
            step=1,
            key=key,
            bind="query-params",
            width=200,
            help=said("seed"),
        )
        st.button(
            "New seed",
            icon=":material/casino:",
            key=f"{key}-new",
            on_click=lambda: st.session_state.update({key: new_seed()}),
        )
    return seed
