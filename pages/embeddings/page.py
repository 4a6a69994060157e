"""Embeddings: where training puts the letters, and what the network expects next."""

import streamlit as st

from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first, trained_run
from pages.embeddings import letter_plot

visitor = current()
found = trained_run.to_look_into(visitor)
if found:
    letter_plot.introduction(found)
    answered = guess_first.ask(found.question(visitor.names))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        letter_plot.plot(found, found.epoch if answered else 0)
    if answered:
        with right:
            letter_plot.next_letter(visitor, found)
