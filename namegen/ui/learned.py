"""The counted table beside the one that a network learns."""

from __future__ import annotations

import math

import streamlit as st

from namegen import figures, slow_motion
from namegen.cleaning import count_names
from namegen.letters import spoken
from namegen.names import NameList
from namegen.training import TrainingRun
from namegen.ui import live, predict, stage
from namegen.ui.plain import plain
from namegen.ui.visitor import Visitor

QUESTION = "Its one layer starts from random numbers. What will its table be after training?"
SAME = "Almost the counted one"
GUESSES = ("Better than the counted one", SAME, "Another one, just as good")


def question(run: TrainingRun) -> None:
    """What the page asks."""
    material = run.material
    st.markdown(
        f"The pairs of letters in {count_names(len(material.names.training))} can be counted. Can "
        "a network find out the same without counting, only from how surprised it is by each?"
    )


def guessed(names: NameList, run: TrainingRun) -> bool:
    """Ask how the two tables will compare, and say whether they may be shown."""
    return predict.ask(
        f"network-{names.key}",
        QUESTION,
        GUESSES,
        SAME,
        "no table is less surprised by these names than the counted one (its loss is "
        f"{run.material.counted_loss:.3f}), and training goes downhill to it.",
    )


def table(visitor: Visitor, run: TrainingRun) -> live.TableFrame:
    """The two tables, for the stage "table"."""
    snapshot = run.history.at(stage.shown(visitor, run))
    # The counted table is the best one for the names that it was counted on, so theirs is the loss
    # to watch.
    progress = stage.progress(visitor, run) | {"validation": None}
    return live.TableFrame(
        **progress,
        counted=run.material.table.matrix,
        learned=snapshot.matrix,
        extra=extra_loss(run, snapshot.train_loss),
    )


def extra_loss(run: TrainingRun, train_loss: float) -> float | None:
    """How much a training loss is above the counted table's, in nats; None where not finite."""
    if not math.isfinite(train_loss):
        return None
    # Nothing is below the optimum; a float32 loss can seem to be by a millionth.
    return max(0.0, train_loss - run.material.counted_loss)


def in_words(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    material = run.material
    where = figures.largest_difference(
        material.table.matrix, snapshot.matrix, material.vocabulary.characters
    )
    when = f"After epoch {snapshot.epoch}" if snapshot.epoch else "Before training"
    st.markdown(
        f"{when} the network's loss is **{snapshot.train_loss:.3f}** nats a letter; the counted "
        f"table's is **{material.counted_loss:.3f}**. The two tables differ most here: "
        f"{plain(where)}."
    )
    if snapshot.epoch and (said := _too_long(visitor, run, snapshot.epoch)):
        st.markdown(said)


def _too_long(visitor: Visitor, run: TrainingRun, epoch: int) -> str:
    def name(character: str) -> str:
        return f"**{plain(spoken(character))}**"

    return slow_motion.too_long(run.material, visitor.settings, epoch, name)
