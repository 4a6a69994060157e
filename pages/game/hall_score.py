"""The score of all players of this server together, with a bar for each model."""

from __future__ import annotations

import html

import streamlit as st

from namegen.hall.game_score import share_interval
from namegen.lessons.game import Score, Tally
from namegen.lists.name_list import NameList
from namegen.settings import OPPONENTS
from namegen.ui.serving.opponents import SAID, Opponent, kinds
from namegen.ui.serving.web import delivery
from namegen.ui.session.visitor import current
from namegen.ui.widgets.escape import plain
from namegen.wording import count_names, percent

# Lists whose scores are kept.
_LISTS = 200
_EVERY = 2.0  # seconds
_SHOWN, _EARLIER = "hall", "game-earlier"


@st.cache_resource(show_spinner=False)
def tally() -> Tally:
    """The one tally of this server."""
    return Tally(_LISTS)


def add(opponent: Opponent, name: str, right: bool, last: bool) -> None:
    """Count a player's guess at a name; ``last``: it ends the round."""
    tally().add(opponent.names.digest, opponent.kind, name, right, last)


def so_far(opponent: Opponent) -> None:
    """One line on how everybody has done against this opponent."""
    score = tally().of(opponent.names.digest).get(opponent.kind, Score())
    if score.rounds > 1 and score.share is not None:
        st.markdown(
            f"Everybody here against {SAID[opponent.kind]}: **{percent(score.share)}** right, "
            f"in {score.rounds:,} rounds."
        )


def wanted() -> bool:
    """The switch between playing and the hall's score, which a link keeps."""
    return st.toggle("Show the hall's score", key=_SHOWN, bind="query-params")


def show(names: NameList) -> None:
    """The bars, kept up to date while they are on the screen, and where they count from."""
    _bars(names)
    with st.container(horizontal=True):
        st.button("Count from now", on_click=_count_from_now, args=(names,))
        if _earlier(names):
            st.button("Count all", on_click=_count_all, args=(names,))


@delivery.fragment(run_every=_EVERY)
def _bars(names: NameList) -> None:
    earlier = _earlier(names)
    scores = {
        kind: score - earlier.get(kind, Score()) for kind, score in tally().of(names.digest).items()
    }
    rounds = sum(score.rounds for score in scores.values())
    guesses = sum(score.guesses for score in scores.values())
    since = "since you began to count" if earlier else "since this server started"
    st.markdown(
        f"All players here on “{plain(names.title)}”, {since}: **{rounds:,}** "
        f"{'round' if rounds == 1 else 'rounds'}, {count_names(guesses)} guessed."
    )
    # In a chart of Plotly's every update would be a flash.
    rows = "".join(_row(OPPONENTS[kind], scores.get(kind, Score())) for kind in kinds(names))
    st.html(
        '<div class="game-bars"><p class="game-guessing">only guessing: 50 %</p>'
        f"<ul>{rows}</ul></div>"
    )
    st.caption(
        "The share of names guessed right. The closer to 50 %, the better the model's names pass "
        "for real. The thin line shows how far other names might have moved it (95 %): a hundred "
        "people who guess at the same ten names tell about ten names."
    )


def _row(title: str, score: Score) -> str:
    if score.share is None:
        bar, said = "", "none yet"
    else:
        low, high = share_interval(score.names.values())
        margin = f"--from: {low:.4f}; --to: {high:.4f}"
        bar = f'<i class="bar" style="--share: {score.share:.4f}"></i><i style="{margin}"></i>'
        said = f"{percent(score.share)} <small>of {count_names(score.guesses)}</small>"
    return f"<li><span>{html.escape(title)}</span><b>{said}</b><div>{bar}</div></li>"


def _earlier(names: NameList) -> dict[str, Score]:
    """The scores on this list when the visitor began to count anew."""
    return current().things.get(_EARLIER, {}).get(names.digest, {})


def _count_from_now(names: NameList) -> None:
    current().things.setdefault(_EARLIER, {})[names.digest] = tally().of(names.digest)


def _count_all(names: NameList) -> None:
    current().things[_EARLIER].pop(names.digest, None)
