"""The live stage of a page: a visitor's run on canvas, playing or at rest."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from namegen.models.evaluation import LEARNED_NOTHING, learned_nothing
from namegen.training.run import TrainingRun
from namegen.ui import live
from namegen.ui.live import frames
from namegen.ui.live.frames import Frame, message
from namegen.ui.serving import open_tabs
from namegen.ui.serving.runs import scheduler
from namegen.ui.serving.web import delivery
from namegen.ui.serving.web.stream import Stream
from namegen.ui.session import link
from namegen.ui.session.playhead import SPEEDS, Playhead
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import wait_for

# Names that change faster than this, in seconds, cannot be read. All stages change theirs at the
# same moments: those who watch one run see the same names then, which are drawn once.
_NAMES_STAY = 0.4
# Seconds until a stage looks again for the start of its run, and how far a long epoch is.
_FIRST, _LONG_EPOCH = 0.1, 0.25
LOOK_EVERY = 1.0
"""Seconds between two looks of a page without a stream at its run."""
UNHINDERED = 20
"""This many sessions play without slowing one another down much."""
# The pages of a hall come to rest one after another: each takes this many seconds to be drawn.
_TO_REST = 0.03


class Watched:
    """What a visitor watches on a stage, for its stream. The playhead that it follows is asked for
    in one place."""

    def __init__(self, visitor: Visitor, stage: str) -> None:
        self._visitor, self._stage = visitor, stage
        self.stream = Stream(self)
        # Whether what was pressed needs a run that is not there: only the page can begin one.
        self._lacks_run = False

    @property
    def playhead(self) -> Playhead:
        return self._visitor.playhead

    def look(self) -> tuple[Hashable, float | None]:
        """Move the playhead on; what is shown, and when to look again."""
        visitor, playhead, run = self._visitor, self.playhead, self._run()
        if run is None and self._lacks_run:
            return visitor.key, None
        if run is None or run.last_epoch < 0:  # the page is about to make it
            return None, _FIRST if playhead.playing else None
        self._lacks_run = False
        due = visitor.advance(run, self.stream.wake)
        last_epoch, playing = run.last_epoch, playhead.playing
        seen = run.id, shown(playhead, run), last_epoch, _quarter(run), run.error, visitor.speed
        return (*seen, playing), _LONG_EPOCH if playing and due is None else due

    def frame(self) -> str:
        """What is shown, as the browser takes it; or that the page is to run, which begins what is
        wanted now."""
        run = self._run()
        if run is None:
            return "{}"
        after = random.random() * open_tabs.taken() * _TO_REST
        return message(frame_of(self._visitor, run, self._stage), after)

    def take(self, message: Any) -> None:
        """What is pressed or moved on a stage. Raises ValueError for what no stage sends."""
        state = self._visitor.model_state
        match message:
            case {"epoch": epoch} if type(epoch) is int and epoch >= 0:
                self.playhead.jump(min(epoch, state.settings.epochs))
            case {"speed": str(speed)} if speed in SPEEDS:
                self._visitor.speed = speed
            case {"do": "play"}:
                state.play()
            case {"do": "pause"}:
                state.playhead.pause()
            case {"do": "step"}:
                state.step()
            case {"do": "reset"}:
                state.reset()
            case {"do": "seed"}:
                state.new_seed()
            case _:
                raise ValueError("Not a message of a stage")
        self._lacks_run = self._run() is None

    def leave(self) -> None:
        """Nothing is trained for a stage that nobody sees."""
        scheduler().rest(self._visitor.session)

    def _run(self) -> TrainingRun | None:
        """The run, where the page has begun it and it has not been dropped since."""
        return scheduler().known(self._visitor.key)


def watched(visitor: Visitor, stage: str) -> Watched:
    """What this session watches on a stage: one while it lasts."""
    key = f"{stage}-watched"
    if key not in st.session_state:
        st.session_state[key] = Watched(visitor, stage)
    return st.session_state[key]


def at_rest() -> AbstractContextManager[Any]:
    """For what the page says of the epoch on the screen: hidden as soon as it plays on."""
    return st.container(key="at-rest")


def while_playing() -> AbstractContextManager[Any]:
    """For what is shown only while it plays."""
    return st.container(key="while-playing")


def mount(visitor: Visitor, stage: str) -> None:
    """The canvases of a stage, and its socket."""
    live.mount(stage, watched(visitor, stage).stream.path)


def keep_up(visitor: Visitor, stage: str) -> None:
    """What a mounted stage shows, kept up to date while the visitor plays. It takes no room.

    Its stream does that; a stage without one is fed by the page.
    """
    watching = watched(visitor, stage)
    stream = watching.stream
    by_page = visitor.playhead.playing and not stream.connected
    began_playing = visitor.playhead.playing

    @delivery.fragment(run_every=LOOK_EVERY if by_page else None)
    def tick() -> None:
        # Looked up each time: a page at rest that held its run would hold its memory, too.
        # The whole page says what is wrong where there is none, and shows a way out.
        run = wait_for.for_run(visitor, way_out=lambda _: st.rerun())
        if run is None:
            return
        rested = began_playing and not visitor.playhead.playing
        if not stream.connected:
            visitor.advance(run, stream.wake)
        stream.wake()
        asked = live.feed(frame_of(visitor, run, stage), watching.take)
        if rested or asked or (by_page and stream.connected):
            st.rerun()

    tick()


def frame_of(visitor: Visitor, run: TrainingRun, stage: str) -> Frame:
    """What a stage shows of a visitor's run at this moment."""
    playhead, last_epoch = visitor.playhead, run.last_epoch
    epoch = shown(playhead, run)
    playing, place = _playing(visitor, playhead, run, epoch), playhead.place
    named = _epoch_of_names(visitor, run, epoch) if stage == "train" else epoch

    def parts() -> dict[Hashable, Callable[[], frames.Part]]:
        of_letters = {"train": frames.letters, "table": frames.tables}[stage]
        made: dict[Hashable, Callable[[], frames.Part]] = {
            (run.id, "to", last_epoch): lambda: frames.curves(run, last_epoch),
            (run.id, stage, epoch): lambda: of_letters(run, epoch),
            (place, *playing.values()): lambda: (
                playing | {"link": link.moving(place, playing["speed"])}
            ),
        }
        if stage == "train":
            names = visitor.names
            made[run.id, "names", named] = lambda: {"names": frames.names(run, named, names)}
        return made

    everything = run.id, stage, last_epoch, epoch, named, place, *playing.values()
    rate = round(playhead.rate, 2) if playing["playing"] else 0.0
    return Frame(stage, everything, parts, rate)


