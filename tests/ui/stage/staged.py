"""A page in stage mode, for the tests of what it shows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from namegen.lists.name_list import bundled
from namegen.settings import DEEP, settings_for
from namegen.ui.navigation import PAGES
from namegen.ui.session.model_state import ModelState
from namegen.ui.session.visitor import Visitor
from namegen.ui.stage.page_show import PageShow

EPOCHS = 2


def visitor(epoch: int = 0) -> Visitor:
    """Somebody with a small network on the given names, at an epoch."""
    state = ModelState(settings_for(DEEP, epochs=EPOCHS, hiddens=(10,), context=2))
    state.playhead.play(epoch, return_to=epoch)
    return Visitor(bundled("given"), DEEP, {DEEP: state})


@contextmanager
def show_of(someone: Visitor, page: str) -> Iterator[PageShow]:
    with closing(PageShow(someone, PAGES[page])) as show:
        yield show


def until(show: PageShow, true: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The scene once something is true of it."""
    end = time.monotonic() + 30
    while not true(scene := json.loads(show.hall.picture("scene") or "{}")):
        assert time.monotonic() < end, scene
        time.sleep(0.02)
    return scene


def _asks(scene: dict[str, Any]) -> bool:
    return "ask" in scene


def asks_or_shows(scene: dict[str, Any]) -> bool:
    return _asks(scene) or bool(scene.get("html"))


def answered(show: PageShow, begun: Callable[[dict[str, Any]], Any] = _asks) -> dict[str, Any]:
    """The scene with its picture, behind the question. begun: what is true before one answers."""
    until(show, begun)
    show.do("answer", 0)
    show.do("play")
    return until(show, lambda scene: scene.get("html"))
