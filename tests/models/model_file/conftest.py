"""Models, their files, and what is said of files that are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from namegen.lists import name_list
from namegen.models import model_file
from namegen.models.model_file import ModelFileError, SavedModel
from namegen.models.network import NetworkModel, detached
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset

LISTED = name_list.bundled("given")
NAMES = LISTED.names[:200]

SETTINGS = [
    settings_for("bigram", smoothing=0.25),
    settings_for("bigram-network", lr=12.345678901, epochs=3),
    settings_for("deep", hiddens=(12,), embedding=4, epochs=1),
    settings_for("deep", hiddens=(), embedding=3, context=2, epochs=1),
    settings_for("deep", "best", hiddens=(9, 7, 5), epochs=1, activation="relu"),
]


def model_of(settings: Settings, listed: tuple[str, ...] = NAMES) -> Any:
    dataset = Dataset.of(listed, settings.context, settings.validation)
    if settings.model == "bigram":
        return dataset.counted(settings.smoothing)
    coeffs = dataset.recipe(settings).train_model(settings.epochs, settings.lr)
    return NetworkModel(dataset.vocabulary, settings, detached(coeffs))


def saved_in(folder: Path, settings: Settings, listed: tuple[str, ...] = NAMES) -> Path:
    path = folder / "a.model"
    model = model_of(settings, listed)
    model_file.save(path, SavedModel(model, settings, LISTED.digest, LISTED.title))
    return path


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good file."""
    return saved_in(tmp_path_factory.mktemp("good"), SETTINGS[2]).read_bytes()


def refused(path: Path) -> None:
    with pytest.raises(ModelFileError) as error:
        model_file.load(path)
    assert str(error.value) == (
        f"{str(path)!r} is damaged or no model file: train a model and save it anew with --save."
    )
