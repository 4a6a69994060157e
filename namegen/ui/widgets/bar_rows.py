"""Bars as plain HTML: a list that changes with every letter typed, without a flash."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parent / "bar_rows.css"


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
