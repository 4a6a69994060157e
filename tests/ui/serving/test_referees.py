"""Referees are trained one after the other, for who waits for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from namegen.ui.serving import open_tabs, referees


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[referees.Referees, threading.Event]]:
    """Referees of which two are kept, the first of them in training until the event."""
    monkeypatch.setattr(open_tabs, "_taken", {"me"})
    kept, go_on = referees.Referees(2), threading.Event()
    kept.ask("first", lambda: go_on.wait(60) and None, "me")
    yield kept, go_on
    go_on.set()


def test_no_referee_is_trained_for_who_has_left(
    busy: tuple[referees.Referees, threading.Event],
) -> None:
    kept, go_on = busy
    trained: list[str] = []
    left = kept.ask("a", lambda: trained.append("a"), "gone")
    shared = kept.ask("b", lambda: trained.append("b"), "gone")
    assert kept.ask("b", lambda: trained.append("b again"), "me") is shared
    go_on.set()
    shared.result(60)
    assert trained == ["b"]
    kept.ask("a", lambda: trained.append("a"), "me").result(60)
    assert left.done()
    assert trained == ["b", "a"], "who comes later gets it"


def test_a_referee_to_come_is_not_forgotten(
    busy: tuple[referees.Referees, threading.Event],
) -> None:
    kept, go_on = busy
    awaited = [kept.ask(name, lambda: None, "me") for name in "abc"]
    assert [kept.ask(name, lambda: None, "me") for name in "abc"] == awaited
    go_on.set()
    awaited[-1].result(60)
    kept.ask("d", lambda: None, "me").result(60)
    assert list(kept._known) == ["c", "d"]
