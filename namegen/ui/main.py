"""The script of every page: what stands around it, and the page itself."""

from contextlib import suppress

import streamlit as st

from namegen.ui import frame, keys, navigation
from namegen.ui.serving import startup
from namegen.ui.serving.web import delivery
from namegen.ui.session import link
from namegen.ui.widgets import coming_back, upkeep, wait_for

# Before the pages are named: their own icons for a tab would come from another host.
st.set_page_config(page_icon=frame.ICON, layout="wide")
page, entry = navigation.navigate()
st.set_page_config(f"{page.title} · namegen")
frame.style()
visitor = link.arrive(page.model)
visitor.turn_to(page.name, page.model)
coming_back.watch(visitor)
upkeep.watch()
if visitor.on_stage and not page.hidden and not page.draws_stage:
    st.title(page.title, anchor=False)
    frame.stage(visitor, page)
else:
    if not visitor.on_stage:
        frame.sidebar(visitor)
    frame.notes(visitor)
    frame.way_back(page.name)
    with suppress(wait_for.NothingToShow), link.checking_link(visitor), delivery.page():
        st.title(page.heading or page.title, anchor=False)
        if page.needs_torch:
            wait_for.for_torch()
        entry.run()
        if visitor.on_stage:  # its menu lies beneath a picture, and is not to be seen before it
            frame.sidebar(visitor)
    navigation.next_page(page)
    frame.open_in_full(visitor)
    frame.on_paper()
keys.listen(visitor, page)
link.write_link(visitor)
startup.begin()
delivery.wait()
