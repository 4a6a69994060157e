"""The live stages: charts on canvas, fed while a model trains.

A custom component's script and style travel with every message, so a stage is two components.
The *engine* owns the canvases: it is mounted once, outside of the fragment, with data that never
change, and opens the stage's socket. The *feed* is a few lines that hand a frame to the engine: it
is mounted in a fragment, which reruns once a second where no socket can be had. They meet in a
registry on ``window``, keyed by the stage, whichever of them comes first.

There is a stage for each kind of frame: "train" (loss, matrix, embedding, names) and "table" (the
counted matrix, the learned one, their difference, the loss). They share their scripts, their style
and all that ``Frame`` says; each adds a layout and a few words of its own.
"""

from __future__ import annotations

import base64
import json
import math
import secrets
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, ClassVar

import numpy as np
import streamlit as st

from namegen.ui.serving.scripts import beside
from namegen.wording import kind

CURVE_POINTS = 256
"""The most points of a curve that one message carries."""

_SERVER = secrets.token_hex(4)


_read = beside(__file__)


def _engine(stage: str, *charts: str) -> Callable[..., Any]:
    """The engine of a stage, which has its views, layout and words in files of its own name."""
    scripts = ("chart", "theme", *charts, "line", "address", "scrubber", "engine", stage)
    return st.components.v2.component(
        f"namegen_live_{stage}",
        html=_read("engine.html").replace("<!-- views -->", _read(f"{stage}.html")),
        css=_read(f"{stage}.css") + _read("engine.css"),
        js="".join(_read(f"{script}.js") for script in scripts),
    )


_ENGINES = {
    "train": _engine("train", "loss", "matrix", "apart", "points", "names"),
    "table": _engine("table", "loss", "matrix"),
}
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


@dataclass(frozen=True, eq=False, kw_only=True)
class Frame:
    """What every stage shows of a run at one moment. V is the number of characters.

    Attributes:
        run: the run's identity; when it changes, the curves start anew.
        characters: the V characters, "." (start and end of a name) first.
        epoch: the epoch shown, from 0 (before training) to ``last_epoch``.
        epochs: how many epochs are planned.
        last_epoch: the furthest epoch trained so far.
        epoch_progress: the share done of the epoch after last_epoch.
        playing: whether the playhead moves.
        rate: epochs a second, 0 when not playing.
        train: training loss in nats a letter, index = epoch, 0 to ``last_epoch``.
        validation: the same for the validation names, or None without any.
        floor: the counted bigram's loss, where it is the best there is, or None.
        ceiling: ln V, the loss of knowing nothing.
        note: one plain sentence under the status, or nothing.
        failed: whether it says why the run cannot go on from here.
        place: the epoch that a reload returns to, and whether it plays on from there.
    """

    stage: ClassVar[str]

    run: str
    characters: tuple[str, ...]
    epoch: int
    epochs: int
    last_epoch: int
    playing: bool
    rate: float
    train: Sequence[float | None]
    validation: Sequence[float | None] | None
    floor: float | None
    ceiling: float
    note: str = ""
    failed: bool = False
    place: tuple[int, bool] = (0, False)
    epoch_progress: float = 0.0

    def pack(self) -> dict[str, Any]:
        """The frame as a small dict for JSON: 3 to 6 kB for 27 characters.

        Losses that are not finite travel as None, which JSON has a word for.
        """
        return self.shared() | self.own()

    def own(self) -> dict[str, Any]:
        """What differs from one visitor to the next."""
        return {
            "epochs": self.epochs,
            "epochProgress": round(self.epoch_progress, 2),
            "playing": self.playing,
            "place": self.place,
            "rate": round(self.rate, 2),
            "note": self.note,
            "failed": self.failed,
        }

    def shared(self) -> dict[str, Any]:
        """What all see who are at this epoch of this run, trained so far: nearly all of it."""
        stride = _stride(self.last_epoch)
        return {
            "run": self.run,
            "characters": list(self.characters),
            "epoch": self.epoch,
            "lastEpoch": self.last_epoch,
            "stride": stride,
            "train": _thin(self.train, self.last_epoch, stride),
            "validation": _thin(self.validation, self.last_epoch, stride),
            "now": [
                None if losses is None else _round(losses[self.epoch])
                for losses in (self.train, self.validation)
            ],
            "floor": _round(self.floor),
            "ceiling": _round(self.ceiling),
        }


