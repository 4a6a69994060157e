"""The notebook that the app hands out: of this run, and without holding it."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from namegen.material import Material
from namegen.names import bundled
from namegen.settings import settings_for
from namegen.training import TrainingRun
from namegen.ui import take_home
from namegen.ui.runs import make_run, scheduler
from namegen.ui.visitor import Visitor


def test_the_notebook_of_a_run_says_what_the_app_showed() -> None:
    names, settings = bundled("given"), settings_for("bigram-network", epochs=3)
    run = TrainingRun(Material.of(names.names, settings.context, settings.validation), settings)
    key = "the run of this test"
    assert scheduler().run(key, lambda: run) is run
    fresh = json.loads(take_home.made(names, settings, key, (), 3))
    assert "What the app showed" not in fresh["cells"][-1]["source"]
    for _ in range(3):
        run.step()
    cells = json.loads(take_home.made(names, settings, key, (), 3))["cells"]
    assert f"validation loss of {run.history.validation[3]:.4f}" in cells[-1]["source"]
    assert run.names(3, 10)[9] in cells[-1]["source"]


def test_what_can_be_downloaded_does_not_hold_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[object] = []
    offered = lambda label, made, *rest, **look: handed.append(made)  # noqa: E731
    monkeypatch.setattr(take_home.st, "download_button", offered)
    visitor = Visitor.from_link({"list": "given", "model": "bigram-network"})
    run = make_run(visitor.names, visitor.settings)
    take_home.offer(visitor, run)
    there = weakref.ref(run)
    del run
    gc.collect()
    assert there() is None
    (made,) = handed
    assert json.loads(made())["cells"]
