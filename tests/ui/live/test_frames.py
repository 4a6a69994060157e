"""What many see of a run is encoded once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from namegen.ui.live import frames

FRAME = frames.TrainFrame(
    run="of many", characters=(".", "a"), epoch=1, epochs=9, last_epoch=1, playing=True,
    train=[0.7] * 10, validation=None, floor=None, ceiling=0.7,
    matrix=np.full((2, 2), 0.5), points=np.zeros((2, 2)), names=[("a", True)],
)  # fmt: skip


def test_an_epoch_and_the_curves_are_each_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[dict[str, Any]] = []
    dumps = frames._dumps
    monkeypatch.setattr(frames, "_dumps", lambda data: encoded.append(data) or dumps(data))
    shown = [
        replace(FRAME, epoch=epoch, last_epoch=last, matrix=np.full((2, 2), epoch / 8))
        for last in range(3, 9)
        for epoch in range(3)
    ]
    for frame in shown:
        sent = json.loads(frames.message(frame, 0))
        assert sent["shared"] | sent["own"] == json.loads(json.dumps(frame.pack()))
    assert sum("lastEpoch" in data for data in encoded) == 6
    assert sum("matrix" in data for data in encoded) == 3
