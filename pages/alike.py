"""Find alike: the names nearest to a name, by what the network thinks of them."""

import streamlit as st

from namegen.ui import rows, waiting, words
from namegen.ui.visitor import current

visitor = current()
st.html(rows.STYLE)
st.title("Find alike")
waiting.for_torch()

from namegen.ui import alike, trained  # noqa: E402

found = trained.of(visitor)
if found:
    run, snapshot = found
    alike.introduction(visitor, run)
    index = alike.index(visitor, run, snapshot)
    if index and alike.question(visitor, index):
        alike.search(visitor, index, (visitor.key, snapshot.epoch))
        with st.expander("What the words mean"):
            words.explain("hidden layer", "neuron", "context")
