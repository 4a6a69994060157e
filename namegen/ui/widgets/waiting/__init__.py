"""Waiting: bars of what is on its way, or curves, kept up to date by a stream of the page's own.

Once the wait is over, the browser has the page run again; a hall's do so one after another. Where
no socket can be had, the browser asks for a look once a second.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from namegen.ui.serving import open_tabs
from namegen.ui.serving.runs import scheduler
from namegen.ui.serving.web import delivery
from namegen.ui.serving.web.scripts import component, heard
from namegen.ui.serving.web.stream import Stream
from namegen.ui.session.visitor import current

Bar = tuple[float | None, str]
"""The share that is done, where it is known, and the sentence that says of what."""
Look = Callable[[], Any]
"""How far what is waited for is, as JSON: bars, or what its component draws; None once the wait is
over."""

# Seconds between two looks of a stream, and until the next page of a hall goes on.
_AGAIN, _ONE_BY_ONE = 0.2, 0.03

_BARS = component("waiting", __file__, "wait")


def _over() -> None:
    return None


class _Wait:
    """What a session waits for at one place of a page. It lives as long as the session."""

    def __init__(self, session: str, each_tab: float = 0.0) -> None:
        self.stream = Stream(self)
        self.ask: Look = _over
        self._session, self._each_tab = session, each_tab
        self._now = ""

    def look(self) -> tuple[Hashable, float | None]:
        now = self.ask()
        self._now = json.dumps(now)
        again = _AGAIN + self._each_tab * open_tabs.taken()
        return self._now, None if now is None else again

    def frame(self) -> str:
        after = random.random() * open_tabs.taken() * _ONE_BY_ONE
        return f'{{"now": {self._now}, "after": {after}}}'

    def take(self, message: Any) -> None:
        raise ValueError("A page that waits has nothing to say")

    def leave(self) -> None:
        """Nothing is held, or trained, for a page that nobody sees."""
        self.ask = _over
        scheduler().rest(self._session)


def show(name: str, look: Look, shown: Callable[..., Any] = _BARS, each_tab: float = 0.0) -> None:
    """Show how far it is until the wait is over; then the page runs again.

    name: of the place that waits. look: asked again and again, also by the server's own thread, so
    its answers are quick. shown: the component that draws them. each_tab: seconds by which looks
    are further apart for each open tab.
    """
    key, visitor = f"waiting-{name}", current()
    if key not in st.session_state:
        st.session_state[key] = _Wait(visitor.session, each_tab)
    wait: _Wait = st.session_state[key]
    page = visitor.page

    @delivery.fragment
    def waits() -> None:
        now = look()
        # Its socket may still look for a moment when the visitor has turned to another page.
        wait.ask = _over if now is None else lambda: look() if visitor.page == page else None
        wait.stream.wake()
        if now is None:
            st.rerun()
        data = [wait.stream.path, now]
        shown(key=f"{key}-shown", data=data, on_look_change=heard)

    waits()


def rest(name: str, seen: Any, shown: Callable[..., Any]) -> None:
    """What a wait has come to, in the same place: it stays."""
    key = f"waiting-{name}"
    if wait := st.session_state.get(key):
        wait.ask = _over
    shown(key=f"{key}-shown", data=[None, seen], on_look_change=heard)
