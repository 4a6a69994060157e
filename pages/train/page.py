"""Train: a bigram or a deep network learns to make names, live."""

import streamlit as st

from namegen.ui.session.visitor import current
from namegen.ui.widgets import glossary, live_stage, training_controls, wait_for
from pages.train import closer_look, controls_and_stage, inside_network

visitor = current()
st.markdown(
    "Press Play. Round after round the network guesses the next letter: watch its loss, and the "
    "names it makes.",
    help=glossary.explained("epoch", "learning rate", "loss", "nat"),
)

run = wait_for.begun(visitor, way_out=controls_and_stage.settings_alone)
controls_and_stage.show(visitor)
live_stage.mount(visitor, "train")
# Filled when it is opened: most visitors never do, and its controls cost a third of the page.
more = st.expander("More settings", key="more", on_change="rerun")
if more.open:
    with more:
        training_controls.more_settings(visitor)
if not visitor.playhead.playing and wait_for.is_there(visitor, run):
    with live_stage.at_rest():
        inside_network.look(visitor, run)
        if visitor.playhead.shown:
            closer_look.look(visitor, run)
