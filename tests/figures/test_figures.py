"""Promises of all figures: the theme's colours, legible texts, and that odd data do no harm."""

from __future__ import annotations

import math
import subprocess
import sys

import plotly.graph_objects as go
import pytest

from namegen import figures


def every_figure() -> dict[str, go.Figure]:
    return {
        "model bars": figures.model_bars(["one", "two"], [0.7, None], [0.1, None]),
        "surprise": figures.surprise("ab.", [1.0, math.inf, 0.1], "Deep network", 230, 4.6),
    }


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_the_theme_gives_the_ground_and_the_text(name: str, figure: go.Figure) -> None:
    layout = figure.layout
    assert layout.plot_bgcolor == "rgba(0,0,0,0)" and layout.paper_bgcolor is None
    # The tool bar takes its colour from the ground: a transparent one would hide it.
    assert layout.modebar.bgcolor is None
    fonts = [layout.font, layout.xaxis.tickfont, layout.yaxis.tickfont, layout.title.font]
    fonts += [note.font for note in layout.annotations]
    assert all(font.color is None for font in fonts)


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_no_text_is_small_and_a_thumb_scrolls_past(name: str, figure: go.Figure) -> None:
    layout = figure.layout
    sizes = [layout.font.size, layout.xaxis.tickfont.size, layout.yaxis.tickfont.size]
    assert min(size for size in sizes if size) >= 12
    assert layout.dragmode is False
    assert 200 <= layout.height <= 600
    assert figures.CONFIG["showAxisDragHandles"] is False


@pytest.mark.parametrize(("name", "figure"), every_figure().items())
def test_a_figure_can_be_written_as_json(name: str, figure: go.Figure) -> None:
    assert "NaN" not in figure.to_json() and "Infinity" not in figure.to_json()


def test_figures_need_neither_streamlit_nor_torch() -> None:
    code = "import sys, namegen.figures; print({'streamlit', 'torch'} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"
