"""The sliders of a training and what its stage shows: they are drawn anew without the page."""

from __future__ import annotations

import streamlit as st

from namegen.ui import controls, stage, waiting
from namegen.ui.visitor import Visitor, write_link


def show(visitor: Visitor) -> None:
    """The sliders, and the feed of the stage "train". A moved slider costs a third of a page."""
    drawn = _looks(visitor)

    @st.fragment
    def bench() -> None:
        if _looks(visitor) != drawn:
            st.rerun()  # the buttons above and the closer look below are others now
        controls.main_sliders(visitor)
        stage.keep_up(visitor, waiting.for_run(visitor), "train", stage.training)
        write_link(visitor)

    bench()


def _looks(visitor: Visitor) -> tuple[bool, int]:
    """What the rest of the page depends on: whether it plays, and the epoch where it rests."""
    playhead = visitor.playhead
    return playhead.playing, 0 if playhead.playing else playhead.shown
