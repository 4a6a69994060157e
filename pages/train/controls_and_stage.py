"""What a training is steered with and shown on: drawn anew without the rest of the page."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from namegen.ui import live
from namegen.ui.serving.web import delivery
from namegen.ui.session.link import write_link
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import live_stage, training_controls


def show(visitor: Visitor) -> None:
    """Buttons, sliders, and the feed of the stage "train". Using them costs half of a page."""
    drawn = _surroundings(visitor)

    @delivery.fragment
    def bench() -> None:
        if _surroundings(visitor) != drawn:
            st.rerun()
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            training_controls.model_choice(visitor)
            live.buttons("train")
        training_controls.main_sliders(visitor)
        write_link(visitor)
        live_stage.keep_up(visitor, "train")

    bench()


def settings_alone(visitor: Visitor) -> None:
    """All that can be set, where it cannot be trained as it is."""
    training_controls.model_choice(visitor)
    training_controls.main_sliders(visitor)
    training_controls.more_settings(visitor)


def _surroundings(visitor: Visitor) -> tuple[Hashable, int]:
    """What the rest of the page depends on: the network that training begins with, or where more
    settings are shown all of them, and the epoch that a closer look is taken at."""
    playhead, settings = visitor.playhead, visitor.settings
    shown = settings if st.session_state.get("more") else settings.start()
    return shown, 0 if playhead.playing else playhead.shown
