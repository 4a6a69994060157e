"""Pages that look into a trained network: the visitor's own, trained with one click if need be, or
the one that was trained earlier on their list."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.history import Snapshot
from namegen.training.run import TrainingRun
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted import counted
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import wait_for, waiting

if TYPE_CHECKING:
    from namegen.models.network import NetworkModel
    from namegen.training.projection import View


@dataclass(frozen=True)
class Moment:
    """A network after one of its epochs. embedding: (V, D)."""

    epoch: int
    model: NetworkModel
    embedding: np.ndarray
    view: View


@dataclass(frozen=True)
class Examined:
    """A network to look into. frequencies: (V,) how often each character stands before another in
    the names it was trained on. at: how it was after an epoch, or the nearest kept before it."""

    key: Hashable
    settings: Settings
    epoch: int
    frequencies: np.ndarray
    at: Callable[[int], Moment]

    @property
    def now(self) -> Moment:
        return self.at(self.epoch)

    @property
    def start(self) -> Moment:
        """Before any training."""
        return self.at(0)


def to_look_into(visitor: Visitor) -> Examined | None:
    """The visitor's network where it has been trained, else the one trained earlier on their list.

    None while theirs is being trained, and where neither is there: the page says so then.
    """
    playhead, file = visitor.playhead, pretrained.file(visitor.names)
    if file and not playhead.playing and not playhead.shown:
        _offer_own(visitor)
        return _earlier(visitor.names, file)
    found = of(visitor)
    return found and _own(visitor, *found)


def _own(visitor: Visitor, run: TrainingRun, snapshot: Snapshot) -> Examined:
    def at(epoch: int) -> Moment:
        kept = run.history.at(epoch)
        return Moment(kept.epoch, run.model(kept.epoch), kept.embedding, kept.view)

    key = visitor.key, snapshot.epoch
    return Examined(key, visitor.settings, snapshot.epoch, run.dataset.frequencies, at)


@st.cache_resource(
    show_spinner=False, max_entries=8, hash_funcs={NameList: lambda names: names.digest}
)
def _earlier(names: NameList, file: Path) -> Examined:
    """Of its training only the two ends are known: the seed has the beginning, the file the end."""
    from namegen.models.network import untrained
    from namegen.training.projection import project, settled

    saved = pretrained.saved(file)
    model, settings = saved.model, saved.settings
    frequencies = counted(names, settings.validation).counts.sum(axis=1)
    start = untrained(settings, model.vocabulary)
    view = project(start.embedding, frequencies)
    last = Moment(
        settings.epochs, model, model.embedding, settled(model.embedding, frequencies, view)
    )
    first = Moment(0, start, start.embedding, view)
    return Examined(
        (names.digest, file.name), settings, last.epoch, frequencies,
        lambda epoch: last if epoch >= last.epoch else first,
    )  # fmt: skip


def _offer_own(visitor: Visitor) -> None:
    """Says whose network is shown, and trains the visitor's own."""
    with st.container(horizontal=True, vertical_alignment="center", key="offer-own"):
        st.markdown("This is a network that was trained earlier on this list.", width="content")
        st.button(
            f"Train yours, {visitor.settings.epochs} epochs", icon=":material/play_arrow:",
            on_click=visitor.model_state.play,
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
