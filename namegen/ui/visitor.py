"""What one visitor has chosen, and where they are: the state of a session, kept in its URL."""

from __future__ import annotations

import math
import secrets
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from namegen.cleaning import shorten
from namegen.names import NameList
from namegen.setting_texts import differing, from_texts
from namegen.settings import SPECS, Settings, SettingsError, settings_for
from namegen.ui import lists, seats, turns_text
from namegen.ui.desk import Desk
from namegen.ui.limits import LimitError
from namegen.ui.playhead import SPEEDS, Playhead

if TYPE_CHECKING:
    from namegen.training import TrainingRun
    from namegen.ui.scheduler import Scheduler

_STATE = "visitor"
_EPOCH, _LIST, _MODEL, _TURNS = "epoch", "list", "model", "turns"
_KNOWN = {_EPOCH, _LIST, _TURNS, *SPECS}


@dataclass
class Visitor:
    """A session's choices. The run they lead to belongs to the scheduler, which shares it."""

    names: NameList
    # The model chosen, and a desk for each model that has been used.
    chosen: str
    desks: dict[str, Desk] = field(default_factory=dict)
    # The one model that the page on the screen is about, where it is about one.
    page_model: str | None = None
    speed: str = next(iter(SPEEDS))
    # A list of the visitor's own, kept beside the bundled ones while the session lasts.
    own: NameList | None = None
    # Sentences to show, and those that are being shown, since when (monotonic seconds).
    notes: list[str] = field(default_factory=list)
    notes_shown: dict[str, float] = field(default_factory=dict)
    # Since when (monotonic seconds) the names of which run and epoch have been on the stage.
    names_shown: tuple[float, Hashable, int] = (0.0, None, 0)
    # When Play or Pause was pressed last (monotonic seconds).
    pressed_at: float = -math.inf
    # The session as the scheduler knows it: the same after a lost connection comes back.
    session: str = field(default_factory=secrets.token_hex)

    @property
    def desk(self) -> Desk:
        """The desk of the model in use: the page's own, or the one chosen."""
        model = self.page_model or self.chosen
        if model not in self.desks:
            self.desks[model] = Desk(settings_for(model))
        return self.desks[model]

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    @property
    def playhead(self) -> Playhead:
        return self.desk.playhead

    @property
    def key(self) -> Hashable:
        """The identity of the run: equal for visitors who watch the same."""
        return self.names.digest, self.settings.identity(), self.desk.turns

    def run(self, scheduler: Scheduler) -> TrainingRun:
        """The run of these choices. Raises LimitError where they are too much for a shared app."""
        from namegen.ui.runs import make_run

        make = partial(make_run, self.names, self.settings, self.desk.turns)
        return scheduler.run(self.key, make, self.session)

    def choose_list(self, names: NameList) -> None:
        """Use a list on every page; one of the visitor's own stays at hand."""
        if names.key not in lists.LISTS:
            self.own = names
        self.names = names
        for desk in self.desks.values():
            desk.start_anew()

    def choose_model(self, model: str) -> None:
        """Change the model; its settings and its epoch are those that it was left with."""
        self.desk.playhead.pause()
        self.chosen = model

    def turn_to(self, page_model: str | None) -> None:
        """Another page is on the screen, about one model or about the one chosen."""
        before = self.desk
        self.page_model = page_model
        if self.desk is not before:
            before.playhead.pause()

    def change(self, scheduler: Scheduler, **changes: Any) -> None:
        """Change settings. A new learning rate while playing turns the run from here on, or from
        the nearest epoch before that a long history has kept.

        Raises SettingsError.
        """
        desk, before = self.desk, scheduler.known(self.key)
        after, epoch = replace(desk.settings, **changes), 0
        begun = before is not None and before.frontier >= 0
        if begun and set(changes) == {"lr"} and desk.playhead.playing:
            epoch = before.history.at(desk.playhead.shown).epoch
        # Where there is no memory for another run, the page says so when it looks for it.
        with suppress(LimitError):
            if epoch:
                desk.turn(epoch, after.lr)
                scheduler.run(self.key, lambda: before.fork(epoch, after.lr))
            else:
                desk.change(after)
                if begun and before.settings.start() == after.start():
                    scheduler.run(self.key, lambda: before.twin(after))

    def link(self) -> dict[str, str]:
        """The URL's parameters: the list and the model always, else what differs from the usual."""
        own = self.names.key not in lists.LISTS
        texts = {_LIST: lists.OWN if own else self.names.key, _MODEL: self.settings.model}
        texts |= differing(self.settings)
        if self.desk.turns:
            texts[_TURNS] = turns_text.written(self.desk.turns)
        # While playing it is where that leads: who reloads the page soon comes by where they were,
        # since the shared run is there, and plays on; and no tick has to write the link anew.
        if self.playhead.goal:
            texts[_EPOCH] = str(self.playhead.goal)
        return texts

    @classmethod
    def from_link(cls, query: Mapping[str, str]) -> Visitor:
        """The visitor that a link describes; what cannot be had is said in ``notes``."""
        usual, note = lists.default_key()
        notes = [note] if note else []
        key = query.get(_LIST, usual)
        if key == lists.OWN:
            notes.append("Your own list was not kept; add it again on the page Your own names.")
            key = usual
        elif key not in lists.LISTS:
            notes.append(
                f"There is no list {shorten(key)!r}; another is shown. Choose one at the side."
            )
            key = usual
        names, problem = lists.available(key)
        texts = {name: text for name, text in query.items() if name in SPECS}
        if texts.get(_MODEL) == "bigram":
            texts[_MODEL] = "bigram-network"
            notes.append("Counting needs no training, so the bigram's network is taken here.")
        settings, changed = from_texts(texts)
        visitor = cls(names, settings.model, {settings.model: Desk(settings)})
        visitor.notes = [note for note in (*notes, problem, *changed) if note]
        visitor._take_turns(query.get(_TURNS, ""))
        visitor._go_to(query.get(_EPOCH, "0"))
        return visitor

    def _take_turns(self, text: str) -> None:
        """Have the learning rate change where a link says that it did."""
        try:
            self.desk.turns = turns_text.read(text)
        except SettingsError as error:
            self.notes.append(str(error))

    def _go_to(self, epoch: str) -> None:
        """Play, as fast as it goes, to the epoch that a link names."""
        last = self.settings.epochs
        if not epoch.isdecimal():
            self.notes.append(
                f"This link's epoch {shorten(epoch)!r} is not one of {last}; the start is shown."
            )
            return
        wanted = int(epoch) if len(epoch) < 20 else last + 1  # Python reads no endless number
        if wanted > last:
            self.notes.append(f"This link's epoch {shorten(epoch)} is past the last, {last}.")
        self.playhead.play(min(wanted, last))


