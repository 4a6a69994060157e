"""What a live stage shows of a run at one moment, and how that travels to it.

A frame is a dict for JSON of 3 to 6 kB for 27 characters. All but a number is the same for many who
watch the run.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from namegen.lists.name_list import NameList
from namegen.training.run import TrainingRun
from namegen.ui.serving.web.packed import encode, encode_shares
from namegen.wording import kind

CURVE_POINTS = 256
"""The most points of a curve that one message carries."""
NAMES_SHOWN = 8
Part = dict[str, Any]
_dumps = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, eq=False)
class Frame:
    """What a stage shows of a run at one moment.

    Attributes:
        stage: the kind of stage, "train" or "table".
        shown: what is shown. Frames that show the same differ in nothing but their rates.
        parts: called only where that is not known yet: what is the same for many, each by what
            makes it so, and made only where it is not known yet.
        rate: epochs a second, 0 when not playing. Everybody's is another.
    """

    stage: str
    shown: Hashable
    parts: Callable[[], Mapping[Hashable, Callable[[], Part]]]
    rate: float

    def pack(self) -> Part:
        """The whole frame."""
        whole: Part = {}
        for make in self.parts().values():
            whole |= make()
        return whole | {"rate": self.rate}


def curves(run: TrainingRun, last_epoch: int) -> Part:
    """The losses of a run trained so far, in nats a letter.

    run: its identity; when it changes, the curves start anew. train, validation: every
    ``stride``-th epoch's from 0, and the newest; validation is None without validation names.
    floor: the counted bigram's loss, where it is the best there is, or None. ceiling: ln V, the
    loss of knowing nothing.
    """
    history, dataset = run.history, run.dataset
    stride = _stride(last_epoch)
    return {
        "run": run.id,
        "characters": list(dataset.vocabulary.characters),
        "lastEpoch": last_epoch,
        "stride": stride,
        "train": _thin(history.train, last_epoch, stride),
        "validation": _thin(history.validation, last_epoch, stride)
        if dataset.names.validation
        else None,
        "floor": round(dataset.counted_loss, 4) if run.settings.context == 1 else None,
        "ceiling": round(math.log(len(dataset.vocabulary)), 4),
    }


def letters(run: TrainingRun, epoch: int) -> Part:
    """What the network of an epoch makes of the letters.

    matrix: (V, V) probabilities; row = the character that stands, column = what follows. points:
    (V, 2) the letters in the frame of the embedding plot, from -1 to 1; beyond it those that lie
    far out.
    """
    snapshot = run.history.at(epoch)
    return {
        **_losses(run, epoch),
        "matrix": encode_shares(snapshot.matrix),
        "points": encode(snapshot.view.framed, "<f4"),
        "kinds": kinds(run.dataset.vocabulary.characters),
        "matrixCaption": "After each letter (row), what it expects next, on average."
        if run.settings.kind.embeds
        else "Row: a letter. Column: the next one.",
        "pointsCaption": f"Each letter by its {snapshot.embedding.shape[1]} numbers, seen flat.",
    }


def names(run: TrainingRun, epoch: int, names: NameList) -> list[tuple[str, int]]:
    """Generated names, each with whether it is new (1) or in the list (0)."""
    return [(name, int(name not in names.distinct)) for name in run.names(epoch, NAMES_SHOWN)]


def tables(run: TrainingRun, epoch: int) -> Part:
    """The counted table, (V, V) probabilities, and the one learned at an epoch.

    extra: how much the training loss is above the counted table's, in nats.
    """
    return {
        **_losses(run, epoch),
        "counted": encode_shares(run.dataset.table.matrix),
        "learned": encode_shares(run.history.at(epoch).matrix),
        "extra": round(run.dataset.extra_loss(run.history.train[epoch]), 4),
    }


def _losses(run: TrainingRun, epoch: int) -> Part:
    """Those of an epoch, of training and validation."""
    train, validation = run.history.train[epoch], run.history.validation[epoch]
    now = [round(train, 4), None if validation is None else round(validation, 4)]
    return {"epoch": epoch, "now": now}


class _Encoded:
    """Frames and their parts as texts, without their braces. The newest are kept, up to a number
    of characters.

    Of a thousand who watch one run, many are at an epoch that others were at while less was
    trained: without parts, all that is shared would be encoded for half of them.
    """

    MOST = 8_000_000

    def __init__(self) -> None:
        self._texts: dict[Hashable, str] = {}
        self._size = 0

    def frame(self, frame: Frame) -> str:
        return self._text(frame.shown, lambda: ",".join(self._parts(frame)))

    def _parts(self, frame: Frame) -> Iterator[str]:
        for key, make in frame.parts().items():
            yield self._text(key, lambda make=make: _dumps(make())[1:-1])

    def _text(self, key: Hashable, make: Callable[[], str]) -> str:
        text = self._texts.get(key)
        if text is None:
            text = make()
            self._size += len(text)
            if self._size > self.MOST:
                self._texts.clear()
                self._size = len(text)
            self._texts[key] = text
        return text


_encoded = _Encoded()


def message(frame: Frame, after: float) -> str:
    """``frame`` for the stage's socket. after: seconds until a page at rest may catch up."""
    made = f'"made":{time.monotonic()},"after":{after:.2f}'
    return f'{{{made},"frame":{{{_encoded.frame(frame)},"rate":{frame.rate}}}}}'


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


def _thin(losses: Sequence[float | None], last_epoch: int, stride: int) -> list[float]:
    """Every ``stride``-th loss up to ``last_epoch``, and always the newest."""
    # A history's losses are finite, and numpy rounds them all in the time of ten.
    kept = [*losses[:last_epoch:stride], losses[last_epoch]]
    return np.round(np.array(kept, dtype=float), 4).tolist()
