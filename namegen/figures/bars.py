"""Bars: how models score, how surprising each letter is."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from namegen.figures.style import (
    BLUE,
    FONT,
    GREY,
    GROUND,
    ORANGE,
    axis,
    figure,
)
from namegen.vocabulary import BOUNDARY
from namegen.wording import listed, percent, shown_or_end, spoken

_ROW = 56  # pixels for the bar of a model
_LABEL = 16  # characters in a line of a model's label
# Pixels: across a chart on a phone, and what a letter takes there, narrow or wide, and the end.
_ROOM, _NARROW, _WIDE, _END = 300, 9, 17, 20
_LAST_NARROW = "\u05ff"  # the last character of the alphabets that are narrow


def model_bars(
    labels: Sequence[str], shares: Sequence[float | None], errors: Sequence[float | None]
) -> go.Figure:
    """One bar for each model, the first at the top; None where it has no share yet.

    errors: half the width of each share's interval. A dashed line is drawn at one half, the share
    that guessing gets.
    """
    numbers, half = (np.array(values, dtype=float) for values in (shares, errors))
    said = [f"{label} {_score(share)}" for label, share in zip(labels, numbers, strict=True)]
    bar = go.Bar(
        y=["<br>".join(textwrap.wrap(label, _LABEL)) for label in labels],
        x=100 * np.nan_to_num(numbers),
        orientation="h",
        marker={"color": BLUE},
        error_x={"array": 100 * np.nan_to_num(half), "color": GREY},
        text=[_score(share) for share in numbers],
        textposition=["outside" if math.isnan(share) else "auto" for share in numbers],
        textangle=0,
        insidetextanchor="start",
        textfont={"size": FONT + 2},
        insidetextfont={"size": FONT + 2, "color": GROUND},
        hovertemplate="%{text}<extra></extra>",
    )
    chart = figure(
        [bar],
        _ROW * len(labels) + 96,
        f"{listed(said)}.",
        bargap=0.3,
        margin={"l": 8, "r": 32, "t": 52, "b": 8, "pad": 2},
        xaxis=axis(range=[0, 100], fixedrange=True, ticksuffix=" %", nticks=5),
        yaxis=axis(autorange="reversed", fixedrange=True),
    )
    line = {"color": GREY, "width": 2, "dash": "dash"}
    chart.add_shape(type="line", x0=50, x1=50, yref="paper", y0=0, y1=1, line=line)
    chart.add_annotation(
        text="guessing 50 %",
        x=50,
        xanchor="right",
        yref="paper",
        y=1,
        yanchor="bottom",
        showarrow=False,
    )
    return chart


def surprise(
    letters: Sequence[str], nats: Sequence[float], label: str, height: int, top: float
) -> go.Figure:
    """How surprising each letter of a name is to a model: (n,) -ln p, in nats; inf is impossible.

    letters: the characters of the name and the mark that ends it. label: the model's name. top: of
    the axis, in nats.
    """
    values = np.array(nats, dtype=float)
    impossible = ~np.isfinite(values)
    bar = go.Bar(
        x=np.arange(len(values)),
        y=np.where(impossible, top, values),
        marker={"color": [ORANGE if never else BLUE for never in impossible]},
        text=["never" if never else "" for never in impossible],
        textposition="inside",
        textangle=0,
        insidetextfont={"color": GROUND},
        customdata=[_surprise_sentence(*pair) for pair in zip(letters, values, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    texts = [shown_or_end(c) for c in letters]
    written = _written(texts)
    ticks = {"tickvals": written, "ticktext": [texts[i] for i in written]}
    said = [f"{shown_or_end(c)} {value:.1f}" for c, value in zip(letters, nats, strict=True)]
    return figure(
        [bar],
        height,
        f"Surprise in nats: {', '.join(said).replace('inf', 'impossible')}.",
        label,
        bargap=0.15,
        xaxis=axis(fixedrange=True, tickangle=0, **ticks),
        yaxis=axis("surprise (nats)", fixedrange=True, range=[0, top], nticks=5),
    )


def _written(texts: Sequence[str]) -> list[int]:
    """The ids of the letters that have room beside one another on a phone, and of the end."""
    last, room = len(texts) - 1, _ROOM / len(texts)
    is_wide = any(len(one) > 1 or (one.isalpha() and one > _LAST_NARROW) for one in texts[:-1])
    step = math.ceil((_WIDE if is_wide else _NARROW) / room)
    return [*(i for i in range(0, last, step) if (last - i) * room >= _END), last]


def _score(share: float) -> str:
    return "none yet" if math.isnan(share) else percent(share)


def _surprise_sentence(letter: str, nats: float) -> str:
    """Such as "m: expected 7 % of the time, 2.66 nats"."""
    what = "the end" if letter == BOUNDARY else spoken(letter)
    if math.isinf(nats):
        return f"{what}: never expected here"
    return f"{what}: expected {percent(math.exp(-nats))} of the time, {nats:.2f} nats"
