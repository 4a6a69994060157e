"""The lists of visitors' own that are in use on this server, within a budget of memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from weakref import WeakValueDictionary

from namegen.lists.name_list import NameList
from namegen.ui.serving import memory
from namegen.ui.serving.limits import MAX_LETTERS, OWN_LISTS_BUDGET, LimitError

# A list is here for as long as a visitor has it, and once however many have read the same.
_kept: WeakValueDictionary[Hashable, NameList] = WeakValueDictionary()
# The digests of those, and of those that have gone since the last look; and who is told of these.
_in_use: set[str] = set()
_forgetful: list[Callable[[str], None]] = []
# What a name takes of memory, about, as a text and in the set of different names; and a letter.
_BYTES_A_NAME, _BYTES_A_LETTER = 120, 2


def keep(names: NameList) -> NameList:
    """The list, or the same one that somebody else has. Raises LimitError where it is too much."""
    same = names.digest, names.title, names.report
    known = _kept.get(same)
    if known:
        return known
    letters = _letters(names)
    if letters > MAX_LETTERS:
        raise LimitError(
            f"This list has {letters:,} letters in all; the app takes up to {MAX_LETTERS:,}. "
            "Shorten it, or use the command line."
        )
    if used() + _bytes(names) > OWN_LISTS_BUDGET:
        memory.collect(thorough=True)  # of visitors who left
    if used() + _bytes(names) > OWN_LISTS_BUDGET:
        raise LimitError(
            "So many visitors use long lists of their own now that there is no memory left for "
            "this one. Shorten it, or try again in a few minutes."
        )
    _kept[same] = names
    _in_use.add(names.digest)
    return names


def when_gone(forget: Callable[[str], None]) -> None:
    """Call this with the digest of each list that nobody has any more."""
    _forgetful.append(forget)


def forget_gone() -> None:
    """Have whatever was made of lists that nobody has any more forgotten."""
    gone = _in_use - {names.digest for names in list(_kept.values())}
    _in_use.difference_update(gone)
    for digest in gone:
        for forget in _forgetful:
            forget(digest)


def used() -> int:
    """The bytes that all lists of visitors' own take, about."""
    return sum(map(_bytes, list(_kept.values())))


def _bytes(names: NameList) -> int:
    return _BYTES_A_NAME * len(names.names) + _BYTES_A_LETTER * _letters(names)


def _letters(names: NameList) -> int:
    return sum(map(len, names.names))
