"""What tests of figures share: a list of five characters, counted, and what a trace says."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

CHARACTERS = [".", "a", "b", "q", "u"]
COUNTS = np.array(
    [
        [0, 7, 2, 1, 0],
        [6, 0, 3, 0, 1],
        [1, 4, 0, 0, 0],
        [0, 0, 0, 0, 1531],
        [2, 1, 0, 0, 0],
    ]
)
MATRIX = COUNTS / COUNTS.sum(axis=1, keepdims=True)


def hover(trace: go.Scatter) -> list:
    """The texts of a trace's points."""
    assert "%{customdata}" in trace.hovertemplate
    return list(trace.customdata)
