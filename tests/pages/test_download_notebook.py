"""The notebook that the app hands out: of this run, and without holding it."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from namegen.lists.name_list import bundled
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.ui.serving.runs import make_run, scheduler
from namegen.ui.session import link
from pages.recipe import download_notebook


def test_the_notebook_of_a_run_says_what_the_app_showed() -> None:
    names, settings = bundled("given"), settings_for("bigram-network", epochs=3)
    run = TrainingRun(Dataset.of(names.names, settings.context, settings.validation), settings)
    key = "the run of this test"
    assert scheduler().run(key, lambda: run) is run
    fresh = json.loads(download_notebook.made(names, settings, key, (), 3))
    assert "What the app showed" not in fresh["cells"][-1]["source"]
    for _ in range(3):
        run.step()
    cells = json.loads(download_notebook.made(names, settings, key, (), 3))["cells"]
    assert f"validation loss of {run.history.validation[3]:.4f}" in cells[-1]["source"]
    assert run.names(3, 10)[9] in cells[-1]["source"]


def test_what_can_be_downloaded_does_not_hold_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[object] = []
    offered = lambda label, made, *rest, **look: handed.append(made)  # noqa: E731
    monkeypatch.setattr(download_notebook.st, "download_button", offered)
    visitor = link.visitor_of({"list": "given", "model": "bigram-network"})
    run = make_run(visitor.names, visitor.settings)
    download_notebook.offer(visitor, run)
    there = weakref.ref(run)
    del run
    gc.collect()
    assert there() is None
    (made,) = handed
    assert json.loads(made())["cells"]
