"""A model as a file: arrays and one line of JSON, without pickle."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from namegen.bigram import CountedBigram
from namegen.settings import Settings, SettingsError
from namegen.vocabulary import BOUNDARY, Vocabulary

_FORMAT = "namegen 1"
# No model that the command line can make comes near it.
_MAX_BYTES = 2_000_000_000
_DAMAGED = "is damaged or no model file: train a model and save it anew with --save."


class ModelFileError(ValueError):
    """A model file that cannot be used; its text is one plain sentence that says what to do."""


@dataclass(frozen=True)
class SavedModel:
    """A model, what it was trained with, and the digest and title of the list it was trained on."""

    model: Any
    settings: Settings
    digest: str
    title: str


def save(path: Path, saved: SavedModel) -> None:
    """Write a model file, whole or not at all. Raises ModelFileError where it cannot be written."""
    about = {
        "format": _FORMAT,
        "settings": asdict(saved.settings),
        "characters": saved.model.vocabulary.characters,
        "digest": saved.digest,
        "title": saved.title,
    }
    arrays = _arrays(saved.model)
    try:
        draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
        with draft.open("wb") as file:
            np.savez(file, about=np.array(json.dumps(about)), **arrays)
        os.replace(draft, path)
    except OSError as error:
        raise ModelFileError(
            f"{str(path)!r} cannot be written: give another path to --save."
        ) from error


def _arrays(model: Any) -> dict[str, np.ndarray]:
    if isinstance(model, CountedBigram):
        return {"counts": model.counts}
    weights, biases = model.coeffs
    named = {f"weights{i}": layer.numpy() for i, layer in enumerate(weights)}
    return named | {f"biases{i}": layer.numpy() for i, layer in enumerate(biases)}


def load(path: Path) -> SavedModel:
    """Read a model file, which may come from anywhere. Raises ModelFileError."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_BYTES:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return _restored(json.loads(str(arrays.pop("about"))), arrays)
    except FileNotFoundError:
        raise ModelFileError(f"{str(path)!r} does not exist: give a model file.") from None
    except (
        OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, SettingsError,
        zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError,
    ):  # fmt: skip
        raise ModelFileError(f"{str(path)!r} {_DAMAGED}") from None


def _restored(about: dict[str, Any], arrays: dict[str, np.ndarray]) -> SavedModel:
    """The model that the parts make. Raises ValueError and its like where they do not fit."""
    if about["format"] != _FORMAT:
        raise ValueError("another format")
    given = about["settings"]
    settings = Settings(**{**given, "hiddens": tuple(given["hiddens"])})
    characters = tuple(about["characters"])
    if characters[0] != BOUNDARY or len(set(characters)) != len(characters):
        raise ValueError("no vocabulary")
    vocabulary = Vocabulary(characters)
    if not all(np.isfinite(array).all() for array in arrays.values()):
        raise ValueError("not finite")
    model = _model(vocabulary, settings, arrays)
    return SavedModel(model, settings, str(about["digest"]), str(about["title"]))


def _model(vocabulary: Vocabulary, settings: Settings, arrays: dict[str, np.ndarray]) -> Any:
    size = len(vocabulary)
    if settings.model == "bigram":
        counts = arrays["counts"]
        if counts.shape != (size, size) or counts.dtype.kind not in "iu" or counts.min() < 0:
            raise ValueError("no counts")
        return CountedBigram(vocabulary, counts, settings.smoothing)

    import torch

    from namegen.material import recipe_for
    from namegen.network import NetworkModel

    none_in, none_out = torch.zeros((0, settings.context), dtype=torch.int64), torch.zeros(0, size)
    recipe = recipe_for(settings, (none_in, none_out, none_in, none_out))
    fresh = recipe.init_coeffs(list(settings.hiddens))
    kinds = zip(("weights", "biases"), fresh, strict=True)
    coeffs = tuple(
        [_layer(arrays[f"{kind}{i}"], layer) for i, layer in enumerate(layers)]
        for kind, layers in kinds
    )
    return NetworkModel(vocabulary, settings, coeffs)


def _layer(array: np.ndarray, fresh: Any) -> Any:
    """An array as a layer of the shape and type that the settings call for."""
    import torch

    if array.shape != tuple(fresh.shape) or array.dtype != np.float32:
        raise ValueError("another shape")
    return torch.from_numpy(array)
