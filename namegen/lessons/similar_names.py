"""Names that a network thinks alike: semantic search in small.

A name's *thought* is what the network's last hidden layer holds after each of its letters, averaged
over the letters. (After the last letter alone, the layer knows little but the ending: it sees no
more than a context. The average is that of the whole way.) Names are alike whose thoughts, seen
from the middle of all names, lie in the same direction: the cosine of the angle between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from namegen.models.contexts import ContextsRead, read
from namegen.models.network import NetworkModel
from namegen.wording import count_names, signed

# The numbers kept of each name, one byte each: 200,000 names take 6.4 MB. They only choose whom to
# look at closely, so it is enough that the nearest are on the shortlist.
_KEPT = 32
_SHORTLIST = 400
# This number of names shows where most of the differences lie.
_SAMPLE = 2000
# Work is done in pieces of a few hundredths of a second.
_CONTEXTS_AT_ONCE = 2048
_NAMES_AT_ONCE = 16384
_SCALE = 127  # the largest number of a signed byte


LAST = -2
"""The last hidden layer: what comes after it are the logits."""
MANY = 100
"""The nearest names by which a network is asked whether it tells names apart."""


@dataclass(frozen=True)
class Neighbour:
    """A name, and the cosine of the angle between its thought and that of the name asked for."""

    name: str
    similarity: float


def all_alike(near: Sequence[Neighbour]) -> str:
    """What is said where the MANY names nearest to one are all as near, to the digit shown; nothing
    where they are not."""
    if not near or signed(near[0].similarity) != signed(near[-1].similarity):
        return ""
    return (
        f"{count_names(len(near))} are as good as equally like it. This network tells them apart "
        "no more, so which of them come first says nothing."
    )


@dataclass(frozen=True)
class NameIndex:
    """An index of names. ``building`` makes it.

    names: the N names, each once. centre: (H,) the middle of their hidden states. axes: (H, D) the
    principal components of their directions. kept: (N, D) int8, the directions in these. shown: the
    share of the differences between directions that is along the first two, which make the map.
    layer: which of the network's layers is asked, as ``NetworkModel.layers`` counts them.
    """

    model: NetworkModel
    names: tuple[str, ...]
    centre: np.ndarray
    axes: np.ndarray
    kept: np.ndarray
    shown: float
    layer: int = LAST

    def nearest(self, name: str, n: int) -> list[Neighbour]:
        """The n names most like this one, which may be any, other than itself.

        The best few hundred by the index, then measured in all H numbers. Raises ValueError where
        the model does not know a character, and where the name is empty.
        """
        asked = self._directions([name])[0]
        rough = _unit(asked @ self.axes)
        scores = np.concatenate(
            [
                self.kept[start : start + _NAMES_AT_ONCE].astype(np.float32) @ rough
                for start in range(0, len(self.names), _NAMES_AT_ONCE)
            ]
        )
        most = min(_SHORTLIST, len(scores))
        shortlist = np.argpartition(-scores, most - 1)[:most]
        candidates = [self.names[i] for i in np.sort(shortlist) if self.names[i] != name]
        if not candidates:
            return []
        similarity = self._directions(candidates) @ asked
        order = np.argsort(-similarity, kind="stable")[:n]
        return [Neighbour(candidates[i], float(similarity[i])) for i in order]

    def similarity(self, name: str, others: Sequence[str]) -> np.ndarray:
        """(len(others),) how alike each of them is to the name, in all H numbers."""
        return self._directions(others) @ self._directions([name])[0]

    def places(self, names: Sequence[str]) -> np.ndarray:
        """(len(names), 2) where names stand on the map; all lie within a circle of radius 1."""
        return self._directions(names) @ self.axes[:, :2]

    def _directions(self, names: Sequence[str]) -> np.ndarray:
        return _unit(averaged(self.model, names, self.layer) - self.centre)


def averaged(model: NetworkModel, names: Sequence[str], layer: int = LAST) -> np.ndarray:
    """(len(names), H) float32: what a layer holds, averaged along each name.

    Raises ValueError where a name is empty, or the model does not know a character of it.
    """
    if not all(names):
        raise ValueError("A name needs at least one letter.")
    reading = read(names, model.vocabulary, model.context)
    return _averaged(model.layers(reading.contexts)[layer], reading, 0, len(names))


def building(model: NetworkModel, names: Sequence[str], layer: int = LAST) -> Iterator[float]:
    """Build the index of names that are clean and each there once, at least one, in small steps:
    yields the share done, and returns the index.

    Averaging and projecting may change places, so each distinct context is thought about once and
    only its D numbers are averaged along the names.
    """
    names = tuple(names)
    sample = averaged(model, names[:: max(1, len(names) // _SAMPLE)], layer)
    centre = sample.mean(axis=0)
    axes, shown = _principal(_unit(sample - centre))
    yield 0.0
    reading = read(names, model.vocabulary, model.context)
    seen = np.empty((len(reading.contexts), axes.shape[1]), dtype=np.float32)
    for start in range(0, len(seen), _CONTEXTS_AT_ONCE):
        part = slice(start, start + _CONTEXTS_AT_ONCE)
        seen[part] = (model.layers(reading.contexts[part])[layer] - centre) @ axes
        yield 0.8 * start / len(seen)
    kept = np.empty((len(names), axes.shape[1]), dtype=np.int8)
    for start in range(0, len(names), _NAMES_AT_ONCE):
        part = slice(start, min(start + _NAMES_AT_ONCE, len(names)))
        directions = _unit(_averaged(seen, reading, part.start, part.stop))
        kept[part] = np.rint(directions * _SCALE)
        yield 0.8 + 0.2 * start / len(names)
    return NameIndex(model, names, centre, axes, kept, shown, layer)


def _averaged(of_contexts: np.ndarray, reading: ContextsRead, first: int, last: int) -> np.ndarray:
    """(last - first, D) the mean over the letters of each of these names; of_contexts: (N, D)."""
    lengths = reading.lengths[first:last]
    begin = int(reading.lengths[:first].sum())
    rows = reading.rows[begin : begin + int(lengths.sum())]
    begins = np.cumsum(lengths) - lengths
    return np.add.reduceat(of_contexts[rows], begins, axis=0) / lengths[:, None].astype(np.float32)


def _principal(directions: np.ndarray) -> tuple[np.ndarray, float]:
    """(H, D) the axes along which (n, H) rows reach farthest, and the share of the first two."""
    variances, axes = np.linalg.eigh((directions.T @ directions).astype(np.float64))
    variances, axes = np.maximum(variances[::-1], 0), axes[:, ::-1]
    total = float(variances.sum())
    shown = float(variances[:2].sum()) / total if total > 0 else 1.0
    return np.ascontiguousarray(axes[:, :_KEPT], dtype=np.float32), shown


def _unit(rows: np.ndarray) -> np.ndarray:
    """Each row at length 1; a row of nothing stays."""
    # In 64 bits: the squares of a network that diverged are past what 32 hold.
    length = np.linalg.norm(rows.astype(np.float64), axis=-1, keepdims=True)
    return (rows / np.maximum(length, 1e-12)).astype(rows.dtype)
