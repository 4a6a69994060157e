"""Start: the five names of the talk, and its question."""

import streamlit as st

from namegen.ui import predict, start
from namegen.ui.visitor import current

visitor = current()
st.html(start.STYLE)
st.title("Five names")
start.five_names()
because = start.because(visitor.names)
answered = predict.ask("start", start.QUESTION, start.GUESSES, start.MACHINE, because)
if answered:
    st.markdown("Here are two machines that make up names now. What tells them apart?")
    start.two_models(visitor)
start.list_in_use(visitor.names)
st.caption("The five names are quoted from the talk that this app follows.")
