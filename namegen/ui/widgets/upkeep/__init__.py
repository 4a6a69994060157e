"""What the browser keeps up on every page: the keyboard's place, what a finger scrolls past, what a
translating browser would spoil, and whether the ground is dark."""

from __future__ import annotations

from namegen.ui.serving.web.scripts import beside, unseen

_read = beside(__file__)
_COMPONENT = unseen("upkeep", _read("translated.js") + _read("upkeep.js"))


def watch() -> None:
    """Have the tab watch its page."""
    _COMPONENT(key="unseen-upkeep")
