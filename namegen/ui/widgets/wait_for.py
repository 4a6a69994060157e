"""Pages that must wait for something say so, and go on by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from namegen.ui import navigation
from namegen.ui.serving import startup
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import waiting

if TYPE_CHECKING:
    from namegen.training.run import TrainingRun

_LOOK_EVERY = 0.3  # seconds


class NothingToShow(Exception):
    """The page has said why it ends here; keys, the link and the way on still follow."""


def for_torch() -> None:
    """Show that training is being prepared until it is; then the page goes on, or says why not.

    Raises NothingToShow.
    """
    # There in every run: what follows keeps its place then, and a button that has the keyboard is
    # not made anew.
    place = st.container()
    if startup.ready():
        return

    startup.begin()
    room = place.empty()
    # Each sentence is also where Streamlit can end this run, if its visitor goes elsewhere.
    while not startup.wait(_LOOK_EVERY):
        room.caption("Getting ready to train: this takes a second after the app has started.")
    room.empty()
    if startup.failed():
        st.error(startup.PROBLEM)
        raise NothingToShow


WayOut = Callable[[Visitor], None]
"""What is shown to somebody whose choices can have no run: where to make others."""


def to_train(visitor: Visitor) -> None:
    """The way to the page that has all settings."""
    navigation.page_link("train", "Change the settings")


def begun(visitor: Visitor, way_out: WayOut) -> TrainingRun:
    """The visitor's run, however far it is.

    Raises NothingToShow where there is none, and the page says why.
    """
    try:
        run = visitor.run()
        problem = run.error if run.last_epoch < 0 else None
    except LimitError as error:
        problem = str(error)
    if problem:
        st.error(problem)
        way_out(visitor)
        raise NothingToShow
    return run


def is_there(visitor: Visitor, run: TrainingRun) -> bool:
    """Whether a run is trained to where its visitor is, or as far as it goes."""
    return run.last_epoch >= visitor.playhead.shown or bool(run.error)


def for_run(visitor: Visitor, way_out: WayOut = to_train) -> TrainingRun | None:
    """The visitor's run, trained to where they are. Raises NothingToShow where there is none.

    None while it is trained so far, and the page says so: a run that nobody had looked at for long
    may have been dropped. The page goes on, since a stop would lose what is pressed meanwhile.
    """
    run = begun(visitor, way_out)
    if is_there(visitor, run):
        return run
    _train_again(visitor, run)
    return None


def _train_again(visitor: Visitor, run: TrainingRun) -> None:
    """Have the run trained to where the visitor is; then the page shows itself whole."""
    goal, key = visitor.playhead.shown, visitor.key

    def look() -> list[waiting.Bar] | None:
        scheduler().want(visitor.session, {key: goal})
        if run.last_epoch >= goal or run.error:
            return None
        if not goal:
            return [(None, "Getting the list ready to train on.")]
        done = max(0, run.last_epoch) / goal
        return [(done, f"Training again to epoch {goal}, where you were.")]

    waiting.show("again", look)
