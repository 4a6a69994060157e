"""Text that a visitor wrote, shown as it is."""

from __future__ import annotations

import re

from namegen.alphabets import isolated

# Only ASCII punctuation can be escaped; before any other character a backslash would be shown.
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """The text on one line, in which Markdown finds nothing to interpret.

    One that is read from the right keeps its direction to itself.
    """
    return _MARKUP.sub(r"\\\1", isolated(" ".join(text.split())))
