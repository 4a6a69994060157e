"""The live stage: loss, matrix and embedding on canvas, fed while a model trains.

A custom component's script and style travel with every message, so the stage is two components.
The *engine* owns the canvases: it is mounted once, outside of the fragment, with data that never
change. The *feed* is a few lines that hand each frame to the engine: it is mounted in the fragment
that reruns several times a second. They meet in a registry on ``window``, keyed by the stage,
whichever of them comes first.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

CURVE_POINTS = 256
"""The most points of a curve that one message carries."""


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


_SCRIPTS = ("chart.js", "theme.js", "loss.js", "matrix.js", "points.js", "names.js", "engine.js")
_ENGINE = st.components.v2.component(
    "namegen_live_engine",
    html=_read("engine.html"),
    css=_read("engine.css"),
    js="".join(map(_read, _SCRIPTS)),
)
# Out of the flow, with the fragment's own container where it holds nothing else: even an empty
# element would cost the page a gap.
_FEED = st.components.v2.component(
    "namegen_live_feed",
    html="<i class=namegen-feed></i>",
    css=".stElementContainer:has(.namegen-feed),"
    "div:has(> .stVerticalBlock > .stElementContainer:only-child .namegen-feed)"
    "{ position: absolute; }",
    js=_read("feed.js"),
    isolate_styles=False,
)


@dataclass(frozen=True, eq=False)
class Frame:
    """What the stage shows at one moment. V is the number of characters.

    Attributes:
        run: the run's identity; when it changes, the curves start anew.
        characters: the V characters, "." (start and end of a name) first.
        epoch: the epoch shown, from 0 (before training) to ``frontier``.
        epochs: how many epochs are planned.
        frontier: the furthest epoch trained so far.
        underway: the share done of the epoch after the frontier.
        playing: whether the playhead moves.
        rate: epochs a second, 0 when not playing.
        train: training loss in nats a letter, index = epoch, 0 to ``frontier``.
        validation: the same for the validation names, or None without any.
        floor: the counted bigram's loss, where it is the best there is, or None.
        ceiling: ln V, the loss of knowing nothing.
        matrix: (V, V) probabilities; row = the character that stands, column = what follows.
        points: (V, 2) coordinates of the embedding plot.
        names: generated names, each with whether it is new (not in the list).
        note: one plain sentence under the status, or nothing.
        matrix_caption: what the matrix shows.
        points_caption: what the embedding plot shows.
    """

    run: str
    characters: tuple[str, ...]
    epoch: int
    epochs: int
    frontier: int
    playing: bool
    rate: float
    train: Sequence[float | None]
    validation: Sequence[float | None] | None
    floor: float | None
    ceiling: float
    matrix: np.ndarray
    points: np.ndarray
    names: Sequence[tuple[str, bool]]
    note: str = ""
    underway: float = 0.0
    matrix_caption: str = ""
    points_caption: str = ""

    def pack(self) -> dict[str, Any]:
        """The frame as a small dict for JSON: 3 to 6 kB for 27 characters.

        The matrix travels as square roots in 16 bits: the chart's scale, and fine enough that a
        read-out rounds as the truth does. Losses that are not finite travel as None, which JSON
        has a word for.
        """
        stride = _stride(self.frontier)
        return {
            "run": self.run,
            "characters": list(self.characters),
            "epoch": self.epoch,
            "epochs": self.epochs,
            "frontier": self.frontier,
            "underway": round(self.underway, 2),
            "playing": self.playing,
            "rate": round(self.rate, 2),
            "stride": stride,
            "train": _thin(self.train, self.frontier, stride),
            "validation": _thin(self.validation, self.frontier, stride),
            "now": [
                None if losses is None else _round(losses[self.epoch])
                for losses in (self.train, self.validation)
            ],
            "floor": _round(self.floor),
            "ceiling": _round(self.ceiling),
            "matrix": _encode(np.sqrt(self.matrix) * 65535 + 0.5, "<u2"),
            "points": _encode(self.points, "<f4"),
            "names": [[name, int(is_new)] for name, is_new in self.names],
            "note": self.note,
            "matrixCaption": self.matrix_caption,
            "pointsCaption": self.points_caption,
        }


def mount(stage: str = "live") -> None:
    """Mount the stage's engine: once in a page's run, outside of the fragment that feeds it."""
    _ENGINE(key=f"{stage}-engine", data={"stage": stage})


def feed(
    frame: Frame,
    stage: str = "live",
    key: str = "feed",
    on_scrub: Callable[[], None] | None = None,
) -> int | None:
    """Show ``frame`` on a stage; return the epoch the scrubber was just moved to, else None.

    ``on_scrub`` is called before the script runs, so that what it changes shows in the same run;
    it reads the epoch with ``scrubbed(key)``.
    """
    # One dict in the other: Streamlit looks for tables among the values of the outer one, slowly.
    data = {"stage": stage, "frame": frame.pack()}
    _FEED(key=key, data=data, on_scrub_change=on_scrub or _ignore)
    return scrubbed(key)


def scrubbed(key: str = "feed") -> int | None:
    """The epoch that the scrubber was just moved to, or None if this run has another cause."""
    epoch = (st.session_state.get(key) or {}).get("scrub")
    return int(epoch) if isinstance(epoch, int | float) and math.isfinite(epoch) else None


def _ignore() -> None:
    """A component returns only the events that somebody listens to."""


def _stride(frontier: int) -> int:
    """Every how many epochs a curve keeps a point: a power of two, so that it rarely changes."""
    stride = 1
    while frontier // stride >= CURVE_POINTS:
        stride *= 2
    return stride


def _thin(
    losses: Sequence[float | None] | None, frontier: int, stride: int
) -> list[float | None] | None:
    """Every ``stride``-th loss up to ``frontier``, and always the newest."""
    if losses is None:
        return None
    epochs = [*range(0, frontier, stride), frontier]
    return [_round(losses[epoch]) for epoch in epochs]


def _round(loss: float | None) -> float | None:
    return None if loss is None or not math.isfinite(loss) else round(float(loss), 4)


def _encode(values: np.ndarray, dtype: str) -> str:
    return base64.b64encode(values.astype(dtype).tobytes()).decode("ascii")
