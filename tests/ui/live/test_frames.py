"""What many see of a run is encoded once."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable

from namegen.ui.live import frames


def test_each_part_is_encoded_once_for_all_who_see_it() -> None:
    made: list[str] = []

    def part(name: str, at: int) -> frames.Part:
        made.append(name)
        return {name: at}

    for last in range(3, 9):
        for epoch in range(3):
            parts = {
                ("many", "to", last): lambda last=last: part("last", last),
                ("many", "train", epoch): lambda epoch=epoch: part("epoch", epoch),
            }
            frame = frames.Frame("train", (last, epoch), lambda parts=parts: parts, epoch / 2)
            sent = json.loads(frames.message(frame, 0))
            assert sent["frame"] == {"last": last, "epoch": epoch, "rate": epoch / 2}
            assert sent["after"] == 0
    assert (made.count("last"), made.count("epoch")) == (6, 3)


def test_a_frame_that_many_see_is_put_together_once() -> None:
    asked: list[int] = []

    def parts() -> dict[Hashable, Callable[[], frames.Part]]:
        asked.append(1)
        return {"one of many": lambda: {"shown": 1}}

    for rate in (1.5, 2.5):
        sent = json.loads(frames.message(frames.Frame("train", "by many", parts, rate), 0))
        assert sent["frame"] == {"shown": 1, "rate": rate}
    assert asked == [1]


def test_what_is_kept_of_them_has_a_limit() -> None:
    encoded, made = frames._Encoded(), []

    def long() -> frames.Part:
        made.append(1)
        return {"text": "x" * (encoded.MOST // 5)}

    for _ in range(2):
        for key in range(3):
            frame = frames.Frame("train", ("whole", key), lambda key=key: {key: long}, 0.0)
            assert len(encoded.frame(frame)) > encoded.MOST // 5
    assert len(made) == 6, "a third one takes the place of the two before"
