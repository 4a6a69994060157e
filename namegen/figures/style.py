"""What all figures share: colours, margins, the tool bar."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

_CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
_THEMES = tomllib.loads(_CONFIG.read_text("utf-8"))["theme"]
INKS = {theme: _THEMES[theme]["chartCategoricalColors"] for theme in ("light", "dark")}
GROUNDS = {theme: _THEMES[theme]["chartSequentialColors"][0] for theme in INKS}
# A figure does not know on which ground it stands: who shows it changes its colours.
BLUE, ORANGE, *_ = INKS["light"]
GROUND = GROUNDS["light"]
GREY = "#808080"

FONT = 14

# A thumb that drags scrolls the page; the buttons and a double tap zoom.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "showAxisDragHandles": False,
    "showAxisRangeEntryBoxes": False,
    "showTips": False,
    "modeBarButtonsToRemove": ["zoom2d", "pan2d", "select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "namegen"},
}


def figure(
    traces: Sequence[go.Figure | Any], height: int, told: str, title: str = "", **layout: Any
) -> go.Figure:
    """The traces in the common layout; ``layout`` adds to it. told: what they show, in words.

    The paper's colour is left to the theme, so that a PNG of a dark page stays readable anywhere.
    """
    common: dict[str, Any] = {
        "height": height,
        "meta": f"{title}. {told}" if title else told,
        "margin": {"l": 8, "r": 8, "t": 32, "b": 8, "pad": 2},
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": FONT}, "align": "left"},
        "font": {"size": FONT},
        "showlegend": False,
    }
    if title:
        common["title"] = {"text": title, "x": 0, "y": 1, "yanchor": "top", "pad": {"t": 6}}
        common["margin"]["t"] += 16
    return go.Figure(data=list(traces), layout=common | layout)


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """An axis that numbers or letters are read from."""
    # An empty title would be given its room all the same.
    titled = {"title": {"text": title, "font": {"size": FONT}, "standoff": 12}} if title else {}
    return {
        **titled,
        "tickfont": {"size": FONT},
        "automargin": True,
        **more,
    }
