"""The visitor's run as a notebook to download."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import streamlit as st

from namegen.names import NameList
from namegen.notebook import Shown, notebook
from namegen.settings import Settings
from namegen.training import TrainingRun
from namegen.turns import Turns
from namegen.ui import lists
from namegen.ui.runs import scheduler
from namegen.ui.visitor import Visitor

_NAMES = 10


def offer(visitor: Visitor, run: TrainingRun) -> None:
    names, settings, goal = visitor.names, visitor.settings, visitor.playhead.goal
    # As the link says: where the visitor is, or is playing to.
    kept = run.history.at(goal).epoch if goal <= run.frontier else goal
    stop = kept or settings.epochs
    st.subheader("Take it home", anchor=False)
    st.markdown(
        "Your run as a Jupyter notebook: your settings, your names, these seven functions, the "
        f"plots. It trains to epoch {stop} and arrives at the same losses and the same names. It "
        "needs Python with torch, plotly and numpy."
    )
    if names.key not in lists.LISTS:
        st.caption("Your own names come along in it.")
    st.download_button(
        "Download the notebook",
        partial(made, names, settings, visitor.key, visitor.desk.turns, stop),
        f"namegen-{settings.model}.ipynb",
        "application/x-ipynb+json",
        icon=":material/download:",
        key="recipe-notebook",
        on_click="ignore",
    )


def made(names: NameList, settings: Settings, key: Hashable, turns: Turns, stop: int) -> str:
    """The notebook, with what the app showed where the run of this key has come so far."""
    # Looked up when it is wanted: a page that held its run would hold its memory, too.
    run, shown = scheduler().known(key), None
    if run and run.frontier >= stop:
        at = run.history.at(stop)
        if at.epoch == stop:
            shown = Shown(at.train_loss, at.validation_loss, run.names(stop, _NAMES))
    return notebook(names, settings, stop, turns, shown)
