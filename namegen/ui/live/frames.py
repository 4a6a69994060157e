"""What a live stage shows of a run at one moment, and how that travels to it.

There is a frame for each kind of stage: "train" (loss, matrix, embedding, names) and "table" (the
counted matrix, the learned one, their difference, the loss). They share all that ``Frame`` says.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np

from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.ui.serving.packed import encode, encode_shares
from namegen.wording import kind

CURVE_POINTS = 256
"""The most points of a curve that one message carries."""
_MOST_KEPT = 4_000_000  # characters, of each kind
_curves: dict[Hashable, str] = {}
_epochs: dict[Hashable, str] = {}
_dumps = json.JSONEncoder(separators=(",", ":")).encode


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
        train: training loss in nats a letter, index = epoch, 0 to ``last_epoch``.
        validation: the same for the validation names, or None without any.
        floor: the counted bigram's loss, where it is the best there is, or None.
        ceiling: ln V, the loss of knowing nothing.
        rate: epochs a second, 0 when not playing.
        note: one plain sentence under the status, or nothing.
        failed: whether it says why the run cannot go on from here.
        speed: how fast it plays, one of ``SPEEDS``.
        link: what the address says of the place and the speed; nothing where it says nothing.
    """

    stage: ClassVar[str]

    run: str
    characters: tuple[str, ...]
    epoch: int
    epochs: int
    last_epoch: int
    playing: bool
    train: Sequence[float | None]
    validation: Sequence[float | None] | None
    floor: float | None
    ceiling: float
    rate: float = 0.0
    note: str = ""
    failed: bool = False
    speed: str = ""
    link: Mapping[str, str] = field(default_factory=dict)
    epoch_progress: float = 0.0

    def pack(self) -> dict[str, Any]:
        """The frame as a small dict for JSON: 3 to 6 kB for 27 characters.

        Losses that are not finite travel as None, which JSON has a word for.
        """
        return self.so_far() | self.at_epoch() | self.own()

    def own(self) -> dict[str, Any]:
        """What differs from one visitor to the next."""
        return {
            "epochs": self.epochs,
            "epochProgress": round(self.epoch_progress, 2),
            "playing": self.playing,
            "speed": self.speed,
            "link": self.link,
            "rate": round(self.rate, 2),
            "note": self.note,
            "failed": self.failed,
        }

    def so_far(self) -> dict[str, Any]:
        """What all see who watch this run, trained so far: its curves."""
        stride = _stride(self.last_epoch)
        return {
            "run": self.run,
            "characters": list(self.characters),
            "lastEpoch": self.last_epoch,
            "stride": stride,
            "train": _thin(self.train, self.last_epoch, stride),
            "validation": _thin(self.validation, self.last_epoch, stride),
            "floor": _round(self.floor),
            "ceiling": _round(self.ceiling),
        }

    def at_epoch(self) -> dict[str, Any]:
        """What all see who are at this epoch of this run, however far it is trained."""
        return {
            "epoch": self.epoch,
            "now": [
                None if losses is None else _round(losses[self.epoch])
                for losses in (self.train, self.validation)
            ],
        }


def of_run(
    run: TrainingRun, key: Hashable, settings: Settings, epoch: int, playing: bool
) -> dict[str, Any]:
    """What every frame says of a run at an epoch. key: the run's identity."""
    history, dataset = run.history, run.dataset
    return {
        "run": str(hash(key)),
        "characters": dataset.vocabulary.characters,
        "epoch": epoch,
        "epochs": settings.epochs,
        "last_epoch": history.last_epoch,
        "epoch_progress": run.epoch_progress,
        "playing": playing,
        "train": history.train,
        "validation": history.validation if dataset.names.validation else None,
        "floor": dataset.counted_loss if settings.context == 1 else None,
        "ceiling": math.log(len(dataset.vocabulary)),
    }


@dataclass(frozen=True, eq=False, kw_only=True)
class TrainFrame(Frame):
    """A moment of a training.

    Attributes:
        matrix: (V, V) probabilities; row = the character that stands, column = what follows.
        points: (V, 2) the letters in the frame of the embedding plot, from -1 to 1; beyond it
            those that lie far out.
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

    def at_epoch(self) -> dict[str, Any]:
        return super().at_epoch() | {
            "matrix": encode_shares(self.matrix),
            "points": encode(self.points, "<f4"),
            "kinds": kinds(self.characters),
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

    def at_epoch(self) -> dict[str, Any]:
        return super().at_epoch() | {
            "counted": encode_shares(self.counted),
            "learned": encode_shares(self.learned),
            "extra": _round(self.extra),
        }


def message(frame: Frame, after: float) -> str:
    """``frame`` for the stage's socket. after: seconds until a page at rest may catch up.

    Of a thousand who watch one run, many are at an epoch that others were at while less was
    trained. So what is shared is encoded in two parts, the curves once for each epoch trained, and
    the rest once for each epoch shown: in one part it took a quarter of what a frame cost.
    """
    own = {"made": time.monotonic(), "after": round(after, 2), "own": frame.own()}
    so_far = _once(_curves, (frame.run, frame.last_epoch), lambda: _dumps(frame.so_far()))
    key = frame.stage, frame.run, frame.epoch
    at_epoch = _once(_epochs, key, lambda: _dumps(frame.at_epoch()))
    return f'{_dumps(own)[:-1]},"shared":{so_far[:-1]},{at_epoch[1:]}}}'


def _once(kept: dict[Hashable, str], key: Hashable, make: Callable[[], str]) -> str:
    """The text that is kept, or a new one. All are about as long; the newest are kept."""
    text = kept.get(key)
    if text is None:
        text = make()
        if (len(kept) + 1) * len(text) > _MOST_KEPT:
            kept.clear()
        kept[key] = text
    return text


@lru_cache(64)
def kinds(characters: tuple[str, ...]) -> str:
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
