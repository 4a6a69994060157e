"""A network instead of a table: one layer learns what was counted."""

import streamlit as st

from namegen.ui import waiting, words
from namegen.ui.visitor import current

visitor = current()
st.title("A network instead of a table")
waiting.for_torch()

from namegen.ui import controls, learned, slow_motion, stage  # noqa: E402

run = waiting.for_run(visitor)
learned.question(run)
if learned.guessed(visitor.names, run):
    with st.container(horizontal=True):
        controls.playing_buttons(visitor)
    with st.container(horizontal=True, key="main-sliders"):
        controls.epochs_and_rate(visitor)
    stage.show(visitor, "table", learned.table)
    if visitor.playhead.playing:
        st.caption("Pause, and one step is shown below in slow motion.")
    else:
        learned.in_words(visitor, run)
        slow_motion.show(visitor, run)
    with st.expander("What the words mean"):
        words.explain("loss", "nat", "epoch", "learning rate", "logits", "softmax", "gradient")
