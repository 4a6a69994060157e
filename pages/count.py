"""Count: which letter follows which, and names drawn from that table."""

import streamlit as st

from namegen.ui import counting, drawing, words
from namegen.ui.visitor import current

visitor = current()
st.html(counting.STYLE)
st.title("Count")
counted = counting.counted(visitor.names)
counting.question(visitor.names, counted)
if counting.guessed(visitor.names, counted):
    model = counting.choices(counted)
    counting.explore(visitor.names, model)
    seed = drawing.seed_choice()
    drawing.one_name(visitor.names, model, seed)
    drawing.many_names(visitor.names, model, seed)
    with st.expander("What the words mean"):
        words.explain("token", "bigram", "vocabulary")
