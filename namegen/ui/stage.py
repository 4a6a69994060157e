"""The live stage of a page: a visitor's run on canvas, playing or at rest."""

from __future__ import annotations

import math
import time

import streamlit as st

from namegen.training import TrainingRun
from namegen.ui import live
from namegen.ui.playhead import SPEEDS
from namegen.ui.runs import scheduler
from namegen.ui.visitor import Visitor

NAMES_SHOWN = 8
# Seconds between two looks at a run, by how many sessions are playing: alone it is live, and a
# full hall still gets one look a second.
_INTERVALS = {8: 0.1, 25: 0.25, 60: 0.5}
_FULL_HALL = 1.0
# A lease outlives a few late ticks.
_LEASE_TICKS = 3
# How long a click waits for the epoch it asked for, so that it shows at once.
_PATIENCE = 0.06

_CAPTIONS = {
    "bigram-network": ("Row: a letter. Column: the next one.", "Each letter by its row."),
    "deep": (
        "The pairs this network implies, averaged over the list.",
        "Each letter by its embedding.",
    ),
}


def refresh_interval(playing: int) -> float:
    """Seconds between two ticks when so many sessions are playing."""
    return next((s for most, s in _INTERVALS.items() if playing <= most), _FULL_HALL)


def show(visitor: Visitor, run: TrainingRun) -> None:
    """The stage; while the visitor plays it keeps itself up to date."""
    live.mount()
    interval = refresh_interval(scheduler().playing())

    @st.fragment(run_every=interval if visitor.playhead.playing else None)
    def tick() -> None:
        before = visitor.playhead.playing
        _advance(visitor, run, interval)
        scrubbed = live.feed(_frame(visitor, run), on_scrub=lambda: _scrub(visitor))
        settled = before and not visitor.playhead.playing
        crowd_changed = before and refresh_interval(scheduler().playing()) != interval
        if settled or crowd_changed or scrubbed is not None:
            st.rerun()

    tick()


def _advance(visitor: Visitor, run: TrainingRun, interval: float) -> None:
    """Move the playhead with the time, and say what the run must be trained to."""
    playhead, session = visitor.playhead, visitor.session
    speed = SPEEDS[visitor.speed]
    if playhead.playing:
        lease = interval * _LEASE_TICKS + 1
        scheduler().lease(session, {visitor.key: playhead.target(speed)}, lease)
        _wait_for_first(run, playhead.shown + 1)
    playhead.tick(time.monotonic(), run.frontier, speed)
    if run.error and playhead.shown >= run.frontier:
        playhead.pause()
    if not playhead.playing:
        scheduler().leave(session)


def _wait_for_first(run: TrainingRun, epoch: int) -> None:
    """Give the first epoch after a click the moment that it usually needs."""
    until = time.monotonic() + _PATIENCE
    while run.frontier < epoch <= 1 and not run.error and time.monotonic() < until:
        time.sleep(0.005)


def _scrub(visitor: Visitor) -> None:
    epoch = live.scrubbed()
    if epoch is not None:
        visitor.playhead.jump(min(epoch, visitor.settings.epochs))


def _frame(visitor: Visitor, run: TrainingRun) -> live.Frame:
    playhead, history, material = visitor.playhead, run.history, run.material
    epoch = min(playhead.shown, history.frontier)
    snapshot = history.at(epoch)
    matrix_caption, points_caption = _CAPTIONS[visitor.settings.model]
    return live.Frame(
        run=str(hash(visitor.key)),
        characters=material.vocabulary.characters,
        epoch=epoch,
        epochs=visitor.settings.epochs,
        frontier=history.frontier,
        playing=playhead.playing,
        rate=playhead.rate if playhead.playing else 0.0,
        train=history.train,
        validation=history.validation if material.names.validation else None,
        floor=material.counted_loss if visitor.settings.context == 1 else None,
        ceiling=math.log(len(material.vocabulary)),
        matrix=snapshot.matrix,
        points=snapshot.view.points,
        names=[(n, n not in visitor.names.distinct) for n in run.names(epoch, NAMES_SHOWN)],
        note=_note(run, visitor),
        matrix_caption=matrix_caption,
        points_caption=points_caption,
    )


def _note(run: TrainingRun, visitor: Visitor) -> str:
    if run.error and visitor.playhead.shown >= run.frontier:
        return run.error
    others = scheduler().playing() - 1
    if visitor.playhead.playing and others > max(_INTERVALS):
        return f"{others} others are training now, so this goes a little slower."
    if visitor.playhead.playing and others > 0:
        return f"{others} other{'s are' if others > 1 else ' is'} training now."
    return ""
