"""What a page waits for is told by its stream, once for each change, and held no longer."""

from __future__ import annotations

import json

import pytest

from namegen.ui.widgets.waiting import _Wait


@pytest.fixture
def wait() -> _Wait:
    return _Wait("a session")


def _told(wait: _Wait) -> dict[str, object]:
    return json.loads(wait.frame())


def test_bars_are_told_as_they_change_and_then_that_the_wait_is_over(wait: _Wait) -> None:
    bars = [(0.25, "Training: epoch 1 of 4")]
    wait.ask = lambda: bars or None
    first, again = wait.look()
    assert again is not None
    assert _told(wait)["now"] == [[0.25, "Training: epoch 1 of 4"]]
    assert wait.look()[0] == first, "nothing new"
    bars[0] = (0.5, "Training: epoch 2 of 4")
    assert wait.look()[0] != first
    bars.clear()
    last, again = wait.look()
    assert last != first
    assert again is None
    assert _told(wait)["now"] is None


def test_nothing_is_looked_at_for_a_page_that_nobody_sees(wait: _Wait) -> None:
    wait.ask = lambda: pytest.fail("nobody waits")
    wait.leave()
    wait.look()


def test_a_page_that_waits_has_nothing_to_say(wait: _Wait) -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        wait.take({"epoch": 1})
