"""The live stage of a page: a visitor's run on canvas, playing or at rest."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from namegen.models.evaluation import LEARNED_NOTHING, learned_nothing
from namegen.training.run import TrainingRun
from namegen.ui import live
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import pace, wait_for

NAMES_SHOWN = 8
# Names that change faster than this, in seconds, cannot be read.
_NAMES_STAY = 0.4

_CAPTIONS = {
    "bigram-network": ("Row: a letter. Column: the next one.", "Each letter by its row."),
    "deep": (
        "The bigram matrix that this network implies.",
        "Each letter by its embedding.",
    ),
}


FrameBuilder = Callable[[Visitor, TrainingRun], live.Frame]
"""What a stage shows of a visitor's run at this moment."""


def show(visitor: Visitor, stage: str, framed: FrameBuilder) -> None:
    """A stage; while the visitor plays it keeps itself up to date."""
    live.mount(stage)
    keep_up(visitor, stage, framed)


def keep_up(visitor: Visitor, stage: str, framed: FrameBuilder) -> None:
    """What a mounted stage shows, kept up to date while the visitor plays. It takes no room."""
    interval = pace.interval(pace.crowd())
    began, began_playing = time.monotonic(), visitor.playhead.playing

    @st.fragment(run_every=interval if began_playing else None)
    def tick() -> None:
        # Looked up each time: a page at rest that held its run would hold its memory, too.
        # The whole page says what is wrong where there is none, and shows a way out.
        run = wait_for.for_run(visitor, way_out=lambda _: st.rerun())
        rested = not visitor.playhead.playing
        pace.advance(visitor, run, interval)
        scrubbed = live.feed(framed(visitor, run), on_scrub=lambda: _scrub(visitor, stage))
        # After the tick that shows the last epoch, not with it: others may still be waiting for it.
        settled = began_playing and rested and pace.may_rest(interval)
        off = visitor.playhead.playing and pace.is_off(interval, began)
        if settled or off or scrubbed is not None:
            st.rerun()

    tick()


def _names(visitor: Visitor, run: TrainingRun, epoch: int) -> list[tuple[str, bool]]:
    """The names of the epoch shown, or for a moment longer those of one before it."""
    now, (since, key, shown) = time.monotonic(), visitor.names_shown
    if key != visitor.key or not visitor.playhead.playing or now - since > _NAMES_STAY:
        shown = epoch
        visitor.names_shown = now, visitor.key, epoch
    known = visitor.names.distinct
    return [(name, name not in known) for name in run.names(shown, NAMES_SHOWN)]


def _scrub(visitor: Visitor, stage: str) -> None:
    epoch = live.scrubbed(stage)
    if epoch is not None:
        visitor.playhead.jump(min(epoch, visitor.settings.epochs))


def training(visitor: Visitor, run: TrainingRun) -> live.TrainFrame:
    """Loss, matrix, embedding and names, for the stage "train"."""
    epoch = shown(visitor, run)
    snapshot = run.history.at(epoch)
    matrix_caption, points_caption = _CAPTIONS[visitor.settings.model]
    return live.TrainFrame(
        **progress(visitor, run),
        matrix=snapshot.matrix,
        points=snapshot.view.points,
        names=_names(visitor, run, epoch),
        matrix_caption=matrix_caption,
        points_caption=points_caption,
    )


def shown(visitor: Visitor, run: TrainingRun) -> int:
    """The epoch on the stage: the playhead's, as far as the run has been trained."""
    return min(visitor.playhead.shown, run.last_epoch)


def progress(visitor: Visitor, run: TrainingRun) -> dict[str, Any]:
    """What every frame says of a run."""
    playhead, history, dataset = visitor.playhead, run.history, run.dataset
    return {
        "run": str(hash(visitor.key)),
        "characters": dataset.vocabulary.characters,
        "epoch": shown(visitor, run),
        "epochs": visitor.settings.epochs,
        "last_epoch": history.last_epoch,
        "epoch_progress": run.epoch_progress,
        "playing": playhead.playing,
        "rate": playhead.rate if playhead.playing else 0.0,
        "train": history.train,
        "validation": history.validation if dataset.names.validation else None,
        "floor": dataset.counted_loss if visitor.settings.context == 1 else None,
        "ceiling": math.log(len(dataset.vocabulary)),
        "note": _note(run, visitor),
    }


def _note(run: TrainingRun, visitor: Visitor) -> str:
    if run.error and visitor.playhead.shown >= run.last_epoch:
        return run.error
    epoch, losses = shown(visitor, run), run.history.train
    if epoch and learned_nothing(losses[epoch], len(run.dataset.vocabulary)):
        return LEARNED_NOTHING
    others = scheduler().playing() - 1
    if visitor.playhead.playing and others >= pace.UNHINDERED:
        return f"{others} others are training now, so this goes a little slower."
    if visitor.playhead.playing and others > 0:
        return f"{others} other{'s are' if others > 1 else ' is'} training now."
    return ""
