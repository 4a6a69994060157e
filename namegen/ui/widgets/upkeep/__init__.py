"""What the browser keeps up on every page: the keyboard's place, what a finger scrolls past, and
what is not translated."""

from __future__ import annotations

from namegen.ui.serving.scripts import beside, unseen

_COMPONENT = unseen("upkeep", beside(__file__)("upkeep.js"))


def watch() -> None:
    """Have the tab watch its page."""
    _COMPONENT(key="upkeep")
