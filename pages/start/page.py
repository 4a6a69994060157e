"""Start: the five names of the talk, and its question."""

import streamlit as st

from namegen.lessons import questions
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first
from pages.start import two_models

visitor = current()
two_models.five_names()
if guess_first.ask(questions.start(visitor.names)):
    two_models.what_tells_them_apart(visitor)
    two_models.two_models(visitor)
two_models.list_in_use(visitor.names)
st.caption("The five names are quoted from the talk that this app follows.")
