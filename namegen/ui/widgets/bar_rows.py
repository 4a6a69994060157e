"""Bars as plain HTML: a list that changes with every letter typed, without a flash."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import numpy as np
import streamlit as st

from namegen.wording import percent, shown_or_end

_MOST = 12  # letters with a bar


def show(rows: Iterable[tuple[str, float, str]], wide: bool = False) -> None:
    """Labels, shares from 0 to 1 as bars, and what is written beside them.

    wide: for labels that are names instead of letters.
    """
    items = "".join(
        f'<li><b dir="auto" translate="no">{html.escape(label)}</b>'
        f'<span><i style="width:{100 * min(max(share, 0.0), 1.0):.1f}%"></i></span>'
        f"<small>{html.escape(said)}</small></li>"
        for label, share, said in rows
    )
    look = "rows rows-wide" if wide else "rows"
    st.html(f'<ol class="{look}">{items}</ol>')


def next_letters(characters: Sequence[str], chances: np.ndarray) -> None:
    """The likeliest next letters, and how much the others share. chances: (V,), which add up to
    1."""
    order = np.argsort(-chances, kind="stable")
    bars = _MOST if len(order) > _MOST + 1 else len(order)  # no rest of one
    show(
        (shown_or_end(characters[id]), float(chances[id]), percent(float(chances[id])))
        for id in order[:bars]
    )
    rest = order[bars:]
    if len(rest):
        st.caption(f"The other {len(rest)} together: {percent(float(chances[rest].sum()))}.")
