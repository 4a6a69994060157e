"""A run's moment as the charts of a stage take it, the same for all who look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from namegen.training.projection import View
from namegen.ui.live import frames as live_frames
from namegen.ui.serving.web.packed import encode
from namegen.ui.stage.scene import StageState


def frame(state: StageState, chart: str) -> dict[str, Any]:
    """What a chart shows of the run at this moment; nothing where it shows none."""
    run, epoch = state.run, state.epoch
    if run is None or not chart:
        return {}
    own = {"epochs": state.settings.epochs, "playing": state.place.playing}
    shown = live_frames.curves(run, run.last_epoch) | own
    if chart == "table":
        return shown | live_frames.tables(run, epoch) | {"validation": None}
    shown |= live_frames.letters(run, epoch)
    if chart == "points":
        return shown | {"before": encode(run.history.at(0).view.framed, "<f4")}
    names = live_frames.names(run, epoch, state.names)
    return shown | {"names": [[state.covered(name), new] for name, new in names]}


def letters(characters: Sequence[str], before: View, now: View) -> dict[str, Any]:
    """The letters before training and after it, of a network whose run is not known."""
    return {
        "characters": list(characters),
        "kinds": live_frames.kinds(tuple(characters)),
        "before": encode(before.framed, "<f4"),
        "points": encode(now.framed, "<f4"),
    }
