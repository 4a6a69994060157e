"""Pages that look into a trained network: the visitor's own, trained with one click if need be."""

from __future__ import annotations

import streamlit as st

from namegen.training.history import Snapshot
from namegen.training.run import TrainingRun
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import wait_for, waiting


def of(visitor: Visitor) -> tuple[TrainingRun, Snapshot] | None:
    """The visitor's run and the epoch that they are at.

    None where it is not trained yet: then the page offers to train it, or shows how far it is.
    """
    run = wait_for.for_run(visitor)
    playhead = visitor.playhead
    if playhead.playing:
        _progress(visitor, run)
        return None
    if not playhead.shown:
        _offer(visitor, run)
        return None
    return run, run.history.at(playhead.shown)


def _offer(visitor: Visitor, run: TrainingRun) -> None:
    settings = visitor.settings
    if run.error:
        st.error(run.error)
    with st.container(border=True, key="offer"):
        st.markdown(
            f"This needs a trained network, and yours, {settings.kind.said}, has "
            "not been trained yet."
        )
        st.button(
            f"Train it now, {settings.epochs} epochs", type="primary",
            icon=":material/play_arrow:", on_click=visitor.model_state.play,
        )  # fmt: skip


def _progress(visitor: Visitor, run: TrainingRun) -> None:
    """How far the training is; when it is done the page shows itself whole."""
    playhead = visitor.playhead

    def look() -> list[waiting.Bar] | None:
        visitor.advance(scheduler(), run)
        shown, goal = playhead.shown, playhead.goal
        said = f"Training: epoch {shown} of {goal}"
        return [(shown / goal, said)] if playhead.playing else None

    waiting.show("training", look)
