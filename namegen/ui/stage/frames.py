"""A run's moment as the charts of a stage take it, the same for all who look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from namegen.training.projection import View
from namegen.ui.live.frames import TableFrame, TrainFrame, kinds, of_run
from namegen.ui.serving.packed import encode
from namegen.ui.serving.plan import Plan
from namegen.ui.stage.scene import StageState

NAMES_SHOWN = 8


def frame(state: StageState, chart: str) -> dict[str, Any]:
    """What a chart shows of the run at this moment; nothing where it shows none."""
    run = state.run
    if run is None or not chart:
        return {}
    history, settings = run.history, state.settings
    snapshot, key = history.at(state.epoch), Plan(state.names, settings).key
    progress = of_run(run, key, settings, state.epoch, state.place.playing)
    if chart == "table":
        return TableFrame(
            **progress | {"validation": None},
            counted=run.dataset.table.matrix,
            learned=snapshot.matrix,
            extra=None,
        ).pack()
    known = state.names.distinct
    names = run.names(state.epoch, NAMES_SHOWN) if chart == "train" else []
    packed = TrainFrame(
        **progress,
        matrix=snapshot.matrix,
        points=snapshot.view.framed,
        names=[(state.covered(name), name not in known) for name in names],
    ).pack()
    if chart == "points":
        packed["before"] = encode(history.at(0).view.framed, "<f4")
    return packed


def letters(characters: Sequence[str], before: View, now: View) -> dict[str, Any]:
    """The letters before training and after it, of a network whose run is not known."""
    return {
        "characters": list(characters),
        "kinds": kinds(tuple(characters)),
        "before": encode(before.framed, "<f4"),
        "points": encode(now.framed, "<f4"),
    }
