"""Models as files: what comes back is the same model, and is written whole or not at all."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from namegen.models import model_file
from namegen.models.model_file import ModelFileError, SavedModel
from namegen.models.network import shapes
from namegen.models.sampling import generate
from namegen.settings import SPECS, Settings, settings_for
from namegen.vocabulary import MAX_CHARACTERS
from tests.models.model_file.conftest import LISTED, SETTINGS, model_of, saved_in

UNWRITABLE = ["", ".", "folder", "none/a.model", "file/a.model", "a" * 300, "device", "tunnel"]
UNWRITABLE += ["loop"]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: f"{s.model}-{s.hiddens}")
def test_a_model_comes_back_as_it_was(settings: Settings, tmp_path: Path) -> None:
    path, model = saved_in(tmp_path, settings), model_of(settings)
    loaded = model_file.load(path)
    assert loaded.settings == settings
    assert (loaded.digest, loaded.title) == (LISTED.digest, LISTED.title)
    assert loaded.model.vocabulary == model.vocabulary
    contexts = np.array([[0] * model.context, list(range(1, model.context + 1))])
    assert np.array_equal(loaded.model.probabilities(contexts), model.probabilities(contexts))
    assert generate(loaded.model, 20, 3) == generate(model, 20, 3)
    assert loaded.model.parameters == model.parameters


def test_any_alphabet_comes_back(tmp_path: Path) -> None:
    listed = ("अनिल", "सुनीता", "zoë", "𐐨𐐩", "o'neil")
    loaded = model_file.load(saved_in(tmp_path, SETTINGS[0], listed))
    assert loaded.model.vocabulary == model_of(SETTINGS[0], listed).vocabulary


@pytest.mark.parametrize("settings", SETTINGS[:3], ids=lambda s: s.model)
def test_there_is_no_pickle_in_it(settings: Settings, tmp_path: Path) -> None:
    arrays = safetensors.numpy.load_file(saved_in(tmp_path, settings))
    assert arrays and all(array.dtype.kind in "fi" for array in arrays.values())


def test_a_save_replaces_the_file_before_and_leaves_nothing_else(tmp_path: Path) -> None:
    saved_in(tmp_path, SETTINGS[0])
    path = saved_in(tmp_path, SETTINGS[2])
    assert model_file.load(path).settings == SETTINGS[2]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", UNWRITABLE)
def test_where_no_model_can_be_written_is_said_before_there_is_one(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "device").symlink_to("/dev/null")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "tunnel")
    before = sorted(tmp_path.iterdir())
    refusal = r"cannot be written: give another path to --save\."
    with pytest.raises(ModelFileError, match=refusal):
        model_file.check_writable(tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "device").is_symlink()


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    _save(tmp_path / ("a" * 255), SETTINGS[0])
    assert model_file.load(tmp_path / ("a" * 255)).settings == SETTINGS[0]


def test_a_save_that_is_interrupted_leaves_the_file_before_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_in(tmp_path, SETTINGS[0])
    monkeypatch.setattr(os, "fsync", _interrupted)  # it is written, and not yet in its place
    with pytest.raises(KeyboardInterrupt):
        _save(path, SETTINGS[2])
    assert model_file.load(path).settings == SETTINGS[0]
    assert list(tmp_path.iterdir()) == [path]


def _interrupted(file: int) -> None:
    raise KeyboardInterrupt


def test_two_models_that_are_saved_at_once_are_both_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is written while the first is not in its place yet, by the same process."""
    sync = os.fsync

    def meanwhile(file: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        _save(tmp_path / "second", SETTINGS[2])

    monkeypatch.setattr(os, "fsync", meanwhile)
    _save(tmp_path / "first", SETTINGS[0])
    assert model_file.load(tmp_path / "first").settings == SETTINGS[0]
    assert model_file.load(tmp_path / "second").settings == SETTINGS[2]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    link, kept = tmp_path / "latest.model", tmp_path / "shelf" / "a.model"
    link.symlink_to(kept)
    for settings in SETTINGS[:2]:  # the file is not there yet, and is
        _save(link, settings)
        assert link.is_symlink()
        assert model_file.load(kept).settings == settings
    assert list(kept.parent.iterdir()) == [kept]


def test_a_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.model", tmp_path / "usual"
    usual.touch()
    _save(path, SETTINGS[0])
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    _save(path, SETTINGS[1])
    assert path.stat().st_mode & 0o777 == 0o640


def _save(path: Path, settings: Settings) -> None:
    model_file.save(path, SavedModel(model_of(settings), settings, LISTED.digest, LISTED.title))


def test_a_disk_that_is_full_gets_the_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelFileError, match="cannot be written"):
        saved_in(tmp_path, SETTINGS[0])
    assert list(tmp_path.iterdir()) == []


def test_a_network_of_16_of_the_widest_layers_can_be_saved() -> None:
    largest = {name: int(SPECS[name].high) for name in ("context", "embedding")}
    hiddens = (int(SPECS["hiddens"].high),) * 16
    layers = shapes(settings_for(hiddens=hiddens, **largest), MAX_CHARACTERS + 1)
    numbers = sum(math.prod(shape) for kind in layers for shape in kind)
    assert 1e9 < 4 * numbers < model_file._MAX_BYTES
