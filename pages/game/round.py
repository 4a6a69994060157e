"""A round of the game: one name at a time, two buttons, and at the end the score."""

from __future__ import annotations

import html
import secrets
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import partial

import numpy as np
import streamlit as st

from namegen.lessons.game import GUESSES, HALF, NAMES, Card, GameError, Round, onward
from namegen.ui import frame
from namegen.ui.navigation import PAGES
from namegen.ui.serving.opponents import Opponent, deck
from namegen.ui.serving.referees import Awaited, progress
from namegen.ui.serving.web import delivery
from namegen.ui.session import link
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets import waiting
from pages.game import hall_score
from pages.game.choose_opponent import opponent
from pages.game.referee import referee

REAL, MADE = GUESSES

_NUMBER, _PLAYED = "round", "played"
ROUNDS = WIDGETS[_NUMBER].high + 1
_TURN, _ROUND = "game-turn", "game-round"
_RIGHT, _WRONG = "✓", "✗"


def begin(visitor: Visitor, kind: str) -> None:
    """A round against an opponent, or the one sentence that says why there is none."""
    found = opponent(visitor, kind)
    if found is None:
        return
    try:
        deck(found)
    except GameError as error:
        st.info(str(error))
        return
    if visitor.on_stage:
        frame.stage(visitor, PAGES["game"], _round(found, number()))
    else:
        play(found)


@delivery.fragment
def play(against: Opponent) -> None:
    """The round: its turns, and when all names have been seen, the score."""
    names = st.container()
    playing = _round(against, number())
    learning = referee(against, current().session)
    with names:
        if playing.over:
            _score(against, playing, learning)
        else:
            _turn(against, playing)
    # A tab that lost its server comes back to the round in its link.
    link.put(_PLAYED, playing.text or None)


def number() -> int | None:
    """The number of the round, for people who want to play the same one. A link keeps it."""
    with st.expander("Play the same ten names together"):
        return st.number_input(
            "Round",
            0,
            ROUNDS - 1,
            None,
            step=1,
            placeholder="by chance",
            key=_NUMBER,
            bind="query-params",
            help="Against the same model, the same number gives everybody the same ten names.",
        )


def _round(against: Opponent, wanted: int | None) -> Round:
    """The session's round; another opponent or another number begins a new one."""
    things = current().things
    of: Hashable = against.identity, wanted, things.get(_TURN)
    if _ROUND not in things or things[_ROUND][0] != of:
        dealt, guesses = (None, "") if _ROUND in things else _read()
        if dealt is None or wanted not in (None, dealt):
            dealt, guesses = secrets.randbelow(ROUNDS) if wanted is None else wanted, ""
        real = [guess == "r" for guess in guesses]
        cards, count = deck(against).deal(dealt), partial(hall_score.add, against)
        things[_ROUND] = of, Round(cards, dealt, real, len(real), count)
    return things[_ROUND][1]


def _read() -> tuple[int | None, str]:
    """The round that the link says is being played: its number, and the guesses so far."""
    number, _, guesses = st.query_params.get(_PLAYED, "").partition("-")
    return (int(number), guesses) if number else (None, "")


def _another(turn: int) -> None:
    """The round after this turn's; a second quick tap asks for no other."""
    state, things = st.session_state, current().things
    if things.get(_TURN, 0) != turn:
        return
    if state.get(_NUMBER) is not None:
        state[_NUMBER] = (state[_NUMBER] + 1) % ROUNDS
    things[_TURN] = turn + 1


def _turn(against: Opponent, playing: Round) -> None:
    place, answered = playing.place, playing.answered
    card = playing.cards[place]
    verdict = _verdict(against, card, playing.right[place]) if answered else _asked(place)
    look = ("real" if card.real else "made") if answered else ""
    st.html(
        f'<div class="game-turn">{_marks(playing)}'
        f'<p class="game-name {look}" dir="auto" translate="no"'
        f' style="--letters: {len(card.name)}">'
        f"<span>{html.escape(card.name)}</span></p>{verdict}</div>"
    )
    with st.container(horizontal=True, key="game-buttons"):
        for label, real, key in ((REAL, True, "Left"), (MADE, False, "Right")):
            st.button(
                label, type="primary", width="stretch", shortcut=key, disabled=answered,
                key=f"game-{label}", on_click=playing.guess, args=(place, real),
            )  # fmt: skip
    with st.container(key="game-on"):
        st.button(
            onward(place), type="primary", width="stretch", shortcut="Down", disabled=not answered,
            key="game-next", on_click=playing.go_on, args=(place,),
        )  # fmt: skip


