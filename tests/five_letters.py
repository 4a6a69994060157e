"""A list of five characters, counted."""

from __future__ import annotations

import numpy as np

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
