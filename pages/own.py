"""Your own names: a list of one's own, and what is understood of it."""

import streamlit as st

from namegen.ui import own
from namegen.ui.visitor import current

visitor = current()
st.title("Your own names")
st.markdown(
    "What would the models make of names that you know? Paste a list or choose a file. It stays in "
    "this session: it is not in the link, and it is not saved."
)
own.ways_in()
own.what_a_list_looks_like()
reading = own.last()
if reading:
    own.understood(visitor, reading)
