"""The shows of this server: one for each hall that is led from here, while somebody leads it, and
one for each page in stage mode."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from namegen.hall.hall import Hall, HallAway
from namegen.hall.said import Began
from namegen.ui.navigation import Page
from namegen.ui.session.visitor import Visitor

if TYPE_CHECKING:
    from namegen.lessons.game import Round
    from namegen.ui.stage.show import Show

# Shows of one reader each: a thread, which takes 0.05 % of a core at rest and more while it plays.
_MOST_ALONE = 1_000

_shows: dict[str, tuple[Show, int]] = {}
_lock = threading.Lock()
_room = threading.BoundedSemaphore(_MOST_ALONE)


def of(hall: Hall, url: str, at: Began) -> Show:
    """The hall's show, begun where the hall is if there is none; whoever asks is one who leads.

    url: the app's address, for those who join. at: where a hall that has been lost begins anew.
    """
    from namegen.ui.stage.led import talk  # with torch, which takes a moment
    from namegen.ui.stage.show import Show

    with _lock:
        show, leaders = _shows.get(hall.code) or (Show(hall, url, *talk(alone=False), at), 0)
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


def tour(at: Began, kept: Any) -> Show:
    """The steps of the talk for one reader, in a hall of their own that nobody joins, until ``end``
    is called. Raises HallAway where too many have one.

    kept: what their browser says that it has kept of it.
    """
    from namegen.ui.stage.tour_show import Kept, TourShow

    return _within_room(lambda: TourShow(at, Kept.of(kept)))


def end(show: Show) -> None:
    """The reader of a tour or of a page in stage mode has gone."""
    show.close()
    _room.release()


def _within_room(begin: Callable[[], Show]) -> Show:
    if not _room.acquire(blocking=False):
        raise HallAway("Too many stages are open on this server now; it goes on when one closes.")
    try:
        return begin()
    except Exception:
        _room.release()
        raise


@dataclass(eq=False)
class Staged:
    """A page of one session in stage mode, known by an unguessable token; it lasts as
    long as the session holds it. playing: the game's round."""

    visitor: Visitor
    page: Page
    token: str = field(default_factory=secrets.token_urlsafe)
    playing: Round | None = None

    def __post_init__(self) -> None:
        _staged[self.token] = self


_staged: WeakValueDictionary[str, Staged] = WeakValueDictionary()


def of_page(token: str) -> Show | None:
    """A show for one more browser that looks at this page, until ``end`` is called; None where
    there is no such page. Raises HallAway where too many have one."""
    from namegen.ui.stage.page_show import PageShow
    from namegen.ui.stage.round_show import RoundShow

    staged = _staged.get(token)
    if staged is None:
        return None
    if playing := staged.playing:
        return _within_room(lambda: RoundShow(staged.visitor, staged.page, playing))
    return _within_room(lambda: PageShow(staged.visitor, staged.page))
