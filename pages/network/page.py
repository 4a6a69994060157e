"""A network instead of a table: one layer learns what was counted."""

import streamlit as st

from namegen.lessons import questions
from namegen.ui import live
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first, live_stage, training_controls, wait_for
from pages.network import gradient_step, longer_block, two_tables

visitor = current()
run = wait_for.for_run(visitor)
if run:
    two_tables.question(run)
if run and guess_first.ask(
    questions.network(visitor.names, run.dataset.counted_loss),
    two_tables.arrived(visitor, run),
    two_tables.until(visitor),
):
    live.buttons("table")
    with st.container(horizontal=True, key="main-sliders"):
        training_controls.rate_and_epochs(visitor)
    live_stage.mount(visitor, "table")
    live_stage.keep_up(visitor, "table")
    with live_stage.while_playing():
        st.caption("Pause, and one step is shown below in slow motion.")
    if not visitor.playhead.playing:
        with live_stage.at_rest():
            two_tables.in_words(visitor, run)
            two_tables.names(visitor, run)
            gradient_step.show(visitor, run)
    longer_block.show(visitor, run)
elif run:
    two_tables.before_training(visitor, run)
