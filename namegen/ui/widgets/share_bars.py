"""Shares as bars of plain HTML, beside the half that guessing gets."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

import streamlit as st

from namegen.wording import percent


class Bar(NamedTuple):
    """A title and its share, None where there is none yet. interval: where chance may have moved it
    from. more: what is written behind it."""

    title: str
    share: float | None
    interval: tuple[float, float] = (0.0, 0.0)
    more: str = ""


def show(bars: Iterable[Bar]) -> None:
    """A bar for each, with a thin line for its interval."""
    rows = "".join(map(_row, bars))
    st.html(
        f'<div class="share-bars"><p class="guessing">only guessing: 50 %</p><ul>{rows}</ul></div>'
    )


def _row(one: Bar) -> str:
    bar, said = "", "none yet"
    if one.share is not None:
        low, high = (min(max(end, 0.0), 1.0) for end in one.interval)
        margin = f"--from: {low:.4f}; --to: {high:.4f}"
        bar = f'<i class="bar" style="--share: {one.share:.4f}"></i><i style="{margin}"></i>'
        said = f"{percent(one.share)} <small>{one.more}</small>"
    return f"<li><span>{html.escape(one.title)}</span><b>{said}</b><div>{bar}</div></li>"
