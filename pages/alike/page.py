"""Find alike: the names nearest to a name, by what the network thinks of them."""

import streamlit as st

from namegen.lessons import questions
from namegen.ui.session.visitor import current
from namegen.ui.widgets import bar_rows, guess_first, trained_run
from pages.alike import name_search

visitor = current()
st.html(bar_rows.STYLE)
st.title("Find alike", anchor=False)

found = trained_run.of(visitor)
if found:
    run, snapshot = found
    name_search.introduction(visitor, run)
    made = name_search.index(visitor, run, snapshot.epoch)
    untrained = made and name_search.index(visitor, run, 0)
    if untrained and guess_first.ask(questions.similar_names(visitor.names, made.index)):
        name_search.search(visitor, made, untrained, snapshot.epoch)
