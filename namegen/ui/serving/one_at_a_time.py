"""Heavy work is done for one visitor at a time: many at once take no more memory than one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from namegen.ui.serving.memory import give_back

_heavy = threading.Lock()
# Seconds after which a visitor reads why nothing happens, and may turn to something else.
_LOOK_EVERY = 0.3


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait for the others who came before, and say so."""
    place = None
    while not _heavy.acquire(timeout=_LOOK_EVERY):
        place = place or st.empty()
        place.caption("Other visitors' lists are being read first. Yours is next.")
    try:
        if place:
            place.empty()
        yield
    finally:
        give_back()
        _heavy.release()
