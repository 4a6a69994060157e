"""Which list of names a visitor works with."""

from __future__ import annotations

import os

from namegen.names import NameList, NamesError, bundled, talk_list, talk_list_cached

LISTS = {
    "talk": "The talk's list (32,033)",
    "given": "Given names (5,163)",
    "surnames": "Surnames (88,799)",
}
OWN = "own"


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
    return talk_list() if key == "talk" else bundled(key)


def available(key: str) -> tuple[NameList, str]:
    """The list of a key, or else the given names and the sentence that says why."""
    try:
        return get(key), ""
    except NamesError as error:
        return bundled("given"), str(error)
