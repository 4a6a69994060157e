"""Opponents: models that make names up."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from namegen.lessons.game import Deck
from namegen.lists.name_list import NameList
from namegen.models.sampling import LanguageModel
from namegen.settings import COUNTED, DEEP, MODELS, Settings
from namegen.training.split import Split, split
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted import counted
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import trained_run

READY = "ready"
TITLES = {READY: f"{MODELS[DEEP].label}, trained earlier"} | {
    name: f"{kind.label}, trained here" if kind.trained else kind.label
    for name, kind in MODELS.items()
}
# As in "made up by ...".
SAID = {READY: MODELS[DEEP].said} | {name: kind.said for name, kind in MODELS.items()}

_CHOICE = "against"
# Enough for a hall in which everybody has trained a network of their own; 0.1 MB each.
_DECKS = 128


@dataclass(frozen=True)
class Opponent:
    """A model to play against. ``identity`` is equal where the model and its list are the same."""

    kind: str
    identity: Hashable
    names: NameList
    model: LanguageModel
    validation: float  # the share of the names that it was not trained on

    @property
    def split(self) -> Split:
        return split(self.names.names, self.validation)


def kinds(names: NameList) -> list[str]:
    """What a list can be played with, the one to begin with first: it needs no training."""
    return [kind for kind in TITLES if kind != READY or pretrained.file(names)]


def choice(names: NameList) -> str:
    """The choice of an opponent, which a link keeps."""
    return st.selectbox(
        "Who makes names up?",
        kinds(names),
        format_func=TITLES.__getitem__,
        key=_CHOICE,
        bind="query-params",
        label_visibility="collapsed",
        filter_mode=None,  # typing would bring a phone's keyboard up
    )


def opponent(visitor: Visitor, kind: str) -> Opponent | None:
    """The opponent of this kind.

    None where it is a network of the visitor's own that is not trained yet: then the page offers to
    train it, or shows how far it is.
    """
    names = visitor.names
    if kind == COUNTED:
        return Opponent(
            kind,
            (names.digest, kind),
            names,
            counted(names, Settings.validation),
            Settings.validation,
        )
    if kind == READY:
        saved = pretrained.saved(pretrained.file(names))
        held_out = saved.settings.validation
        return Opponent(kind, (names.digest, kind), names, saved.model, held_out)
    if visitor.settings.model != kind:
        visitor.choose_model(kind)
    found = trained_run.of(visitor)
    if found is None:
        return None
    run, snapshot = found
    identity = visitor.key, snapshot.epoch
    model = run.model(snapshot.epoch)
    return Opponent(kind, identity, names, model, visitor.settings.validation)


def deck(opponent: Opponent) -> Deck:
    """The names of an opponent's rounds, made once for everybody. Raises GameError."""
    return _deck(opponent.identity, opponent)


@st.cache_resource(show_spinner=False, max_entries=_DECKS)
def _deck(identity: Hashable, _opponent: Opponent) -> Deck:
    parts = _opponent.split
    return Deck.of(_opponent.model, parts.training, parts.validation)
