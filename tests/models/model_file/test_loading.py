"""Models as files: nothing but a whole and honest one gets in."""

from __future__ import annotations

import json
import math
import os
import pickle
import random
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch
from safetensors import safe_open

from namegen.models import model_file
from namegen.models.model_file import ModelFileError
from namegen.models.sampling import generate
from namegen.settings import SPECS, Settings, settings_for
from tests.models.model_file.conftest import SETTINGS, refused, saved_in

# --- there and back ---


# --- what cannot be used ---


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"'.*none' does not exist: give a model file\."):
        model_file.load(tmp_path / "none")


class Trap:
    """Unpickled, it would write a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    sprung, path = tmp_path / "sprung", tmp_path / "a.model"
    path.write_bytes(pickle.dumps(Trap(sprung)))
    refused(path)
    np.save(path.open("wb"), np.array([Trap(sprung)], dtype=object))
    refused(path)
    assert not sprung.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"emma\nolivia\n",
        b"PK\x03\x04 and no more",
        b"\xff" * 40,
        b"\x89PNG\r\n\x1a\n",
        b"\x93NUMPY\x01\x00",
    ],
)
def test_a_foreign_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.model"
    path.write_bytes(data)
    refused(path)


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"cannot be read: give a model file\.$"):
        model_file.load(tmp_path)


def test_a_pipe_and_a_device_without_an_end_cannot_be_read_either(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ModelFileError, match=r"cannot be read: give a model file\.$"):
            model_file.load(path)


def test_a_file_that_may_not_be_read_is_not_called_damaged(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*args: Any, **kwargs: Any) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.model").write_bytes(good)
    monkeypatch.setattr(Path, "open", forbidden)  # the superuser may read anything
    with pytest.raises(ModelFileError, match=r"cannot be read: give a model file\.$"):
        model_file.load(tmp_path / "a.model")


def test_a_truncated_file_is_refused_wherever_it_is_cut(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.model"
    for length in range(0, len(good), 97):
        path.write_bytes(good[:length])
        refused(path)


def test_a_file_with_bytes_changed_is_refused_or_is_a_model(good: bytes, tmp_path: Path) -> None:
    """Never another error: whatever safetensors and JSON may make of it."""
    chance, path, kept = random.Random(1), tmp_path / "a.model", 0
    for _ in range(400):
        changed = bytearray(good)
        for _ in range(chance.choice([1, 2, 5])):
            # The header, its length before it, or anywhere.
            spots = [chance.randrange(8), chance.randrange(1200), chance.randrange(len(good))]
            changed[chance.choice(spots)] = chance.choice([chance.randrange(256), *b'[]{}",:0F'])
        path.write_bytes(changed)
        try:
            generate(model_file.load(path).model, 1, 1)
            kept += 1
        except ModelFileError:
            pass
    assert kept < 300


def rewritten(good: bytes, path: Path, change: Callable[[dict[str, Any], Any], object]) -> None:
    """The good file, with something changed in what it says of itself and in its arrays."""
    path.write_bytes(good)
    with safe_open(path, framework="numpy") as file:
        about = {name: json.loads(text) for name, text in file.metadata().items()}
        arrays = file.get_tensors()
    change(about, arrays)
    said = {name: json.dumps(value) for name, value in about.items()}
    path.write_bytes(safetensors.numpy.save(arrays, said))


@pytest.mark.parametrize("settings", SETTINGS[:3], ids=lambda s: s.model)
def test_what_it_says_of_itself_is_checked(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.model"
    good = saved_in(tmp_path, settings).read_bytes()
    odd: list[Any] = [None, -1, 0.5, True, "x", [], {}, 10**30, float("nan"), [[1]], ["ab", "."], 3]
    fields = ["format", "characters", "settings", *SPECS]
    kept = []
    for field in fields:
        for value in odd:

            def change(
                about: dict[str, Any], _: Any, field: str = field, value: Any = value
            ) -> None:
                (about if field in about else about["settings"])[field] = value

            rewritten(good, path, change)
            try:
                loaded = model_file.load(path)
            except ModelFileError:
                continue
            generate(loaded.model, 1, 1)
            assert loaded.settings == settings_for(**asdict(loaded.settings))
            if getattr(loaded.settings, field) != getattr(settings, field):
                kept.append((field, value))
    # Values that these settings may have, and that the arrays do not speak against.
    assert {field for field, _ in kept} <= {
        "drop", "weight_decay", "epochs", "lr", "batch", "validation", "smoothing", "seed",
    }  # fmt: skip
    assert ("lr", 0.5) in kept


@pytest.mark.parametrize("characters", ["a.", "..", ".ba", ".aa", ".A", ".\n", ".\x1b", ".a!"])
def test_a_vocabulary_is_one_that_clean_names_have(characters: str, tmp_path: Path) -> None:
    counted = saved_in(tmp_path, SETTINGS[0]).read_bytes()

    def change(about: dict[str, Any], arrays: Any) -> None:
        about["characters"] = list(characters)
        arrays["counts"] = np.ones((len(characters), len(characters)), np.int64)

    rewritten(counted, tmp_path / "b.model", change)
    refused(tmp_path / "b.model")


@pytest.mark.parametrize(
    "change",
    [
        lambda about, arrays: arrays.pop("weights1"),
        lambda about, arrays: arrays.pop("biases0"),
        lambda about, arrays: arrays.update(weights0=arrays["weights0"].T.copy()),
        lambda about, arrays: arrays.update(weights0=arrays["weights0"].astype(np.float64)),
        lambda about, arrays: arrays["weights1"].fill(np.nan),
        lambda about, arrays: about["characters"].append("~"),
        lambda about, arrays: about["characters"].reverse(),
        lambda about, arrays: about["settings"].update(model="bigram"),
        lambda about, arrays: about["settings"].update(unknown=1),
        lambda about, arrays: about["settings"].pop("hiddens"),
        lambda about, arrays: about.pop("digest"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    good: bytes, tmp_path: Path, change: Callable[[dict[str, Any], Any], None]
) -> None:
    rewritten(good, tmp_path / "a.model", change)
    refused(tmp_path / "a.model")


def test_counts_that_cannot_be_are_refused(tmp_path: Path) -> None:
    counted = saved_in(tmp_path, SETTINGS[0]).read_bytes()
    for counts in (np.zeros((2, 2), np.int64), np.full((27, 27), -1), np.zeros((27, 27))):
        path = tmp_path / "b.model"
        rewritten(counted, path, lambda about, arrays, counts=counts: arrays.update(counts=counts))
        refused(path)


def test_a_small_file_that_claims_a_large_network_is_refused_before_one_is_made(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, ...]] = []
    for maker in ("randn", "zeros", "empty"):
        monkeypatch.setattr(torch, maker, lambda *shape, **_: made.append(shape))
    path = tmp_path / "a.model"
    rewritten(good, path, lambda about, _: about["settings"].update(hiddens=[4096] * 100))
    refused(path)
    assert made and all(0 in shape for (shape,) in made)


def test_a_file_that_is_too_large_is_not_read(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_file, "_MAX_BYTES", len(good) // 2)
    monkeypatch.setattr(model_file, "safe_open", lambda *_, **__: pytest.fail("it was read"))
    path = tmp_path / "a.model"
    path.write_bytes(good)
    refused(path)


@pytest.mark.parametrize("shape", [[10**12], [10**6, 10**6], [2**62, 4]])
def test_a_header_that_claims_more_than_follows_takes_no_memory(
    shape: list[int], tmp_path: Path
) -> None:
    path, bytes_ = tmp_path / "a.model", 4 * math.prod(shape)
    claim = {"weights0": {"dtype": "F32", "shape": shape, "data_offsets": [0, bytes_]}}
    for length in (None, 2**40, 2**63):  # of the header, which may be a lie too
        header = json.dumps(claim).encode()
        path.write_bytes((length or len(header)).to_bytes(8, "little") + header + b"\0" * 400)
        tracemalloc.start()
        refused(path)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
        tracemalloc.stop()


def test_what_a_file_holds_besides_its_model_takes_no_memory(good: bytes, tmp_path: Path) -> None:
    path, many = tmp_path / "a.model", 20_000_000
    rewritten(good, path, lambda _, arrays: arrays.update(more=np.zeros(many, np.uint8)))
    tracemalloc.start()
    model_file.load(path)
    assert tracemalloc.get_traced_memory()[1] < many / 10
    tracemalloc.stop()
    rewritten(good, path, lambda _, arrays: arrays.update(weights0=np.zeros(many, np.uint8)))
    tracemalloc.start()
    refused(path)
    assert tracemalloc.get_traced_memory()[1] < many / 10
    tracemalloc.stop()


def test_a_large_header_is_not_read(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.model"
    rewritten(good, path, lambda about, _: about.update(title="x" * 10_000_000))
    refused(path)
    rewritten(good, path, lambda about, _: about.update(title="x" * 1_000_000))
    assert len(model_file.load(path).title) < 1000
