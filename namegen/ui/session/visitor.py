"""What one visitor has chosen, and where they are: the state of a session, kept in its URL."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from namegen.lists import catalogue
from namegen.lists.name_list import NameList
from namegen.settings import Settings, settings_for
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.plan import Plan, key_of
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.model_state import ModelState
from namegen.ui.session.playhead import SPEEDS, Playhead, pace

if TYPE_CHECKING:
    from namegen.training.run import TrainingRun

STATE = "visitor"
"""Where the session keeps its visitor."""


@dataclass
class Visitor:
    """A session's choices. The run they lead to belongs to the scheduler, which shares it.

    A choice that is made already changes nothing. A tab may say what its widgets show once more,
    after a run of the page that had none of them, and Streamlit takes that for a change.
    """

    names: NameList
    # The model chosen, and a state for each model that has been used.
    chosen: str
    model_states: dict[str, ModelState] = field(default_factory=dict)
    # The page on the screen, and the one model that it is about, where it is about one.
    page: str | None = None
    page_model: str | None = None
    speed: str = next(iter(SPEEDS))
    # Whether the page's one picture is shown, on the whole screen.
    on_stage: bool = False
    # A list of the visitor's own, kept beside the bundled ones while the session lasts.
    own: NameList | None = None
    # Whether the link is of a list of one's own, which the browser may have and this session not.
    lacks_own: bool = False
    # Sentences to show, and those that are being shown, since when (monotonic seconds).
    notes: list[str] = field(default_factory=list)
    notes_shown: dict[str, float] = field(default_factory=dict)
    # Since which moment for new names the names of which run and epoch have been on the stage.
    names_shown: tuple[float, str, int] = (0.0, "", 0)
    # What pages remember, by a key of theirs, besides the values of their widgets.
    things: dict[str, Any] = field(default_factory=dict)
    # Runs that a page has trained beside the one on the screen, each up to an epoch.
    besides: dict[Hashable, int] = field(default_factory=dict)
    # The session as the scheduler knows it: the same after a lost connection comes back.
    session: str = field(default_factory=secrets.token_hex)
    began: float = field(default_factory=time.monotonic)  # monotonic seconds

    @property
    def model_state(self) -> ModelState:
        """The state of the model in use: the page's own, or the one chosen."""
        model = self.page_model or self.chosen
        if model not in self.model_states:
            self.model_states[model] = ModelState(settings_for(model))
        return self.model_states[model]

    @property
    def settings(self) -> Settings:
        return self.model_state.settings

    @property
    def playhead(self) -> Playhead:
        return self.model_state.playhead

    @property
    def pace(self) -> float:
        """Epochs a second."""
        return pace(self.speed, self.settings.epochs)

    @property
    def plan(self) -> Plan:
        """What is trained by these choices."""
        return Plan(self.names, self.settings, self.model_state.rate_changes)

    @property
    def key(self) -> Hashable:
        """The plan's. Every frame of a stage asks for it, and a plan takes four times as long."""
        state = self.model_state
        return key_of(self.names, state.settings, state.rate_changes)

    def run(self) -> TrainingRun:
        """The run of these choices. Raises LimitError where they are too much for a shared app."""
        return self.plan.start(self.session)

    def trained(self, model: str) -> tuple[TrainingRun, int] | None:
        """A model's run and the epoch that the visitor left it at; None where nothing of it has
        been trained. Who holds the run holds its memory."""
        state = self.model_states.get(model)
        if state is None or not (epoch := state.playhead.shown):
            return None
        run = Plan(self.names, state.settings, state.rate_changes).run
        return (run, run.history.at(epoch).epoch) if run and run.last_epoch >= epoch else None

    def advance(self, run: TrainingRun, advanced: Callable[[], None] | None = None) -> float | None:
        """Move the playhead on to this moment, and have the run trained as far as it needs; in how
        many seconds its next epoch is to be shown, None where there is none yet.

        advanced: called in the thread that trains, after each epoch, while it plays.
        """
        playhead, speed = self.playhead, self.pace
        playhead.tick(time.monotonic(), run.last_epoch, speed)
        if run.error and playhead.shown >= run.last_epoch:
            playhead.pause()
        wants = dict(self.besides)
        if playhead.playing:
            key = self.key
            wants[key] = max(playhead.target(speed), wants.get(key, 0))
        scheduler().want(self.session, wants, advanced)
        return playhead.due(run.last_epoch, speed)

    def choose_list(self, names: NameList) -> None:
        """Use a list on every page; one of the visitor's own stays at hand."""
        if names.key == self.names.key:
            return
        if names.key not in catalogue.LISTS:
            self.own = names
        self.names, self.lacks_own = names, False
        for model_state in self.model_states.values():
            model_state.start_anew()

    def choose_model(self, model: str) -> None:
        """Change the model; its settings and its epoch are those that it was left with."""
        if model == self.chosen:
            return
        self.model_state.playhead.pause()
        self.chosen = model

    def take_over(self, before: Visitor) -> None:
        """Go on, on this page, as a visitor whose session has ended."""
        if not before.lacks_own:
            self.names, self.own, self.lacks_own = before.names, before.own, False
        self.chosen, self.things = before.chosen, before.things
        self.model_states, self.speed = before.model_states, before.speed
        self.notes = before.notes  # those of the link are of what it could not bring

    def turn_to(self, page: str, page_model: str | None) -> None:
        """A page is on the screen, about one model or about the one chosen. Nothing is trained for
        the one before it."""
        if page != self.page:
            scheduler().rest(self.session)
            self.besides = {}
        self.page, before = page, self.model_state
        self.page_model = page_model
        if self.model_state is not before:
            before.playhead.pause()

    def change(self, **changes: Any) -> None:
        """Change settings. A new learning rate while playing turns the run from here on, or from
        the nearest epoch before that a long history has kept.

        Raises SettingsError.
        """
        model_state, epoch = self.model_state, 0
        after = replace(model_state.settings, **changes)
        if after == model_state.settings:
            return
        before = self.plan.run
        begun = before is not None and before.last_epoch >= 0
        if begun and set(changes) == {"lr"} and model_state.playhead.playing:
            epoch = before.history.at(model_state.playhead.shown).epoch
        # Where there is no memory for another run, the page says so when it looks for it.
        with suppress(LimitError):
            if epoch:
                model_state.change_rate(epoch, after.lr)
                scheduler().run(self.key, lambda: before.fork(epoch, after.lr))
            else:
                model_state.change(after)
                if begun and before.settings.start() == after.start():
                    scheduler().run(self.key, lambda: before.with_same_start(after))


def answers_given(visitor: Visitor) -> dict[str, str]:
    """What this visitor has answered, by the question's key."""
    return visitor.things.setdefault("guesses", {})


def current() -> Visitor:
    """The visitor of this session, for a page."""
    return st.session_state[STATE]
