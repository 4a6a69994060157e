"""What a visitor is told when something fails that nobody foresaw."""

from __future__ import annotations

import streamlit as st


def tell(fault: Exception) -> bool:
    """Say what to do, in the place of the rest of the page. Streamlit has logged the traceback."""
    st.error(
        "Something went wrong on this page, and the server has noted it. Reload the page; if that "
        "does not help, go on with another page from the menu."
    )
    return True  # said, so Streamlit shows nothing of its own
