"""Generated names: each marked new or in the list, to copy and to download."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from namegen.models.evaluation import share_new
from namegen.ui.widgets.escape import plain
from namegen.wording import percent


def made_names(names: Sequence[str], known: Collection[str], key: str) -> None:
    """The names in a row of badges, then as text with its copy button, and as a file."""
    st.markdown(f"**{len(names)} names it makes**, {percent(share_new(names, known))} of them new:")
    st.markdown(" ".join(_badge(name, name in known) for name in names))
    st.caption("Full circle: new. Empty circle: in the list.")
    text = "\n".join(names)
    with st.expander("Copy or download"):
        st.code(text, language=None)
        # Made when wanted: a browser would look for a file that the next epoch has replaced.
        st.download_button(
            "Download", lambda: text, "names.txt", "text/plain", icon=":material/download:",
            key=key, on_click="ignore",
        )  # fmt: skip


def _badge(name: str, old: bool) -> str:
    circle, colour = ("○", "gray") if old else ("●", "green")
    return f":{colour}-badge[{circle} {plain(name) or '(empty)'}]"
