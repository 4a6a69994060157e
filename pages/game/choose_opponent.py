"""The choice of an opponent, which may be a network of the visitor's own."""

from __future__ import annotations

import streamlit as st

from namegen.lists.name_list import NameList
from namegen.settings import OPPONENTS
from namegen.ui.serving.opponents import Opponent, at_once, kinds
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import trained_run

_CHOICE = "against"


def choice(names: NameList) -> str:
    """The choice of an opponent, which a link keeps."""
    return st.selectbox(
        "Who makes names up?",
        kinds(names),
        format_func=OPPONENTS.__getitem__,
        key=_CHOICE,
        bind="query-params",
        filter_mode=None,  # typing would bring a phone's keyboard up
    )


def opponent(visitor: Visitor, kind: str) -> Opponent | None:
    """The opponent of this kind.

    None where it is a network of the visitor's own that is not trained yet: then the page offers to
    train it, or shows how far it is.
    """
    names = visitor.names
    if found := at_once(names, kind):
        return found
    if visitor.settings.model != kind:
        visitor.choose_model(kind)
    trained = trained_run.of(visitor)
    if trained is None:
        return None
    run, snapshot = trained
    identity = visitor.key, snapshot.epoch
    model = run.model(snapshot.epoch)
    return Opponent(kind, identity, names, model, visitor.settings.validation)
