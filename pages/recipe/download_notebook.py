"""The visitor's run as a notebook to download."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from namegen.lessons.notebook import Shown, notebook
from namegen.lists import catalogue
from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.rate_changes import RateChanges
from namegen.training.run import TrainingRun
from namegen.ui.session.visitor import Visitor

_NAMES = 10


def offer(visitor: Visitor, run: TrainingRun) -> None:
    names, settings, goal = visitor.names, visitor.settings, visitor.playhead.goal
    # As the link says: where the visitor is, or is playing to.
    kept = run.history.at(goal).epoch if goal <= run.last_epoch else goal
    stop = kept or settings.epochs
    st.header("Take it home", anchor=False)
    st.markdown(
        "Your run as a Jupyter notebook: your settings, your names, these seven functions, the "
        f"plots. It trains to epoch {stop} and arrives at the same losses and the same names. It "
        "needs Python with torch, plotly and numpy."
    )
    if names.key not in catalogue.LISTS:
        st.caption("Your own names come along in it.")
    st.download_button(
        "Download the notebook",
        _kept((visitor.key, repr(settings), stop, run.last_epoch >= stop), visitor, run, stop),
        f"namegen-{settings.model}.ipynb",
        "application/x-ipynb+json",
        icon=":material/download:",
        key="recipe-notebook",
        on_click="ignore",
    )


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _kept(identity: Hashable, _visitor: Visitor, _run: TrainingRun, _stop: int) -> str:
    """The notebook, made once for all runs of the page: it takes as long as the rest of that."""
    changes = _visitor.model_state.rate_changes
    return made(_visitor.names, _visitor.settings, _run, changes, _stop)


def made(
    names: NameList, settings: Settings, run: TrainingRun, rate_changes: RateChanges, stop: int
) -> str:
    """The notebook, with what the app showed where the run has come so far."""
    shown = None
    if run.last_epoch >= stop:
        at = run.history.at(stop)
        if at.epoch == stop:
            shown = Shown(at.train_loss, at.validation_loss, run.names(stop, _NAMES))
    return notebook(names, settings, stop, rate_changes, shown)
