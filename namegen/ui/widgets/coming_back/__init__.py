"""Tabs that lost their server, or were away for longer than it waits, come back by themselves.

Streamlit connects such a tab to a new session, which hears of the page only when a widget is
pressed, and loses that press. So the tab asks its server now and then whether it knows the
session's token; where it does not, it asks Streamlit for one run of the page, from its link and
the widgets that it shows, and hands over its old token and what only the session knew.
"""

from __future__ import annotations

import time

import streamlit as st

from namegen.ui.serving import here
from namegen.ui.serving.departures import departures
from namegen.ui.serving.scripts import beside
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import guess_first

_MOST_ANSWERS, _LONGEST = 100, 200


_read = beside(__file__)
_COMPONENT = st.components.v2.component(
    "namegen_coming_back",
    html=_read("coming_back.html"),
    css=_read("coming_back.css"),
    js=_read("coming_back.js"),
    isolate_styles=False,
)


def watch(visitor: Visitor) -> None:
    """Have the tab ask for its session, and take over what it brings from one that is gone."""
    answers = guess_first.answers_given()
    brought = _COMPONENT(
        key="coming-back",
        # The time makes each run's data others: so the tab knows that it has been heard.
        data=[here.address(visitor.session), answers, time.time()],
        on_back_change=lambda: None,
    ).back
    match brought:
        case [str(path), dict(given)] if len(given) <= _MOST_ANSWERS:
            for key, answer in given.items():
                answers.setdefault(str(key)[:_LONGEST], str(answer)[:_LONGEST])
            if before := departures.back(path.rpartition("/")[2]):
                visitor.take_over(before)
