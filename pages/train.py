"""Train: a bigram or a deep network learns to make names, live."""

import streamlit as st

from namegen.ui import waiting, words
from namegen.ui.visitor import current

visitor = current()
st.title("Train")
waiting.for_torch()

from namegen.ui import closer, controls, stage  # noqa: E402

with st.container(horizontal=True, vertical_alignment="center"):
    controls.model_choice(visitor)
    controls.playing_buttons(visitor)
controls.main_sliders(visitor)
run = waiting.for_run(visitor)
stage.show(visitor, run, "train", stage.training)
with st.expander("More settings"):
    controls.more_settings(visitor)
with st.expander("What the words mean"):
    words.explain("epoch", "learning rate", "hidden layer", "loss", "nat", "embedding", "seed")
if visitor.playhead.shown and not visitor.playhead.playing:
    closer.look(visitor, run)
