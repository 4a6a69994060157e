"""What a page's address holds of a visitor's choices: read, checked and written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from namegen.lists import catalogue
from namegen.lists.name_list import bundled
from namegen.setting_texts import differing, from_texts, to_text
from namegen.settings import COUNTED, NETWORK, SPECS, Settings, SettingsError
from namegen.training.rate_changes import RateChanges
from namegen.ui.serving import open_tabs
from namegen.ui.session import parameters as of_widgets
from namegen.ui.session.model_state import ModelState
from namegen.ui.session.playhead import SPEEDS
from namegen.ui.session.visitor import STATE, Visitor, answers_given
from namegen.wording import shorten

_EPOCH, _PLAYS, _SPEED, _STAGE = "epoch", "play", "speed", "stage"
_LIST, _MODEL, _RATE_CHANGES = "list", "model", "turns"
_KNOWN = {_EPOCH, _PLAYS, _SPEED, _STAGE, _LIST, _RATE_CHANGES, *SPECS}
_YES = "1"
ANSWERED = "answered"
"""Says which question of the page has been answered, by its key."""
OWN_IS_GONE = "Your own list was not kept; add it again on the page Your own names."


def parameters(visitor: Visitor) -> dict[str, str]:
    """The parameters: the list and the model always, else what differs from its default."""
    # Who may bring a list back does so, too, if this session is lost before.
    own = visitor.lacks_own or visitor.names.key not in catalogue.LISTS
    texts = {_LIST: catalogue.OWN if own else visitor.names.key, _MODEL: visitor.settings.model}
    texts |= differing(visitor.settings)
    if visitor.model_state.rate_changes:
        texts[_RATE_CHANGES] = _rate_changes_text(visitor.model_state.rate_changes)
    if visitor.on_stage:
        texts[_STAGE] = _YES
    return texts | {
        name: text for name, text in moving(visitor.playhead.place, visitor.speed).items() if text
    }


def moving(place: tuple[int, bool], speed: str) -> dict[str, str]:
    """The parameters that a stage itself keeps up to date in the browser; nothing for defaults.

    place: a playhead's.
    """
    epoch, plays = place
    return {
        _EPOCH: str(epoch) if epoch else "",
        _PLAYS: _YES if plays else "",
        _SPEED: speed if speed != next(iter(SPEEDS)) else "",
    }


def visitor_of(query: Mapping[str, str], page_model: str | None = None) -> Visitor:
    """The visitor that a link describes; what cannot be had is said in ``notes``.

    page_model: the model that the link's page is about, which a link that names none means.
    """
    default, note = catalogue.default_key()
    notes = [note] if note else []
    key = query.get(_LIST, default)
    if key == catalogue.OWN:
        notes.append(OWN_IS_GONE)
        key = default
    elif key not in catalogue.LISTS:
        another = bundled(default).title
        notes.append(f"There is no list {shorten(key)!r}. Here is another one: {another}.")
        key = default
    texts = {name: text for name, text in query.items() if name in SPECS}
    if texts.get(_MODEL) == COUNTED:
        texts[_MODEL] = NETWORK
        notes.append("Counting needs no training, so the bigram's network is taken here.")
    if page_model:
        texts.setdefault(_MODEL, page_model)
    settings, changed = from_texts(texts)
    chosen = settings.model if _MODEL in query else Settings().model
    state = ModelState(settings)
    visitor = Visitor(bundled(key), chosen, {settings.model: state})
    visitor.lacks_own = query.get(_LIST) == catalogue.OWN
    visitor.notes = [*notes, *changed]
    try:
        state.rate_changes = _rate_changes(query.get(_RATE_CHANGES, ""))
    except SettingsError as error:
        visitor.notes.append(str(error))
    known = {_PLAYS: {_YES}, _SPEED: SPEEDS.keys(), _STAGE: {_YES}}
    asked = {key: query[key] for key in known.keys() & query.keys()}
    if refused := {key: [text] for key, text in asked.items() if text not in known[key]}:
        visitor.notes.append(of_widgets.refused(refused))
    if asked.get(_SPEED) in SPEEDS:
        visitor.speed = asked[_SPEED]
    visitor.on_stage = asked.get(_STAGE) == _YES
    visitor.notes += _go_to(state, query.get(_EPOCH, "0"), query.get(_PLAYS) == _YES)
    return visitor


def _go_to(state: ModelState, epoch: str, plays: bool) -> list[str]:
    """Return to the epoch that a link names, and play on if it did; what is to be said of it."""
    last, notes = state.settings.epochs, []
    if not epoch.isdecimal():
        return [f"This link's epoch {shorten(epoch)!r} is not one of {last}; the start is shown."]
    wanted = int(epoch) if len(epoch) < 20 else last + 1  # Python reads no endless number
    if wanted > last:
        notes = [f"This link's epoch {shorten(epoch)} is past the last, {last}."]
    state.playhead.play(last if plays else min(wanted, last), return_to=min(wanted, last))
    return notes


def _rate_changes_text(changes: RateChanges) -> str:
    """Changes of the learning rate as "4:0.1,9:0.3": epochs with the rates before them."""
    return ",".join(f"{epoch}:{to_text('lr', rate)}" for epoch, rate in changes)


def _rate_changes(text: str) -> RateChanges:
    """The changes in such a text, in the ranges of the app; the epochs rise, so they are few.

    Raises SettingsError.
    """
    changes: list[tuple[int, float]] = []
    for part in text.split(",") if text else ():
        epoch, _, rate = part.partition(":")
        asked, problems = from_texts({"epochs": epoch, "lr": rate})
        if problems or (changes and asked.epochs <= changes[-1][0]):
            raise SettingsError(
                f"This link's turns {shorten(text)!r} are not understood; the learning rate is the "
                "same from the start."
            )
        changes.append((asked.epochs, asked.lr))
    return tuple(changes)


def arrive(page_model: str | None) -> Visitor:
    """The visitor of this session, read from the address when the session is new."""
    if STATE not in st.session_state:
        query = {key: value for key, value in st.query_params.items() if key in _KNOWN}
        st.session_state[STATE] = visitor_of(query, page_model)
    visitor = st.session_state[STATE]
    open_tabs.take(visitor.session, visitor)
    _mend_link(visitor)
    if answered := st.query_params.get(ANSWERED):
        answers_given(visitor).setdefault(answered, "")
    return visitor


def _mend_link(visitor: Visitor) -> None:
    """Put what a widget can take in the place of what it cannot, before it is drawn, and say so."""
    asked = _asked()
    if not (changed := of_widgets.nearest(asked)):
        return
    visitor.notes.append(of_widgets.refused({key: asked[key] for key in changed}))
    for key, texts in changed.items():
        if texts:
            st.query_params[key] = texts
        else:
            del st.query_params[key]
    st.rerun()  # a widget reads the address as it was when the run began


def _asked() -> dict[str, list[str]]:
    """What the address says of widgets that have not been drawn yet."""
    return {
        key: st.query_params.get_all(key)
        for key in st.query_params
        if key in of_widgets.WIDGETS and key not in st.session_state
    }


@contextmanager
def checking_link(visitor: Visitor) -> Iterator[None]:
    """Say what the widgets that are drawn here for the first time do not find in this list, such as
    a letter: Streamlit drops it, and says nothing. The page is drawn anew then, with the note.
    """
    asked = _asked()
    yield
    refused = {
        key: texts
        for key, texts in asked.items()
        if key in st.session_state
        and st.query_params.get_all(key) != texts
        # A default is not kept in the address either.
        and str(st.session_state[key]).lower() != texts[-1].lower()
    }
    if refused:
        visitor.notes.append(of_widgets.refused(refused))
        st.rerun()


def put(key: str, text: str | None) -> None:
    """Put a parameter into the address, or take it out.

    Nothing is written where it stands so already: each writing sends the browser the whole address
    as it was when this run began, without what a widget has put there since.
    """
    if text == st.query_params.get(key):
        return
    if text is None:
        del st.query_params[key]
    else:
        st.query_params[key] = text


def write_link(visitor: Visitor) -> None:
    """Put the visitor's choices into the address, so that a copied link opens the same."""
    wanted = parameters(visitor)
    present = {key: value for key, value in st.query_params.items() if key in _KNOWN}
    if present != wanted:
        # One by one: what a widget of the page has put there is the widget's to change.
        for key in present.keys() - wanted.keys():
            del st.query_params[key]
        st.query_params.update(wanted)