@dataclass(frozen=True, eq=False, kw_only=True)
class TrainFrame(Frame):
    """A moment of a training.

    Attributes:
        matrix: (V, V) probabilities; row = the character that stands, column = what follows.
        points: (V, 2) coordinates of the embedding plot.
        names: generated names, each with whether it is new (not in the list).
        matrix_caption: what the matrix shows.
        points_caption: what the embedding plot shows.
    """

    stage = "train"

    matrix: np.ndarray
    points: np.ndarray
    names: Sequence[tuple[str, bool]]
    matrix_caption: str = ""
    points_caption: str = ""

    def own(self) -> dict[str, Any]:
        return super().own() | {"names": [[name, int(is_new)] for name, is_new in self.names]}

    def shared(self) -> dict[str, Any]:
        return super().shared() | {
            "matrix": encode_shares(self.matrix),
            "points": encode(self.points, "<f4"),
            "kinds": _kinds(self.characters),
            "matrixCaption": self.matrix_caption,
            "pointsCaption": self.points_caption,
        }


@dataclass(frozen=True, eq=False, kw_only=True)
class TableFrame(Frame):
    """A moment of learning a table: the counted matrix beside the one learned so far.

    Attributes:
        counted: (V, V) probabilities, by counting.
        learned: (V, V) probabilities, of the epoch shown.
        extra: how much the training loss is above ``floor``, in nats, or None where it is not
            finite.
    """

    stage = "table"

    counted: np.ndarray
    learned: np.ndarray
    extra: float | None

    def shared(self) -> dict[str, Any]:
        return super().shared() | {
            "counted": encode_shares(self.counted),
            "learned": encode_shares(self.learned),
            "extra": _round(self.extra),
        }


def mount(stage: str, path: str) -> None:
    """Mount a stage's engine: once in a page's run, outside of the fragment that feeds it.

    path: where on the server its socket is.
    """
    _ENGINES[stage](key=f"{stage}-engine", data={"stage": stage, "path": path})


def message(frame: Frame, after: float) -> str:
    """``frame`` for the stage's socket. after: seconds until a page at rest may catch up."""
    own = {"made": time.monotonic(), "after": round(after, 2), "own": frame.own()}
    return f'{_dumps(own)[:-1]},"shared":{_shared(frame)}}}'


def _shared(frame: Frame) -> str:
    """What many see is encoded once: the newest frames are kept."""
    key = frame.stage, frame.run, frame.epoch, frame.last_epoch
    encoded = _encoded.get(key)
    if encoded is None:
        if len(_encoded) >= _MOST_ENCODED:
            _encoded.clear()
        encoded = _encoded[key] = _dumps(frame.shared())
    return encoded


_MOST_ENCODED = 300
_encoded: dict[Hashable, str] = {}
_dumps = partial(json.dumps, separators=(",", ":"))


def feed(frame: Frame, on_scrub: Callable[[], None] | None = None) -> bool:
    """Show ``frame`` on its stage; return whether the stage asks for the whole page.

    ``on_scrub`` is called before the script runs, so that what it changes shows in the same run;
    it reads the epoch with ``scrubbed(stage)``.
    """
    made = {"server": _SERVER, "made": time.monotonic()}
    # In a list: Streamlit looks for tables in a dict, and imports pandas to know one.
    data = [{"stage": frame.stage, **made, "frame": frame.pack()}]
    asked = _FEED(
        key=f"{frame.stage}-feed",
        data=data,
        on_scrub_change=on_scrub or _ignore,
        on_ask_change=_ignore,
    )
    return scrubbed(frame.stage) is not None or bool(asked.get("ask"))


def scrubbed(stage: str) -> int | None:
    """The epoch that the scrubber was just moved to, or None if this run has another cause."""
    epoch = (st.session_state.get(f"{stage}-feed") or {}).get("scrub")
    return int(epoch) if isinstance(epoch, int | float) and math.isfinite(epoch) else None


def _ignore() -> None:
    """A component returns only the events that somebody listens to."""


@lru_cache(64)
def _kinds(characters: tuple[str, ...]) -> str:
    """What each character is, by its initial: vowel, consonant, mark, other."""
    return "".join(kind(character)[0] for character in characters)


def _stride(last_epoch: int) -> int:
    """Every how many epochs a curve keeps a point: a power of two, so that it rarely changes."""
    stride = 1
    while last_epoch // stride >= CURVE_POINTS:
        stride *= 2
    return stride


def _thin(
    losses: Sequence[float | None] | None, last_epoch: int, stride: int
) -> list[float] | None:
    """Every ``stride``-th loss up to ``last_epoch``, and always the newest."""
    if losses is None:
        return None
    # A history's losses are finite, and numpy rounds them all in the time of ten.
    kept = [*losses[:last_epoch:stride], losses[last_epoch]]
    return np.round(np.array(kept, dtype=float), 4).tolist()


def _round(loss: float | None) -> float | None:
    return None if loss is None or not math.isfinite(loss) else round(float(loss), 4)


def encode(values: np.ndarray, dtype: str) -> str:
    return base64.b64encode(values.astype(dtype).tobytes()).decode("ascii")


def encode_shares(matrix: np.ndarray) -> str:
    """Probabilities as square roots in 16 bits.

    That is the charts' scale, and fine enough that a read-out rounds as the truth does.
    """
    return encode(np.sqrt(matrix) * 65535 + 0.5, "<u2")