def _epoch_of_names(visitor: Visitor, run: TrainingRun, epoch: int) -> int:
    """The epoch shown, or for a moment longer one before it."""
    now, (since, id, named) = time.monotonic() // _NAMES_STAY, visitor.names_shown
    if id == run.id and visitor.playhead.playing and now == since:
        return named
    visitor.names_shown = now, run.id, epoch
    return epoch


def shown(playhead: Playhead, run: TrainingRun) -> int:
    """The epoch on the stage: the playhead's, as far as the run has been trained."""
    return min(playhead.shown, run.last_epoch)


def _playing(visitor: Visitor, playhead: Playhead, run: TrainingRun, epoch: int) -> frames.Part:
    """How a run plays: the same for all who are at the same epoch of it.

    epochs: how many are planned. epochProgress: the share done of the epoch after the last, in
    quarters. note: one plain sentence, or nothing. failed: what a run that came to nothing is
    called at rest instead of finished, or nothing.
    """
    failure = run.error or "" if playhead.shown >= run.last_epoch else ""
    note = failure or _note(run, playhead.playing, epoch)
    over = epoch >= visitor.settings.epochs
    return {
        "epochs": visitor.settings.epochs,
        "epochProgress": _quarter(run),
        "playing": playhead.playing,
        "speed": visitor.speed,
        "note": note,
        "failed": "stopped" if failure else "failed" if over and note == LEARNED_NOTHING else "",
    }


def _quarter(run: TrainingRun) -> float:
    return math.floor(4 * run.epoch_progress) / 4


def _note(run: TrainingRun, playing: bool, epoch: int) -> str:
    if epoch and learned_nothing(run.history.train[epoch], len(run.dataset.vocabulary)):
        return LEARNED_NOTHING
    others = scheduler().playing() - 1 if playing else 0
    if others >= UNHINDERED:
        return f"{others} others are training now, so this goes a little slower."
    if others > 0:
        return f"{others} other{'s are' if others > 1 else ' is'} training now."
    return ""
