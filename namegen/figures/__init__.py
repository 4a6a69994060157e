"""Plotly figures from plain arrays, and each of them told in a sentence or two.

Show them with the app's ``widgets.charts``, and ``alt=describe_...``. Backgrounds, fonts
and the colours of text are the theme's; the colours of data are Okabe and Ito's, told apart by
every eye on light ground and on dark.
"""

from namegen.figures.bars import (
    bars,
    describe_bars,
    describe_model_bars,
    describe_surprise,
    model_bars,
    surprise,
)
from namegen.figures.matrices import (
    describe_heatmap,
    heatmap,
    largest_difference,
)
from namegen.figures.points import describe_embedding, describe_map, embedding, map_of_names
from namegen.figures.style import CONFIG

__all__ = [
    "CONFIG",
    "bars",
    "describe_bars",
    "describe_embedding",
    "describe_heatmap",
    "describe_map",
    "describe_model_bars",
    "describe_surprise",
    "embedding",
    "heatmap",
    "largest_difference",
    "map_of_names",
    "model_bars",
    "surprise",
]
