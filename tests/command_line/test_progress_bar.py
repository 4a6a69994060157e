"""The progress bar: on a terminal, for work of over a second, and gone at the end."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from namegen.__main__ import main
from namegen.models import sampling
from namegen.models.network import NetworkModel
from namegen.models.recipe import NextCharacter
from tests.command_line.test_train import QUICK


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr. (What a fixture puts there, pytest takes away.)"""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def takes(
    monkeypatch: pytest.MonkeyPatch, owner: Any, work: str, seconds: float, fails_at: int = 0
) -> None:
    """Let the clock say that each piece of work took this long."""
    clock, did = [0.0], getattr(owner, work)

    def ticking(*arguments: Any) -> Any:
        clock[0] += seconds
        if clock[0] == fails_at * seconds:
            raise KeyboardInterrupt
        return did(*arguments)

    monkeypatch.setattr(owner, work, ticking)
    monkeypatch.setattr("tqdm.std.time", lambda: clock[0])


@pytest.mark.parametrize(("seconds", "shown"), [(0.01, False), (0.4, True)])
def test_a_bar_shows_on_a_terminal_for_training_over_a_second(
    small: str, monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool
) -> None:
    terminal = watched(monkeypatch)
    takes(monkeypatch, NextCharacter, "execute_epoch", seconds)
    assert main(["train", "--data", small, *QUICK, "--epochs", "5"]) == 0
    assert ("| 3/5 [" in terminal.text) == shown
    assert "| 2/5 [" not in terminal.text
    assert terminal.text.endswith(" \r") == shown, "the bar is wiped away at the end"


def test_a_bar_shows_for_drawing_over_a_second(
    saved: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = watched(monkeypatch)
    takes(monkeypatch, sampling, "draw_name", 0.4)
    assert main(["generate", "--load", saved["bigram"], "-n", "2000"]) == 0
    assert "name:" in terminal.text and "| 3/2000 [" in terminal.text
    assert "| 2000/2000 [" in terminal.text
    assert terminal.text.endswith(" \r")


def test_no_bar_stands_beside_json(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    takes(monkeypatch, NextCharacter, "execute_epoch", 5)
    assert main(["train", "--data", small, *QUICK, "--json"]) == 0
    assert terminal.text == ""


def test_a_training_that_is_interrupted_leaves_no_bar(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = watched(monkeypatch)
    takes(monkeypatch, NextCharacter, "execute_epoch", 2, fails_at=3)
    assert main(["train", "--data", small, *QUICK, "--epochs", "5"]) == 130
    assert "| 2/5 [" in terminal.text
    assert terminal.text.endswith(" \r")


def test_a_bar_shows_for_judging_over_a_second(
    saved: dict[str, str], small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = watched(monkeypatch)
    monkeypatch.setattr("namegen.models.evaluation._ROWS_AT_ONCE", 100)
    takes(monkeypatch, NetworkModel, "probabilities", 0.6)
    assert main(["evaluate", "--load", saved["deep"], "--data", small]) == 0
    assert "| 2/" in terminal.text
    assert terminal.text.endswith(" \r")
