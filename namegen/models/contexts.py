"""Distinct contexts and how often each character follows them.

The mean loss over all examples equals a mean over *distinct* contexts, weighted by how often each
occurs, of the cross-entropy to the distribution of what follows. Same loss, same gradient, far
fewer rows: 228,146 examples of the talk's list have 5,686 distinct contexts of three characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from namegen.vocabulary import BOUNDARY, Vocabulary

# Up to this many cells a table of counts by key is cheaper than sorting the keys.
_TABLE_CELLS = 1 << 22
# Keys are packed into 63 bits; a packing that would pass them is renumbered first.
_KEY_LIMIT = 1 << 62


class TooManyContextsError(ValueError):
    """More contexts than wanted: ``contexts`` of them."""

    def __init__(self, contexts: int) -> None:
        super().__init__(f"The list has {contexts:,} different contexts.")
        self.contexts = contexts


@dataclass(frozen=True)
class Contexts:
    """The distinct contexts of a list, oldest character first, padded with "." before the name.

    contexts: (N, K) int64 ids. counts: (N, V) float32, how often each character follows.
    """

    contexts: np.ndarray
    counts: np.ndarray

    def __len__(self) -> int:
        return len(self.contexts)

    @property
    def examples(self) -> int:
        """How many (context, next character) pairs the list has in all."""
        return int(self.counts.sum(dtype=np.float64))


def flatten(names: Sequence[str], vocabulary: Vocabulary) -> np.ndarray:
    """(T,) ids of all the names, each ended by the boundary mark: "emma.olivia."."""
    return vocabulary.encode(BOUNDARY.join(names) + BOUNDARY) if names else np.zeros(0, np.int32)


def _packed(columns: Iterable[np.ndarray], size: int) -> tuple[np.ndarray, int]:
    """Rows of ids below ``size`` as one key each, (T,), and the number that every key is below.

    Equal rows have equal keys; the last digit, base ``size``, is the last column. Renumbering the
    keys when one more digit would not fit keeps any length and any alphabet within 63 bits.
    """
    keys, span = np.int64(0), 1
    for column in columns:
        if span >= _KEY_LIMIT // size:
            distinct, keys = np.unique(keys, return_inverse=True)
            span = len(distinct)
        keys = keys * size + column
        span *= size
    return keys, span


def _windows(ids: np.ndarray, length: int, size: int) -> tuple[np.ndarray, int]:
    """(T,) keys of the windows of ``length`` characters before a position and its own."""
    return _packed((_shifted(ids, back) for back in range(length, -1, -1)), size)


def _shifted(ids: np.ndarray, back: int) -> np.ndarray:
    """(T,) the id ``back`` places before each position; the boundary mark before a name's start."""
    shifted = np.zeros_like(ids)
    shifted[back:] = ids[: max(0, len(ids) - back)]
    ends = np.flatnonzero(ids == 0) + 1
    # The character before a name's first is the mark that ended the name before it, which is the
    # padding wanted; what stands further back belongs to that other name.
    for step in range(1, back):
        strangers = ends + step - 1
        shifted[strangers[strangers < len(ids)]] = 0
    return shifted


def _weights_of(ids: np.ndarray, weights: Sequence[int] | None) -> np.ndarray | None:
    """(T,) how often each character counts: as often as the name that it stands in."""
    if weights is None:
        return None
    lengths = np.diff(np.flatnonzero(ids == 0), prepend=-1)
    return np.repeat(np.asarray(weights, dtype=np.float64), lengths)


