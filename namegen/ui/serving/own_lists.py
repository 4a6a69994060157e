"""The lists of visitors' own that are in use on this server, within a budget of memory."""

from __future__ import annotations

from collections.abc import Hashable
from weakref import WeakValueDictionary

from namegen.lists.name_list import NameList
from namegen.ui.serving.limits import MAX_LETTERS, OWN_LISTS_BUDGET, LimitError

# A list is here for as long as a visitor has it, and once however many have read the same.
_kept: WeakValueDictionary[Hashable, NameList] = WeakValueDictionary()
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
        raise LimitError(
            "So many visitors use long lists of their own now that there is no memory left for "
            "this one. Shorten it, or try again in a few minutes."
        )
    _kept[same] = names
    return names


def used() -> int:
    """The bytes that all lists of visitors' own take, about."""
    return sum(map(_bytes, list(_kept.values())))


def _bytes(names: NameList) -> int:
    return _BYTES_A_NAME * len(names.names) + _BYTES_A_LETTER * _letters(names)


def _letters(names: NameList) -> int:
    return sum(map(len, names.names))
