"""Status: what the host wants to know. It stands in no menu."""

import streamlit as st

from namegen.ui import seats, waiting
from namegen.ui.visitor import current

current()
st.title("Status")
waiting.for_torch()

from namegen.ui.runs import scheduler  # noqa: E402
from namegen.ui.status import line  # noqa: E402


@st.fragment(run_every=2)
def figures() -> None:
    """The figures, one a line, kept up to date."""
    st.code(line(seats.taken(), scheduler().status()).replace(" ", "\n"), language=None)


figures()
