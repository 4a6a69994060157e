"""What widgets of all kinds need."""

from __future__ import annotations

from typing import Any

import streamlit as st


def show(key: str, value: Any) -> None:
    """Make a widget show a value that was not set with it.

    Only then: a widget that is set at every run jumps back under a quick finger. The value is its
    default too, for a browser that never drew the first of two quick runs.
    """
    if st.session_state.get(key, value) != value:
        st.session_state[key] = value


def begin(key: str, default: Any) -> None:
    """Have a widget begin with this default where it shows what it began with on another page, or
    with another list, and nobody chose that."""
    state, began = st.session_state, f"{key}-began"
    if state.get(began, default) != default and state.get(key, default) == state[began]:
        state[key] = default
    state[began] = default
