"""Pages that must wait for something say so, and go on by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from namegen.ui import warm
from namegen.ui.visitor import Visitor

if TYPE_CHECKING:
    from namegen.training import TrainingRun


def for_torch() -> None:
    """Show that training is being prepared until it is; then the page shows itself whole."""
    if warm.ready():
        return

    @st.fragment(run_every=0.2)
    def look_again() -> None:
        st.caption("Getting ready to train: this takes a second after the app has started.")
        if warm.ready():
            st.rerun()

    look_again()
    st.stop()


def for_run(visitor: Visitor) -> TrainingRun:
    """The visitor's run, or the sentence that says why there is none."""
    from namegen.ui.limits import LimitError
    from namegen.ui.runs import scheduler

    try:
        return visitor.run(scheduler())
    except LimitError as error:
        st.error(str(error))
        st.stop()
