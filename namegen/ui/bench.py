"""What a training is steered with and shown on: drawn anew without the rest of the page."""

from __future__ import annotations

import streamlit as st

from namegen.settings import Settings
from namegen.ui import controls, pace, stage
from namegen.ui.visitor import Visitor, write_link


def show(visitor: Visitor) -> None:
    """Buttons, sliders, and the feed of the stage "train". Using them costs half of a page."""
    drawn = _surroundings(visitor)

    @st.fragment
    def bench() -> None:
        if _surroundings(visitor) != drawn:
            st.rerun()
        pace.join(visitor)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            controls.model_choice(visitor)
            controls.playing_buttons(visitor)
        controls.main_sliders(visitor)
        write_link(visitor)
        stage.keep_up(visitor, "train", stage.training)

    bench()


def settings_alone(visitor: Visitor) -> None:
    """All that can be set, where it cannot be trained as it is."""
    controls.model_choice(visitor)
    controls.main_sliders(visitor)
    controls.more_settings(visitor)


def _surroundings(visitor: Visitor) -> tuple[Settings | str, int]:
    """What the rest of the page depends on: the model, or where more settings are shown all of
    them, and the epoch that a closer look is taken at."""
    playhead, settings = visitor.playhead, visitor.settings
    shown = settings if st.session_state.get("more") else settings.model
    return shown, 0 if playhead.playing else playhead.shown
