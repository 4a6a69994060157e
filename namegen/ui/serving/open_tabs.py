"""Who is in the hall: one seat for every open tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from namegen.ui.serving.departures import departures
from namegen.ui.serving.runs import scheduler

_taken: set[str] = set()


@dataclass(frozen=True)
class OpenTab:
    """An open tab, by the token of its session, and whose it is."""

    session: str
    visitor: Any

    def leave(self) -> None:
        """The tab has closed or lost its connection: nothing is trained for it now."""
        _taken.discard(self.session)
        departures.leave(self.session, self.visitor, self._let_go)
        self._let_go()

    def _let_go(self) -> None:
        if not still_here(self.session):
            scheduler().leave(self.session)


@st.cache_resource(scope="session", show_spinner=False, on_release=OpenTab.leave)
def take(session: str, _visitor: Any) -> OpenTab:
    """Take a seat: once for a connection, and again when a lost one comes back."""
    _taken.add(session)
    departures.back(session)
    return OpenTab(session, _visitor)


def close(session: str) -> None:
    """The browser says that the tab is closed for good."""
    departures.close(session, still_here(session))


def still_here(session: str) -> bool:
    """Whether the session's tab is open."""
    return session in _taken


def taken() -> int:
    """How many tabs are open."""
    return len(_taken)
