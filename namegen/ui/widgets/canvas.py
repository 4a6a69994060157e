"""Charts on canvas for a page, as those of the live stages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from namegen.ui.serving.web.scripts import component

_LIVE = Path(__file__).parents[1] / "live"


def charts(name: str, module: str, *scripts: str) -> Callable[..., Any]:
    """The component of a board (live/board.js), whose files stand beside a module.

    scripts: those of the live stage that its charts are made of.
    """
    of_stages = ("chart", "theme", *scripts, "full", "painter", "board")
    shared = (str(_LIVE / script) for script in of_stages)
    return component(name, module, *shared, styles=[str(_LIVE / "engine")])
