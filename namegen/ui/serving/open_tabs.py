"""Who is in the hall: one seat for every open tab."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from namegen.ui.serving import startup

_taken: set[str] = set()
# Should all tabs wait for something at once, they look after it so often a second in all.
_LOOKS = 50


@dataclass(frozen=True)
class OpenTab:
    """An open tab."""

    session: str

    def leave(self) -> None:
        """The tab has closed or lost its connection: nothing is trained for it now."""
        _taken.discard(self.session)
        if startup.ready():
            from namegen.ui.serving.runs import scheduler

            scheduler().leave(self.session)


@st.cache_resource(scope="session", show_spinner=False, on_release=OpenTab.leave)
def take(session: str) -> OpenTab:
    """Take a seat: once for a connection, and again when a lost one comes back."""
    _taken.add(session)
    return OpenTab(session)


def still_here(session: str) -> bool:
    """Whether the session's tab is open."""
    return session in _taken


def taken() -> int:
    """How many tabs are open."""
    return len(_taken)


def look_every(seconds: float) -> float:
    """Seconds between two looks of a page that waits: so many, and more in a full hall."""
    return max(seconds, taken() / _LOOKS)
