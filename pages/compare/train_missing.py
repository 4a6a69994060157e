"""Several networks trained with one click."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import streamlit as st

from namegen.training.run import TrainingRun
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets import learning_curves, waiting

_ASKED = "compare-training"


def asked() -> set[Hashable]:
    """The keys of the runs that this session has asked for."""
    return current().things.setdefault(_ASKED, set())


def offer(visitor: Visitor, missing: Sequence[Plan]) -> None:
    """A button that trains what is missing, or how far that is."""
    wished = asked()
    offered = [one for one in missing if one.key not in wished]
    going = _going(visitor, [one for one in missing if one.key in wished])
    if offered:
        st.button(
            "Train it" if len(offered) == 1 else "Train them all",
            type="primary",
            icon=":material/play_arrow:",
            on_click=wished.update,
            args=([one.key for one in offered],),
        )
    if going:
        _progress(visitor, going)
        st.button("Stop", icon=":material/stop:", on_click=wished.clear)
    else:
        scheduler().rest(visitor.session)


def _going(visitor: Visitor, asked: Sequence[Plan]) -> list[tuple[Plan, TrainingRun]]:
    """The runs of what was asked for; what cannot be trained says why."""
    begun = learning_curves.begun(visitor, asked)
    for one, run in begun:
        if run.error:
            st.error(f"{one.label}: {run.error}")
    return [(one, run) for one, run in begun if not run.error]


def _progress(visitor: Visitor, going: Sequence[tuple[Plan, TrainingRun]]) -> None:
    """How far the trainings are; when one is done the page shows itself whole."""
    wants: dict[Hashable, int] = {}
    for one, _ in going:
        wants[one.key] = max(one.settings.epochs, wants.get(one.key, 0))

    def look() -> list[waiting.Bar] | None:
        scheduler().want(visitor.session, wants)
        if any(run.error or run.last_epoch >= one.settings.epochs for one, run in going):
            return None
        bars = []
        for one, run in going:
            done, goal = max(0, run.last_epoch), one.settings.epochs
            bars.append((done / goal, f"{one.label}: epoch {done} of {goal}"))
        return bars

    waiting.show("trainings", look)
