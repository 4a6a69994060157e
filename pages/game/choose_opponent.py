"""The choice of an opponent, which may be a network of the visitor's own."""

from __future__ import annotations

import streamlit as st

from namegen.settings import OPPONENTS, TRAINED
from namegen.ui.serving import opponents
from namegen.ui.serving.opponents import Opponent, at_once, kinds
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import trained_run

_CHOICE = "against"


def choice(visitor: Visitor) -> str:
    """The choice of an opponent, which a link keeps; a network of one's own becomes the model."""
    kind = st.selectbox(
        "Who makes names up?",
        kinds(visitor.names),
        format_func=OPPONENTS.__getitem__,
        key=_CHOICE,
        bind="query-params",
        filter_mode=None,  # typing would bring a phone's keyboard up
    )
    if kind in TRAINED and visitor.settings.model != kind:
        visitor.choose_model(kind)
    return kind


def problem(visitor: Visitor, kind: str) -> str:
    """Why nobody can play against models of this kind on the visitor's list, or nothing."""
    found = at_once(visitor.names, kind)
    kept = found.validation if found else visitor.settings.validation
    return opponents.problem(visitor.names, kept)


def opponent(visitor: Visitor, kind: str) -> Opponent | None:
    """The opponent of this kind.

    None where it is a network of the visitor's own that is not trained yet: then the page offers to
    train it, or shows how far it is.
    """
    if found := at_once(visitor.names, kind):
        return found
    trained = trained_run.of(visitor)
    if trained is None:
        return None
    run, snapshot = trained
    return opponents.of_run(visitor.names, visitor.key, run, snapshot.epoch)