def _marks(playing: Round) -> str:
    """Ten marks: which names were guessed right, and where the round is."""
    items = []
    for place in range(NAMES):
        look, mark, said = "open", "", "to come"
        if place < len(playing.guesses):
            right = playing.right[place]
            look, mark = ("right", _RIGHT) if right else ("wrong", _WRONG)
            said = look
        elif place == playing.place:
            look, said = "here", "now"
        items.append(f'<li class="{look}" aria-label="{said}">{mark}</li>')
    return f'<ol class="game-marks">{"".join(items)}</ol>'


def _asked(place: int) -> str:
    return f'<p class="game-verdict">Name {place + 1} of {NAMES}</p>'


def _verdict(against: Opponent, card: Card, right: bool) -> str:
    what = "it is real" if card.real else f"made up by the {against.label.lower()}"
    how = f"{_RIGHT} Right" if right else f"{_WRONG} Wrong"
    return f'<p class="game-verdict" role="alert"><b>{how}:</b> {what}.</p>'


def _score(against: Opponent, playing: Round, learning: Awaited) -> None:
    """Who guessed how many, and what each of the ten was."""
    ruled = _ruling(playing, learning)
    _numbers(sum(playing.right), ruled, learning)
    with st.container(key="game-again"):
        st.button(
            "Another ten", type="primary", width="stretch", shortcut="Down",
            key="game-another", on_click=_another, args=(current().things.get(_TURN, 0),),
        )  # fmt: skip
    hall_score.so_far(against)
    st.html(_ten(playing, ruled))
    st.caption(
        f"Pure guessing scores about {HALF}. The referee is a small network that was trained "
        "to tell this model's names from real ones; it had seen none of these ten, and nor had the "
        f"model. {lengths(playing.cards)}"
    )


def lengths(cards: Sequence[Card]) -> str:
    """What the lengths of the names give away."""
    real, made = (
        Counter(len(card.name) for card in cards if card.real == kind) for kind in (True, False)
    )
    if real == made:
        return "Made-up names are as long as the real ones, so that length gives nothing away."
    return "Made-up names are as close in length to the real ones as this model makes any."


def _ruling(playing: Round, learning: Awaited) -> list[bool] | None:
    """For each of the ten, whether the referee is right; None where there is no referee (yet)."""
    known = learning.result() if learning.done() else None
    if known is None:
        return None
    realness = known.realness([card.name for card in playing.cards])
    return ((realness > 0.5) == np.array([card.real for card in playing.cards])).tolist()


def _numbers(own: int, ruled: list[bool] | None, learning: Awaited) -> None:
    """The two scores; the referee's comes by itself when it has been trained."""
    coming = not learning.done()
    other = "…" if coming else "–" if ruled is None else sum(ruled)
    st.html(
        f'<div class="game-scores"><p><b>{own}</b> of {NAMES}<br>You</p>'
        f"<p><b>{other}</b> of {NAMES}<br>The referee{', in training' * coming}</p></div>"
    )
    if coming:
        waiting.show("referee", lambda: None if learning.done() else [(None, progress([learning]))])
    elif ruled is None:
        st.caption("There are too few names here to train a referee.")


def _ten(playing: Round, ruled: list[bool] | None) -> str:
    rows = []
    for place, (card, right) in enumerate(zip(playing.cards, playing.right, strict=True)):
        what = REAL if card.real else MADE
        referee = _cell(ruled[place]) if ruled else "<td></td>"
        name = f'<td dir="auto" translate="no">{html.escape(card.name)}</td>'
        rows.append(f"<tr>{name}<td>{what}</td>{_cell(right)}{referee}</tr>")
    head = "<tr><th>Name</th><th>It is</th><th>You</th><th>Referee</th></tr>"
    return f'<table class="game-ten">{head}{"".join(rows)}</table>'


def _cell(right: bool) -> str:
    look, mark = ("right", _RIGHT) if right else ("wrong", _WRONG)
    return f'<td class="{look}" aria-label="{look}">{mark}</td>'
