"""Tabs that lost their server, or were away for longer than it waits, come back by themselves.

Streamlit connects such a tab to a new session, which hears of the page only when a widget is
pressed, and loses that press. So the tab asks its server now and then whether it knows the
session's token; where it does not, it asks Streamlit for one run of the page, from its link and
the widgets that it shows, and hands over its old token and what only the session knew.

A list of the visitor's own and what has been guessed are kept in the tab's own storage. A session
that lacks the list asks for it, and hears as well that there is none; the guesses are brought to
one that lacks them, such as after a reload. A link has none, since others open it, too.
"""

from __future__ import annotations

import time

import streamlit as st

from namegen.ui.serving.departures import departures
from namegen.ui.serving.web import tab_check
from namegen.ui.serving.web.scripts import component, heard
from namegen.ui.session import link, reading
from namegen.ui.session.visitor import Visitor, answers_given

_MOST_ANSWERS, _LONGEST = 100, 200

_COMPONENT = component("coming_back", __file__, of_page=True)


def watch(visitor: Visitor) -> None:
    """Have the tab ask for its session, and take over what it brings from one that is gone."""
    answers = answers_given(visitor)
    read = reading.last(visitor) if visitor.page == "own" else None  # where a list is changed
    brought = _COMPONENT(
        key="coming-back",
        data={
            "path": tab_check.address(visitor.session),
            "kept": answers,
            "own": read and read.to_keep(),
            "lacksOwn": visitor.lacks_own,
            "time": time.time(),  # each run is heard: its data differ
        },
        on_back_change=heard,
        on_own_change=heard,
        on_answers_change=heard,
    )
    if visitor.lacks_own and brought.own is not None:
        visitor.lacks_own = False
        if own := reading.kept(brought.own):
            reading.bring_back(visitor, own)
            visitor.notes_shown.pop(link.OWN_IS_GONE, None)
        st.rerun()  # the tab hears at once that its list has come
    _take(answers, brought.answers)
    match brought.back:
        case [str(path), dict(given)]:
            _take(answers, given)
            if before := departures.back(path.rpartition("/")[2]):
                visitor.take_over(before)


def _take(answers: dict[str, str], given: object) -> None:
    """Take what a tab remembers, by the question's key. A link only knew what had been asked."""
    if isinstance(given, dict) and len(given) <= _MOST_ANSWERS:
        for key, answer in given.items():
            key = str(key)[:_LONGEST]
            answers[key] = answers.get(key) or str(answer)[:_LONGEST]
