"""Arrays as text, for what travels to a browser in JSON."""

from __future__ import annotations

import base64

import numpy as np

_FINEST = 32767


def encode(values: np.ndarray, dtype: str) -> str:
    return base64.b64encode(values.astype(dtype).tobytes()).decode("ascii")


def encode_shares(matrix: np.ndarray) -> str:
    """Probabilities as square roots in 16 bits.

    That is the charts' scale, and fine enough that a read-out rounds as the truth does.
    """
    return encode(np.sqrt(matrix) * 65535 + 0.5, "<u2")


def in_16_bits(values: np.ndarray) -> tuple[float, str]:
    """The largest absolute value, and the values to the 32,767th part of that. Those that are no
    numbers are 0."""
    finite = np.nan_to_num(values.astype(np.float64))
    reach = float(np.abs(finite).max(initial=0.0)) or 1.0
    return reach, encode(np.rint(finite / reach * _FINEST), "<i2")
