"""Plotly charts on a page: in the inks of the ground that they stand on."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from namegen import figures
from namegen.figures.style import GROUNDS, INKS


def plotly_chart(figure: go.Figure, key: str, **look: Any) -> None:
    """A figure with its tool bar; what tells it is what a screen reader says of it."""
    alt = figure.layout.meta
    st.plotly_chart(on_ground(figure), key=key, config=figures.CONFIG, alt=alt, **look)


def on_ground(figure: go.Figure) -> go.Figure:
    """The figure, which is in the colours of light ground, in those of the visitor's."""
    if st.context.theme.type != "dark":
        return figure
    text = figure.to_json()
    light_colours, dark_colours = ((*INKS[theme], GROUNDS[theme]) for theme in ("light", "dark"))
    for light, dark in zip(light_colours, dark_colours, strict=True):
        text = text.replace(light, dark)
    return go.Figure(json.loads(text))
