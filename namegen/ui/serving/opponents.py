"""Opponents: models that make names up."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from namegen.lessons.game import Deck, GameError, real_names
from namegen.lists.name_list import NameList
from namegen.models.sampling import LanguageModel
from namegen.settings import COUNTED, DEEP, MODELS, OPPONENTS, READY, Settings
from namegen.training.run import TrainingRun
from namegen.training.split import Split, split
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted_bigrams import BY_DIGEST, counted
from namegen.wording import shorten

# As in "made up by ...".
SAID = {READY: MODELS[DEEP].said} | {name: kind.said for name, kind in MODELS.items()}

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
    label: str  # what the model is called: without a hidden layer no network is deep

    @property
    def split(self) -> Split:
        return split(self.names.names, self.validation, self.names.weights)


def kinds(names: NameList) -> list[str]:
    """What a list can be played with, the one to begin with first: it needs no training."""
    return [kind for kind in OPPONENTS if kind != READY or pretrained.file(names)]


def of_title(names: NameList, title: str) -> Opponent:
    """The one of a title, or without a title the first; it needs no training here.

    Raises GameError.
    """
    kind = next((kind for kind in kinds(names) if title in ("", OPPONENTS[kind])), "")
    found = at_once(names, kind)
    if found is None:
        when = "before it is trained" if title in OPPONENTS.values() else "here"
        raise GameError(
            f"Nobody plays against {shorten(title)!r} {when}: choose {OPPONENTS[COUNTED]!r}."
        )
    return found


def of_run(names: NameList, key: Hashable, run: TrainingRun, epoch: int) -> Opponent:
    """The network of a run after an epoch. key: the run's identity."""
    kind, held_out, label = run.settings.model, run.settings.validation, run.settings.label
    return Opponent(kind, (key, epoch), names, run.model(epoch), held_out, label)


def at_once(names: NameList, kind: str) -> Opponent | None:
    """The opponent of a kind that needs no training here; of another kind there is none."""
    if kind == COUNTED:
        model, held_out = counted(names, Settings.validation), Settings.validation
        label = MODELS[COUNTED].label
    elif kind == READY:
        saved = pretrained.saved(pretrained.file(names))
        model, held_out, label = saved.model, saved.settings.validation, saved.settings.label
    else:
        return None
    return Opponent(kind, (names.digest, kind), names, model, held_out, label)


@st.cache_data(show_spinner=False, max_entries=_DECKS, hash_funcs=BY_DIGEST)
def problem(names: NameList, validation: float) -> str:
    """Why nobody can play on a list against models that were not trained on this share of it, or
    nothing."""
    parts = split(names.names, validation, names.weights)
    try:
        real_names(parts.training, parts.validation)
    except GameError as error:
        return str(error)
    return ""


@st.cache_resource(
    show_spinner=False, max_entries=_DECKS, hash_funcs={Opponent: lambda one: one.identity}
)
def deck(opponent: Opponent) -> Deck:
    """The names of an opponent's rounds, made once for everybody. Raises GameError."""
    parts = opponent.split
    return Deck.of(opponent.model, parts.training, parts.validation)
