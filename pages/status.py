"""Status: what the host wants to know. It stands in no menu."""

import streamlit as st

from namegen.ui import seats, waiting
from namegen.ui.visitor import current

current()
st.title("Status")
waiting.for_torch()

from namegen.ui.runs import scheduler  # noqa: E402
from namegen.ui.status import line, resident_megabytes  # noqa: E402


@st.fragment(run_every=2)
def figures() -> None:
    """One line, and the same in words."""
    status = scheduler().status()
    st.code(line(seats.taken(), status), language=None)
    st.dataframe(
        {
            "open tabs": seats.taken(),
            "playing": status.playing,
            "runs kept": status.runs,
            "runs in training": status.training,
            "runs watched by more than one": status.shared,
            "epochs a second": round(status.epochs_a_second, 1),
            "epochs since the start": status.epochs,
            "MB of histories and contexts": round(status.bytes / 1e6, 1),
            "MB in all": resident_megabytes(),
        }
    )


figures()
