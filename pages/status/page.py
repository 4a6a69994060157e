"""Status: what the host wants to know. It stands in no menu."""

import streamlit as st

from namegen.ui.serving.web import delivery, status

SHOWN = {
    "sessions": "Tabs open",
    "playing": "Tabs that train",
    "runs": "Runs",
    "training": "Runs in training",
    "shared": "Runs with several watchers",
    "epochs_a_second": "Epochs a second",
    "history_mb": "Runs and contexts, MB",
    "own_lists_mb": "Visitors' own lists, MB",
    "memory_mb": "Memory of the server, MB",
}


@delivery.fragment(run_every=2)
def figures() -> None:
    """The figures, kept up to date, and the same in one line to copy."""
    known = status.figures()
    with st.container(horizontal=True, gap="small"):
        for name, label in SHOWN.items():
            st.metric(label, known.get(name), width="content", border=True)
    if "runs" not in known:
        st.caption("Nothing trains yet: that is ready a second after the app has started.")
    st.code(status.line(known), language=None, wrap_lines=True)


figures()
