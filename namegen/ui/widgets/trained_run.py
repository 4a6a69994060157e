"""Pages that look into a trained network: the visitor's own, trained with one click if need be, or
the one that was trained earlier on their list."""

from __future__ import annotations

import streamlit as st

from namegen.settings import Settings
from namegen.training.history import Snapshot
from namegen.training.run import TrainingRun
from namegen.ui.serving import examined, pretrained
from namegen.ui.serving.examined import Examined
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import wait_for, waiting
from namegen.wording import counted


def to_look_into(visitor: Visitor) -> Examined | None:
    """The visitor's network where it has been trained, else the one trained earlier on their list.

    None while theirs is being trained, and where neither is there: the page says so then.
    """
    playhead, file = visitor.playhead, pretrained.file(visitor.names)
    if file and not playhead.playing and not playhead.shown:
        if (run := visitor.plan.run) and run.error:
            st.error(run.error)
        _offer_own(visitor, pretrained.saved(file).settings)
        return examined.of_file(visitor.names, file)
    if found := of(visitor):
        run, snapshot = found
        return examined.of_run(visitor.key, run, snapshot.epoch)
    return None


def _offer_own(visitor: Visitor, shown: Settings) -> None:
    """Says whose network is shown, how it was trained, and trains the visitor's own."""
    how = (
        f"It was trained for {shown.epochs} epochs in batches of {shown.batch}, at a learning rate "
        f"of {shown.lr:g}. Other settings were tried: these give a low loss in a small file and, "
        "on a short list, letters that come apart."
    )
    with st.container(horizontal=True, vertical_alignment="center", key="offer-own"):
        st.markdown("This network was trained earlier on this list.", help=how, width="content")
        st.button(
            f"Train yours, {counted(visitor.settings.epochs, 'epoch')}",
            icon=":material/play_arrow:", on_click=visitor.model_state.play,
        )  # fmt: skip


def of(visitor: Visitor) -> tuple[TrainingRun, Snapshot] | None:
    """The visitor's run and the epoch that they are at.

    None where it is not trained yet: then the page offers to train it, or shows how far it is.
    """
    run = wait_for.for_run(visitor)
    if run is None:
        return None
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
            f"This needs a trained network, and yours, the {settings.label.lower()}, has not been "
            "trained yet."
        )
        st.button(
            f"Train it now, {counted(settings.epochs, 'epoch')}", type="primary",
            icon=":material/play_arrow:", on_click=visitor.model_state.play,
        )  # fmt: skip


def _progress(visitor: Visitor, run: TrainingRun) -> None:
    """How far the training is; when it is done the page shows itself whole."""
    playhead = visitor.playhead

    def look() -> list[waiting.Bar] | None:
        visitor.advance(run)
        shown, goal = playhead.shown, playhead.goal
        said = f"Training: epoch {shown} of {goal}"
        return [(shown / goal, said)] if playhead.playing else None

    waiting.show("training", look)
