"""Which of the bundled lists a visitor works with."""

from __future__ import annotations

import os

from namegen.lists.name_list import BUNDLED, COUNTED, bundled_rows

OWN = "own"
LISTS = {
    key: f"{title[0].upper()}{title[1:]} ({bundled_rows(key):,})" for key, title in BUNDLED.items()
} | {key: f"{title[0].upper()}{title[1:]}" for key, title in COUNTED.items()}
"""What the bundled lists are called where one chooses: the title, and how many names it
has; and the same lists with each name as often as it is borne."""


def default_key() -> tuple[str, str]:
    """The list to begin with, and a sentence where NAMEGEN_LIST asks for one that is not there."""
    first = next(iter(BUNDLED))
    wanted = os.environ.get("NAMEGEN_LIST") or first
    if wanted in LISTS:
        return wanted, ""
    known = ", ".join(LISTS)
    return first, f"NAMEGEN_LIST is {wanted!r}; set it to one of {known}."
