"""Waiting: bars of what is on its way, kept up to date by a stream of the page's own.

Once the wait is over, the browser has the page run again; a hall's do so one after another. Where
no socket can be had, the browser asks for a look once a second.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable, Hashable, Sequence
from typing import Any

import streamlit as st

from namegen.ui.serving import open_tabs, startup
from namegen.ui.serving.scripts import component, heard
from namegen.ui.serving.stream import Stream, address
from namegen.ui.session.visitor import current

Bar = tuple[float | None, str]
"""The share that is done, where it is known, and the sentence that says of what."""
Look = Callable[[], Sequence[Bar] | None]
"""How far what is waited for is; None once the wait is over."""

# Seconds between two looks of a stream, and until the next page of a hall goes on.
_AGAIN, _ONE_BY_ONE = 0.2, 0.03

_COMPONENT = component("waiting", __file__)


def _over() -> None:
    return None


class _Wait:
    """What a session waits for at one place of a page. It lives as long as the session."""

    def __init__(self, session: str) -> None:
        self.stream = Stream(secrets.token_urlsafe(), self)
        self.ask: Look = _over
        self._session = session
        self._bars: Sequence[Bar] | None = None

    def look(self) -> tuple[Hashable, float | None]:
        self._bars = self.ask()
        seen = [(share and round(share, 3), said) for share, said in self._bars or ()]
        return (self._bars is None, *seen), None if self._bars is None else _AGAIN

    def frame(self) -> str:
        after = random.random() * open_tabs.taken() * _ONE_BY_ONE
        return json.dumps({"bars": self._bars, "after": after})

    def take(self, message: Any) -> None:
        raise ValueError("A page that waits has nothing to say")

    def leave(self) -> None:
        """Nothing is held, or trained, for a page that nobody sees."""
        self.ask = _over
        if startup.ready():
            from namegen.ui.serving.runs import scheduler

            scheduler().rest(self._session)


def show(name: str, look: Look) -> None:
    """Show bars until the wait is over; then the page runs again.

    name: of the place that waits. look: asked again and again, also by the server's own thread, so
    its answers are quick.
    """
    key = f"waiting-{name}"
    if key not in st.session_state:
        st.session_state[key] = _Wait(current().session)
    wait: _Wait = st.session_state[key]

    @st.fragment
    def bars() -> None:
        now = look()
        wait.ask = _over if now is None else look
        wait.stream.wake()
        if now is None:
            st.rerun()
        # In a list: Streamlit looks for tables in a dict, and imports pandas to know one.
        data = [address(wait.stream.token), now]
        _COMPONENT(key=f"{key}-bars", data=data, on_look_change=heard)

    bars()
