"""What many see of a run is encoded once."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from namegen.ui.live import frames
from namegen.ui.serving.packed import encode_shares

FRAME = frames.TrainFrame(
    run="of many", characters=(".", "a"), epoch=1, epochs=9, last_epoch=1, playing=True,
    train=[0.7] * 10, validation=None, floor=None, ceiling=0.7,
    matrix=np.full((2, 2), 0.5), points=np.zeros((2, 2)), names=[("a", True)],
)  # fmt: skip


def test_a_matrix_is_encoded_once_however_far_the_run_is_trained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoded: list[np.ndarray] = []
    monkeypatch.setattr(
        frames, "encode_shares", lambda matrix: encoded.append(matrix) or encode_shares(matrix)
    )
    sent = [json.loads(frames.message(replace(FRAME, last_epoch=last), 0)) for last in range(1, 9)]
    assert [one["shared"]["lastEpoch"] for one in sent] == list(range(1, 9))
    assert {one["shared"]["matrix"] for one in sent} == {encode_shares(FRAME.matrix)}
    assert len(encoded) == 1
    other = replace(FRAME, epoch=2, last_epoch=2, matrix=np.eye(2))
    shared = json.loads(frames.message(other, 0))["shared"]
    assert shared["matrix"] == encode_shares(np.eye(2))
