"""Plotly figures from plain arrays, each with a sentence or two that tell it, as ``layout.meta``.

Show them with the app's ``widgets.charts``. Backgrounds, fonts and the colours of text are the
theme's; the colours of data are Okabe and Ito's, told apart by every eye on light ground and on
dark.
"""

from namegen.figures.bars import model_bars, surprise
from namegen.figures.style import CONFIG

__all__ = [
    "CONFIG",
    "model_bars",
    "surprise",
]
