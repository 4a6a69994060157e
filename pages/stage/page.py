"""On stage: one who leads, and a hall of phones that follow; or the same talk alone."""

from urllib.parse import urlencode

import streamlit as st

from namegen.hall.codes import code_of
from namegen.hall.hall import HallError
from namegen.lists import catalogue
from namegen.ui.serving.halls import halls
from namegen.ui.serving.web import addresses
from namegen.ui.session.visitor import current
from namegen.ui.stage import view

# What the address may say: the code of a hall that is joined, and the invitation of the picture
# that was scanned; the secret of one that is led, and whether this is the presenter's window; a
# tour alone.
JOIN, INVITED, LEAD, NOTES, ALONE = "join", "in", "lead", "notes", "tour"
query = st.query_params
url = addresses.shared(st.context.url)
names, full = current().names.key, current().on_stage


def lead(secret: str) -> None:
    """The stage of a hall, or its presenter's window."""
    role: view.Role = "notes" if NOTES in query else "stage"
    view.show(role, code_of(secret), url, secret, full, names)
    if role == "notes":
        return
    link = f"{url}/stage?{urlencode({LEAD: secret})}"
    st.markdown(
        f"Lead from here with the keys, or from [the presenter's window]({link}&{NOTES}=1) on your "
        f"laptop while the projector shows [the stage]({link}&stage=1) alone. Whoever has this "
        "page's link leads: keep it to yourself. It opens the same step again after a reload."
    )
    say_which_list("hall")


def say_which_list(what: str) -> None:
    """A list of one's own is one tab's alone: what others see, and a tour, begins with another."""
    if names not in catalogue.LISTS:
        st.caption(f"The {what} is on a bundled list; the other pages are on your own.")


def choose() -> None:
    """Start a hall, join one, or go alone."""
    st.markdown(
        "Give the talk to a room: the stage shows one picture at a time, and every phone that "
        "joins follows it, votes, sends names and searches for better settings."
    )
    if st.button("Start a hall", type="primary"):
        try:
            query[LEAD] = halls().open()[1]
            st.rerun()
        except HallError as error:
            st.error(str(error))
    with st.form("join", border=False):
        code = st.text_input("Code of a hall", placeholder="such as janasah", max_chars=40)
        if st.form_submit_button("Join") and code.strip():
            query[JOIN] = code.strip().lower()
            st.rerun()
    st.markdown("Or take the same steps by yourself, at your own pace.")
    if st.button("Take the tour alone"):
        query[ALONE] = "1"
        st.rerun()


if query.get(LEAD):
    lead(query[LEAD])
elif ALONE in query:
    view.show("tour", "tour", url, full=full, names=names)
    say_which_list("tour")
elif JOIN in query:
    view.show("phone", query[JOIN], url, query.get(INVITED, ""))
else:
    choose()
