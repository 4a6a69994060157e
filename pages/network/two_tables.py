"""The counted table beside the one that a network learns."""

from __future__ import annotations

import math

import streamlit as st

from namegen import figures
from namegen.lessons import gradient_step
from namegen.training.run import TrainingRun
from namegen.ui import live
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import live_stage
from namegen.ui.widgets.escape import plain
from namegen.wording import count_names, spoken


def question(run: TrainingRun) -> None:
    """What the page asks."""
    dataset = run.dataset
    st.markdown(
        f"The pairs of letters in {count_names(len(dataset.names.training))} can be counted. Can "
        "a network find out the same without counting, only from how surprised it is by each?"
    )


def table(visitor: Visitor, run: TrainingRun) -> live.TableFrame:
    """The two tables, for the stage "table"."""
    snapshot = run.history.at(live_stage.shown(visitor, run))
    # The counted table is the best one for the names that it was counted on, so theirs is the loss
    # to watch.
    progress = live_stage.progress(visitor, run) | {"validation": None}
    return live.TableFrame(
        **progress,
        counted=run.dataset.table.matrix,
        learned=snapshot.matrix,
        extra=extra_loss(run, snapshot.train_loss),
    )


def extra_loss(run: TrainingRun, train_loss: float) -> float | None:
    """How much a training loss is above the counted table's, in nats; None where not finite."""
    if not math.isfinite(train_loss):
        return None
    # Nothing is below the optimum; a float32 loss can seem to be by a millionth.
    return max(0.0, train_loss - run.dataset.counted_loss)


def in_words(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    dataset = run.dataset
    where = figures.largest_difference(
        dataset.table.matrix, snapshot.matrix, dataset.vocabulary.characters
    )
    when = f"After epoch {snapshot.epoch}" if snapshot.epoch else "Before training"
    st.markdown(
        f"{when} the network's loss is **{snapshot.train_loss:.3f}** nats a letter; the counted "
        f"table's is **{dataset.counted_loss:.3f}**. The two tables differ most here: "
        f"{plain(where)}."
    )
    if snapshot.epoch and (said := _too_long(visitor, run, snapshot.epoch)):
        st.markdown(said)


def _too_long(visitor: Visitor, run: TrainingRun, epoch: int) -> str:
    def name(character: str) -> str:
        return f"**{plain(spoken(character))}**"

    return gradient_step.oscillation_message(run.dataset, visitor.settings, epoch, name)
