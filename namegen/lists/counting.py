"""Which of a list's entries are taken, and how often each counts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, compress

import numpy as np

from namegen.wording import count_names

_SAMPLE_SEED = 42
_BETWEEN = "\n"  # the entries that are kept as one text
_MAX_WEIGHT = 10**9
_COMPARED = 500_000  # entries of a long list that are compared at once
_UNSEEN = 1  # what counts for a name whose count is missing or below one


def taken(
    found: Iterator[tuple[list[str], list[float]]], weighted: bool, limit: int
) -> tuple[list[str], list[int] | None, str]:
    """The entries of a list and how often each counts, where that is said; and a sentence where
    there are more than ``limit``. Then each different entry stands once and counts as often as it
    stood in the list, and of too many those are taken that count the most. The others are only kept
    joined, in a tenth of the memory that they would take one by one."""
    blocks: list[str] = []
    keys, counts = array("q"), array("d")
    for some, weights in found:
        keys.fromlist([*map(hash, some)])  # in two thirds of the time of an iterator
        counts.extend(weights)
        block = _BETWEEN.join(some)
        if block.count(_BETWEEN) >= len(some):  # or it stands within an entry
            block = _BETWEEN.join(entry.replace(_BETWEEN, " ") for entry in some)
        blocks += [block] if some else []
    all_entries = chain.from_iterable(block.split(_BETWEEN) for block in blocks)
    if len(keys) <= limit:
        return list(all_entries), _scaled(counts) if weighted else None, ""
    read, every = len(keys), np.frombuffer(keys, np.int64)
    first, total = _alike(every, np.frombuffer(counts) if weighted else None)
    different = len(first)
    del keys, every, counts
    order = np.argsort(first).astype(np.int32)
    first, total = first[order], total[order]
    chosen = _most(total, limit)
    wanted = np.zeros(read, dtype=bool)
    wanted[first[chosen]] = True
    entries = list(compress(all_entries, wanted.tobytes()))
    said = f"Of {count_names(read)}, {different:,} are different"
    if different <= limit:
        note = f"{said}: each is taken once, and counts as often as it stands in the list."
    elif total.min() == total.max():
        note = f"{said}: a sample of {limit:,} is taken, the same each time."
    else:
        note = f"{said}: the {limit:,} most frequent are taken."
    if not weighted and total.max() == 1:
        return entries, None, note
    return entries, _scaled(total[chosen].tolist()), note


def _alike(every: np.ndarray, counts: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """Where each different one of the keys stands first, and what it counts in all.

    As np.unique does it, but some at once: all would take a dozen times the memory of the keys.
    Shares add up in their order, which decides the last digit; ones may come in any, which takes a
    third of the time."""
    kind = None if counts is None else "stable"
    number = np.float32 if counts is None else np.float64  # it holds every whole number to 16 M
    keys, first, total = every[:0], np.empty(0, np.int32), np.empty(0, number)
    for begin in range(0, len(every), _COMPARED):
        end = min(begin + _COMPARED, len(every))
        some = np.ones(end - begin, number) if counts is None else counts[begin:end]
        keys = np.concatenate((keys, every[begin:end]))
        order = np.argsort(keys, kind=kind).astype(np.int32)
        keys = keys[order]
        starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
        keys = keys[starts]
        first = np.concatenate((first, np.arange(begin, end, dtype=np.int32)))[order]
        first = np.minimum.reduceat(first, starts)
        total = np.add.reduceat(np.concatenate((total, some))[order], starts)
    return first, total


def _most(total: np.ndarray, limit: int) -> np.ndarray:
    """The places of the largest. Chance decides among those that are alike: neither the order of
    the file nor the alphabet, and not the hashes, which differ each time."""
    if len(total) <= limit:
        return np.arange(len(total))
    least = np.partition(total, -limit)[-limit]
    above, alike = np.flatnonzero(total > least), np.flatnonzero(total == least)
    by_chance = np.random.default_rng(_SAMPLE_SEED).permutation(alike)
    return np.sort(np.concatenate((above, by_chance[: limit - len(above)])))


def _scaled(counts: Sequence[float]) -> list[int]:
    """Counts as whole numbers: shares, such as 0.025 %, times the power of ten that makes them so.
    What is missing, hidden or rounded to nothing counts once."""
    scale = 1
    while scale < 10**6 and any(abs(c * scale - round(c * scale)) > 1e-6 for c in counts[:5_000]):
        scale *= 10
    return [max(_UNSEEN, min(_MAX_WEIGHT, round(count * scale))) for count in counts]
