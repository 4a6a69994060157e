"""Who is in the hall: one seat for every open tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from namegen.ui.serving import startup
from namegen.ui.serving.departures import Departure, departures

_taken: set[str] = set()
# Should all tabs wait for something at once, these are their looks a second in all.
_LOOKS = 50


@dataclass(frozen=True)
class OpenTab:
    """An open tab, its session as Streamlit knows it, and when that began (monotonic seconds)."""

    session: str
    known_as: str = ""
    began: float = 0.0
    has_list: Callable[[], bool] = bool

    def leave(self) -> None:
        """The tab has closed or lost its connection: nothing is trained for it now."""
        _taken.discard(self.session)
        departure = Departure(
            self.session, self.known_as, self.began, lambda: still_here(self.session)
        )
        departures.leave(departure, self.has_list())
        if startup.ready():
            from namegen.ui.serving.runs import scheduler

            scheduler().leave(self.session)


@st.cache_resource(scope="session", show_spinner=False, on_release=OpenTab.leave)
def take(session: str, _began: float, _has_list: Callable[[], bool]) -> OpenTab:
    """Take a seat: once for a connection, and again when a lost one comes back."""
    _taken.add(session)
    context = get_script_run_ctx()
    return OpenTab(session, context.session_id if context else "", _began, _has_list)


def close(session: str) -> None:
    """The browser says that the tab is closed for good."""
    departures.close(session, still_here(session))


def still_here(session: str) -> bool:
    """Whether the session's tab is open."""
    return session in _taken


def taken() -> int:
    """How many tabs are open."""
    return len(_taken)


def look_every(seconds: float) -> float:
    """Seconds between two looks of a page that waits: those given, and more in a full hall."""
    return max(seconds, taken() / _LOOKS)
