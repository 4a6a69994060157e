"""Several networks trained with one click: their losses in one picture, names beside each."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import streamlit as st

from namegen.training.run import TrainingRun
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import scheduler
from namegen.ui.serving.web.scripts import component
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import waiting

_CURVES = component("learning_curves", __file__, "../waiting/wait", "../../live/chart")
_NAMES = 5
_POINTS = 150  # the most that a curve is drawn with
_EACH_TAB = 0.03  # seconds: in a full hall each page looks at its runs less often


def losses(run: TrainingRun) -> list[float]:
    """By epoch: on the validation names, and where there are none on those trained on."""
    return run.history.validation if run.dataset.names.validation else run.history.train


def show(
    visitor: Visitor,
    key: str,
    label: str,
    which: Hashable,
    plans: Callable[[], Iterable[Plan]],
    told: Callable[[Sequence[tuple[Plan, float]]], None],
) -> None:
    """A button that trains them all, then their curves, and at the end, where all of them came to
    their last epoch, what ``told`` says of them and their losses.

    which: equal for equal plans, which are made when they are wanted.
    """
    if visitor.things.get(key) != which:
        _rest(visitor)  # others may have been on their way
        st.button(
            label, type="primary", icon=":material/play_arrow:", key=f"{key}-train",
            on_click=visitor.things.update, args=({key: which},),
        )  # fmt: skip
        return
    runs = begun(visitor, plans())

    def look() -> dict[str, Any] | None:
        visitor.besides = {c.key: c.settings.epochs for c, run in runs if _goes_on(c, run)}
        if not visitor.playhead.playing:
            scheduler().want(visitor.session, visitor.besides)
        return _picture(visitor, runs) if visitor.besides else None

    if any(_goes_on(plan, run) for plan, run in runs):
        waiting.show(key, look, _CURVES, _EACH_TAB)
        st.button("Stop", icon=":material/stop:", key=f"{key}-stop", on_click=_stop,
                  args=(visitor, key))  # fmt: skip
        return
    _rest(visitor)
    waiting.rest(key, _picture(visitor, runs), _CURVES)
    if runs and all(run.last_epoch >= plan.settings.epochs for plan, run in runs):
        trained = [(one, losses(run)[one.settings.epochs]) for one, run in runs]
        told(trained)
        nothing = math.log(len(runs[0][1].dataset.vocabulary))
        if min(loss for _, loss in trained) > nothing:
            known = all(run.history.train[one.settings.epochs] < nothing for one, run in runs)
            st.markdown(
                ("On validation names all" if known else "All")
                + f" of them are worse than knowing nothing, which is **{nothing:.3f}**"
                + (": they have learned the other names by heart." if known else ".")
            )


def _stop(visitor: Visitor, key: str) -> None:
    _rest(visitor)
    del visitor.things[key]


def _rest(visitor: Visitor) -> None:
    """Train none of them further."""
    if visitor.besides and not visitor.playhead.playing:
        scheduler().rest(visitor.session)
    visitor.besides = {}


def begun(visitor: Visitor, plans: Iterable[Plan]) -> list[tuple[Plan, TrainingRun]]:
    """The runs; what cannot be trained says why."""
    runs = []
    for plan in plans:
        try:
            runs.append((plan, plan.start(visitor.session)))
        except LimitError as error:
            st.error(f"{plan.label}: {error}")
    return runs


def _goes_on(plan: Plan, run: TrainingRun) -> bool:
    return not run.error and run.last_epoch < plan.settings.epochs


def _picture(visitor: Visitor, runs: Sequence[tuple[Plan, TrainingRun]]) -> dict[str, Any]:
    return {
        "rows": [_row(visitor, plan, run) for plan, run in runs if run.last_epoch >= 0],
        "on": "validation" if any(run.dataset.names.validation for _, run in runs) else "training",
        "nothing": max((math.log(len(run.dataset.vocabulary)) for _, run in runs), default=1.0),
    }


def _row(visitor: Visitor, plan: Plan, run: TrainingRun) -> dict[str, Any]:
    settings, batch = plan.settings, plan.settings.batch
    contexts = len(run.dataset.training)
    epoch = min(run.last_epoch, settings.epochs)
    stride = max(1, math.ceil(settings.epochs / _POINTS))
    known = losses(run)[: epoch + 1]
    return {
        "label": plan.label,
        # In steps, since epochs of short contexts are shorter.
        "every": stride * math.ceil(contexts / (batch or contexts)),
        "last": settings.epochs / stride,
        "at": epoch / stride,
        # The last is written out, and rounded once, as in the sentence below it.
        "losses": [*(round(loss, 4) for loss in known[:epoch:stride]), known[epoch]],
        "names": [[n, n in visitor.names.distinct] for n in run.names(epoch, _NAMES)],
        "problem": run.error or "",
    }