def _tally(
    keys: np.ndarray, span: int, weights: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The distinct keys in rising order, a position of each, and how often each counts."""
    if span > _TABLE_CELLS:
        distinct, position, rows = np.unique(keys, return_index=True, return_inverse=True)
        return distinct, position, np.bincount(rows, weights)
    table = np.bincount(keys, weights, minlength=span)
    distinct = np.flatnonzero(table)
    position = np.zeros(span, dtype=np.int64)
    position[keys] = np.arange(len(keys))
    return distinct, position[distinct], table[distinct]


def pair_counts(
    names: Sequence[str], vocabulary: Vocabulary, weights: Sequence[int] | None = None
) -> np.ndarray:
    """(V, V) int64: how often the column's character follows the row's, "." at both ends.

    weights: how often each name counts; None: each once.
    """
    size = len(vocabulary)
    keys = flatten(names, vocabulary).astype(np.intp)
    weights = _weights_of(keys, weights)
    keys[1:] += keys[:-1] * size
    counts = np.bincount(keys, weights, minlength=size * size)
    return counts.astype(np.int64).reshape(size, size)


def build(
    names: Sequence[str],
    vocabulary: Vocabulary,
    length: int,
    most_cells: int | None = None,
    weights: Sequence[int] | None = None,
) -> Contexts:
    """The distinct contexts of ``length`` characters in the names, in one vectorised pass.

    weights: how often each name counts, as if it stood in the list as often; None: each once.
    Raises TooManyContextsError, before it takes the memory, where the table of counts would have
    more than ``most_cells``.
    """
    size = len(vocabulary)
    ids = flatten(names, vocabulary)
    keys, span = _windows(ids, length, size)
    distinct, position, counts = _tally(keys, span, _weights_of(ids, weights))
    prefix = distinct // size
    begins = np.flatnonzero(np.diff(prefix, prepend=-1))
    if most_cells is not None and len(begins) * size > most_cells:
        raise TooManyContextsError(len(begins))
    rows = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(distinct))))
    table = np.zeros((len(begins), size), dtype=np.float32)
    table[rows, distinct % size] = counts
    return Contexts(_contexts_before(ids, position[begins], length), table)


def _contexts_before(ids: np.ndarray, positions: np.ndarray, length: int) -> np.ndarray:
    """(N, length) int64, the characters before each of the N positions, oldest first."""
    contexts = [_shifted(ids, back)[positions] for back in range(length, 0, -1)]
    return np.stack(contexts, axis=1).astype(np.int64)


@dataclass(frozen=True)
class ContextsRead:
    """What a model sees while it reads names, letter by letter: the context after each letter.

    contexts: (N, K) int64 ids, distinct. rows: (T,) for each letter of each name in turn, the row
    of the context that it completes. lengths: (names,) how many letters each name has.
    """

    contexts: np.ndarray
    rows: np.ndarray
    lengths: np.ndarray


def read(names: Sequence[str], vocabulary: Vocabulary, length: int) -> ContextsRead:
    """Read names that are not empty. Raises ValueError where a character is not known."""
    ids = flatten(names, vocabulary)
    keys, _ = _windows(ids, length, len(vocabulary))
    # The context after a letter stands before the character that follows it, so a name's first
    # position, before which nothing has been read, is passed over.
    after = np.flatnonzero(np.concatenate(([False], ids[:-1] != 0)))
    _, seen_at, rows = np.unique(
        keys[after] // len(vocabulary), return_index=True, return_inverse=True
    )
    lengths = np.diff(np.flatnonzero(ids == 0), prepend=-1) - 1
    return ContextsRead(_contexts_before(ids, after[seen_at], length), rows, lengths)


def aligned(first: Contexts, second: Contexts, most_cells: int | None = None) -> Contexts:
    """The second's counts in rows that begin with all of the first's contexts.

    What a model says of these contexts serves for both, which saves looking at most of them twice.
    Raises TooManyContextsError as ``build`` does.
    """
    size = first.counts.shape[1]
    both = np.concatenate((first.contexts, second.contexts))
    keys, _ = _packed(both.T, size)
    distinct, ids = np.unique(keys, return_inverse=True)
    if most_cells is not None and len(distinct) * size > most_cells:
        raise TooManyContextsError(len(distinct))
    row_of = np.full(len(distinct), -1)
    row_of[ids[: len(first)]] = np.arange(len(first))
    rows = row_of[ids[len(first) :]]
    new = rows < 0
    rows[new] = len(first) + np.arange(new.sum())
    contexts = np.concatenate((first.contexts, second.contexts[new]))
    counts = np.zeros((len(contexts), size), dtype=np.float32)
    counts[rows] = second.counts
    return Contexts(contexts, counts)
