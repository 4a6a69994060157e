"""namegen: how machines learn language, live."""

import streamlit as st

from namegen.ui import thrift, warm

thrift.begin()

from namegen.ui import frame, story, visitor  # noqa: E402

page = st.navigation(frame.pages())
st.set_page_config(f"{page.title} · namegen", page_icon=frame.ICON, layout="wide")
st.html(frame.STYLE)
who = visitor.arrive()
who.turn_to(story.ABOUT.get(page.title))
frame.sidebar(who)
frame.notes(who)
with visitor.checking_link(who):
    page.run()
story.next_page(page.title)
visitor.write_link(who)
warm.begin()
