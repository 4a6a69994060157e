"""The shows of this server: one for each hall that is led from here, while somebody leads it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from namegen.hall.hall import Hall

if TYPE_CHECKING:
    from namegen.ui.stage.show import Show

_shows: dict[str, tuple[Show, int]] = {}
_lock = threading.Lock()


def of(hall: Hall, url: str, alone: bool, at: tuple[int, int, int]) -> Show:
    """The hall's show, begun where the hall is if there is none; whoever asks is one who leads.

    url: the app's address, for those who join. alone: a reader's tour, which nobody joins. at: the
    step, its phase and the epoch at which a hall that has been lost begins anew.
    """
    from namegen.ui.stage.show import Show  # with torch, which takes a moment

    with _lock:
        show, leaders = _shows.get(hall.code) or (Show(hall, url, alone, at), 0)
        _shows[hall.code] = show, leaders + 1
    return show


def leave(hall: Hall) -> None:
    """One who led has gone. With the last of them the show rests; the hall keeps its place."""
    with _lock:
        show, leaders = _shows.pop(hall.code)
        if leaders > 1:
            _shows[hall.code] = show, leaders - 1
            return
    show.close()