def arrive() -> Visitor:
    """The visitor of this session, read from the URL when the session is new. For app.py."""
    if _STATE not in st.session_state:
        query = {key: value for key, value in st.query_params.items() if key in _KNOWN}
        st.session_state[_STATE] = Visitor.from_link(query)
    visitor = st.session_state[_STATE]
    seats.take(visitor.session)
    return visitor


def current() -> Visitor:
    """The visitor of this session, for a page.

    Where a fresh server's very first visitor follows a link to a page, Streamlit takes the folder
    pages/ for an app of its older kind and runs the page's script alone, until it hears better.
    """
    if _STATE not in st.session_state:
        from namegen.ui import frame  # which shows what is known here

        st.navigation(frame.pages())
        st.rerun()
    return st.session_state[_STATE]


@contextmanager
def checking_link(visitor: Visitor) -> Iterator[None]:
    """Say what the widgets that are drawn here for the first time cannot take from the URL.

    Streamlit brings such a value into range or drops it, and says nothing. The page is drawn anew
    then, with the note.
    """
    asked = {
        key: st.query_params.get_all(key)
        for key in st.query_params
        if key not in _KNOWN and key not in st.session_state
    }
    yield
    refused = [
        f"{key} {shorten(','.join(texts))!r}"
        for key, texts in asked.items()
        if key in st.session_state
        and st.query_params.get_all(key) != texts
        # What is as usual is not kept in the URL either.
        and str(st.session_state[key]).lower() != texts[-1].lower()
    ]
    if refused:
        visitor.notes.append(
            f"This link's {' and '.join(refused)} cannot be had here; what is usual, or comes "
            "nearest, is shown."
        )
        st.rerun()


def write_link(visitor: Visitor) -> None:
    """Put the visitor's choices into the URL, so that a copied link opens the same."""
    wanted = visitor.link()
    present = {key: value for key, value in st.query_params.items() if key in _KNOWN}
    if present != wanted:
        # One by one: what a widget of the page has put there is the widget's to change.
        for key in present.keys() - wanted.keys():
            del st.query_params[key]
        st.query_params.update(wanted)
