"""Train: a bigram or a deep network learns to make names, live."""

import streamlit as st

from namegen.ui import waiting, words
from namegen.ui.visitor import current

visitor = current()
st.title("Train")
st.markdown(
    "Press Play. Round after round the network guesses what comes next in the list's names: its "
    "loss falls, its names improve."
)
waiting.for_torch()

from namegen.ui import bench, closer, controls, live  # noqa: E402

waiting.begun(visitor, way_out=bench.settings_alone)
bench.show(visitor)
live.mount("train")
# Filled when it is opened: most visitors never do, and its controls cost a third of the page.
more = st.expander("More settings", key="more", on_change="rerun")
if more.open:
    with more:
        controls.more_settings(visitor)
with st.expander("What the words mean"):
    words.explain(
        "epoch", "learning rate", "hidden layer", "neuron", "loss", "nat", "validation", "bigram",
        "embedding", "variance", "seed",
    )  # fmt: skip
if visitor.playhead.shown and not visitor.playhead.playing:
    closer.look(visitor, waiting.for_run(visitor))
