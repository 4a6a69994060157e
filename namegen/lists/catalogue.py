"""Which list of names a visitor works with."""

from __future__ import annotations

import math
import os
import threading
import time

from namegen.lists.name_list import NameList, NamesError, bundled, talk_list, talk_list_cached

LISTS = {
    "talk": "The talk's list (32,033)",
    "given": "Given names (5,163)",
    "surnames": "Surnames (88,799)",
}
OWN = "own"

# The network is not asked again so soon, in seconds, after it has failed: a whole hall that follows
# one link would wait for it.
_ASK_AGAIN = 5.0
_asking = threading.Lock()
_failed: tuple[float, str] = (-math.inf, "")
# Once it is there it stays, also where the cache folder cannot be written.
_downloaded: NameList | None = None


def default_key() -> tuple[str, str]:
    """The list to begin with, and a sentence where the host asked for another.

    It is NAMEGEN_LIST, or the talk's list wherever it is there, or the given names.
    """
    wanted = os.environ.get("NAMEGEN_LIST", "")
    if wanted and wanted not in LISTS:
        return "given", f"NAMEGEN_LIST is {wanted!r}; set it to talk, given or surnames."
    if wanted and (wanted != "talk" or talk_list_cached()):
        return wanted, ""
    return ("talk" if talk_list_cached() else "given"), ""


def get(key: str) -> NameList:
    """The list of a key of LISTS. Raises NamesError where the talk's list cannot be had."""
    if key != "talk":
        return bundled(key)
    return talk_list() if talk_list_cached() else _asked_for()


def _asked_for() -> NameList:
    """The talk's list from the network, which is asked once for all who want it now."""
    global _failed, _downloaded
    since = time.monotonic() - _ASK_AGAIN
    with _asking:
        if _downloaded:
            return _downloaded
        when, why = _failed
        if when > since:
            raise NamesError(why)
        try:
            _downloaded = talk_list()
        except NamesError as error:
            _failed = time.monotonic(), str(error)
            raise
        return _downloaded


def available(key: str) -> tuple[NameList, str]:
    """The list of a key, or else the given names and the sentence that says why."""
    try:
        return get(key), ""
    except NamesError as error:
        return bundled("given"), str(error)
