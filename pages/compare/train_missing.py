"""Several networks trained with one click."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import streamlit as st

from namegen.training.run import TrainingRun
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets.live_stage import LOOK_EVERY
from pages.compare.models import UntrainedModel

_ASKED = "compare-training"


def offer(visitor: Visitor, missing: Sequence[UntrainedModel]) -> None:
    """A button that trains what is missing, or how far that is."""
    asked: set[Hashable] = st.session_state.setdefault(_ASKED, set())
    offered = [one for one in missing if one.key not in asked]
    going = _going(visitor, [one for one in missing if one.key in asked])
    if offered:
        st.button(
            "Train it" if len(offered) == 1 else "Train them all",
            type="primary",
            icon=":material/play_arrow:",
            on_click=asked.update,
            args=([one.key for one in offered],),
        )
    if going:
        _progress(visitor, going)
        st.button("Stop", icon=":material/stop:", on_click=asked.clear)
    else:
        scheduler().rest(visitor.session)


def _going(
    visitor: Visitor, asked: Sequence[UntrainedModel]
) -> list[tuple[UntrainedModel, TrainingRun]]:
    """The runs of what was asked for; what cannot be trained says why."""
    going = []
    for one in asked:
        try:
            run = one.start(visitor.session)
        except LimitError as error:
            st.error(f"{one.title}: {error}")
            continue
        if run.error:
            st.error(f"{one.title}: {run.error}")
        else:
            going.append((one, run))
    return going


def _progress(visitor: Visitor, going: Sequence[tuple[UntrainedModel, TrainingRun]]) -> None:
    """How far the trainings are; when one is done the page shows itself whole."""
    wants: dict[Hashable, int] = {}
    for one, _ in going:
        wants[one.key] = max(one.settings.epochs, wants.get(one.key, 0))

    @st.fragment(run_every=LOOK_EVERY)
    def tick() -> None:
        scheduler().want(visitor.session, wants)
        for one, run in going:
            goal = one.settings.epochs
            done = max(0, min(run.last_epoch, goal))
            st.progress(done / goal, f"{one.title}: epoch {done} of {goal}")
        if any(run.error or run.last_epoch >= one.settings.epochs for one, run in going):
            st.rerun()

    tick()
