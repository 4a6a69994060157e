"""The referee of the comparison: how well each model's names can be told from real ones."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from namegen import figures
from namegen.lessons.referee import Judged, Referee, both_kinds, train_referee
from namegen.lists.name_list import NameList
from namegen.ui.serving.referees import Awaited, progress, referees
from namegen.ui.session.visitor import current
from namegen.ui.widgets import waiting
from namegen.ui.widgets.charts import plotly_chart
from namegen.wording import counted
from pages.compare.models import Contender

FOOLED = 12

_CALLED, _ABOUT = "compare-referee", "compare-fooled"
_SEED = 0


def section(names: NameList, contenders: Sequence[Contender]) -> None:
    """Offer the referee; once called, it judges every model that there is."""
    st.header("The referee", anchor=False)
    st.markdown(
        "For each model a small network is trained to tell its names from real ones. Then it "
        "judges names it has never seen, half of them real. At 50 % it is only guessing: this "
        "referee can no longer tell them apart."
    )
    if not contenders[0].dataset.names.validation:
        st.info("The referee needs validation names, and here are none.")
        return
    if not current().things.get(_CALLED):
        st.button(
            "Call the referee", type="primary", icon=":material/gavel:",
            on_click=current().things.update, args=({_CALLED: True},),
        )  # fmt: skip
        return
    _judge(names, contenders)


def _judge(names: NameList, contenders: Sequence[Contender]) -> None:
    """The bars fill as the referees are trained, one after the other, for everybody in turn."""
    awaited = [_ask(names, one) for one in contenders]
    coming = [verdict for verdict in awaited if not verdict.done()]
    _bars(contenders, awaited)
    if not coming:
        _fooled(contenders, awaited)
        return
    share = 1 - len(coming) / len(awaited)

    def look() -> list[waiting.Bar] | None:
        known = any(verdict.done() for verdict in coming)
        return None if known else [(share, progress(coming))]

    waiting.show("referee", look)


def _ask(names: NameList, one: Contender) -> Awaited:
    identity = "compare", one.identity
    return referees().ask(identity, lambda: verdict(names, one), current().session)


def verdict(names: NameList, one: Contender) -> Referee | None:
    """The referee of one model, with the names that fooled it most; None with too few names."""
    real, made = both_kinds(one.model, one.dataset, names.distinct, _SEED)
    referee = train_referee(real, made, one.model.vocabulary, _SEED)
    if referee is None:
        return None
    fooled = (*referee.fooled_by()[:FOOLED], *referee.fooled_by(real=True)[:FOOLED])
    return replace(referee, judged=fooled)  # all of them would take most of its memory


def _bars(contenders: Sequence[Contender], awaited: Sequence[Awaited]) -> None:
    known = [verdict.result() if verdict.done() else None for verdict in awaited]
    finished = all(verdict.done() for verdict in awaited)
    if finished and not any(known):
        st.info("There are too few names here to train a referee: choose a longer list.")
        return
    titles = [one.title for one in contenders]
    values = [referee and referee.accuracy for referee in known]
    margins = [referee and referee.margin for referee in known]
    plotly_chart(figures.model_bars(titles, values, margins), key="compare-bars")
    if not finished:
        return
    most = math.ceil(100 * max(filter(None, margins)))
    st.caption(
        "The share of names that it judges rightly. The thin lines show how far chance may have "
        f"moved that: up to {counted(most, 'percentage point')} either way."
    )
    for title, referee in zip(titles, known, strict=True):
        if referee is None:
            st.caption(f"{title}: it makes too few names that are new to be judged.")


def _fooled(contenders: Sequence[Contender], awaited: Sequence[Awaited]) -> None:
    """The names that one model's referee was most wrong about."""
    judged = [one for one, verdict in zip(contenders, awaited, strict=True) if verdict.result()]
    if not judged:
        return
    titles = [one.title for one in judged]
    about = st.selectbox(
        "Names that fooled the referee of", titles, index=len(titles) - 1, key=_ABOUT
    )
    one = judged[titles.index(about)]
    referee = awaited[contenders.index(one)].result()
    made, real = (_names(referee.fooled_by(kind)) for kind in (False, True))
    st.html(
        f'<div class="compare-names"><section><h3>Made up, and held for real</h3>{made}</section>'
        f"<section><h3>Real, and held for made up</h3>{real}</section></div>"
    )


def _names(fooled: Sequence[Judged]) -> str:
    items = "".join(f'<li dir="auto" translate="no">{html.escape(one.name)}</li>' for one in fooled)
    return f"<ul>{items}</ul>" if items else "<p>none</p>"
