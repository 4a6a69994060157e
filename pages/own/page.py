"""Your own names: a list of one's own, and what is understood of it."""

import streamlit as st

from namegen.ui.session import reading
from namegen.ui.session.visitor import current
from pages.own import read_list, what_was_read

visitor = current()
st.markdown(
    "What would the models make of names that you know? Your list stays with this tab: it is not "
    "in the link, and not saved on the server."
)
read_list.ways_in()
read_list.what_a_list_looks_like()
read = reading.last(visitor)
if read:
    with st.container(key="own-read"):
        what_was_read.understood(visitor, read)
read_list.into_sight()
