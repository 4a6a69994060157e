"""The notebook that the app hands out, of this run."""

from __future__ import annotations

import json

from namegen.lists.name_list import bundled
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from pages.recipe import download_notebook


def test_the_notebook_of_a_run_says_what_the_app_showed() -> None:
    names, settings = bundled("given"), settings_for("bigram-network", epochs=3)
    run = TrainingRun(Dataset.of(names.names, settings.context, settings.validation), settings)
    fresh = json.loads(download_notebook.made(names, settings, run, (), 3))
    assert "What the app showed" not in fresh["cells"][-1]["source"]
    for _ in range(3):
        run.step()
    cells = json.loads(download_notebook.made(names, settings, run, (), 3))["cells"]
    assert f"validation loss of {run.history.validation[3]:.4f}" in cells[-1]["source"]
    assert run.names(3, 10)[9] in cells[-1]["source"]
