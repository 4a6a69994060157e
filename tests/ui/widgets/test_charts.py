"""A chart on dark ground is in the colours of dark ground."""

from __future__ import annotations

import math

import pytest

from namegen import figures
from namegen.figures.style import INKS
from namegen.ui.widgets import charts


class _Theme:
    def __init__(self, type: str) -> None:
        self.theme, self.type = self, type


@pytest.mark.parametrize(("ground", "other"), [("light", "dark"), ("dark", "light")])
def test_a_chart_has_the_inks_of_its_ground(
    monkeypatch: pytest.MonkeyPatch, ground: str, other: str
) -> None:
    monkeypatch.setattr(charts.st, "context", _Theme(ground))
    figure = figures.surprise("a.", [1.0, math.inf], "Deep network", 230, 4.6)
    drawn = charts.on_ground(figure).to_json()
    assert all(ink in drawn for ink in INKS[ground][:2])
    assert not any(ink in drawn for ink in INKS[other])
