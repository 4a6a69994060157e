"""A model as a file in the format safetensors: arrays, and what they are as its metadata."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as to_bytes

from namegen.errors import InputError
from namegen.lists.cleaning import is_allowed
from namegen.models.bigram import CountedBigram
from namegen.models.torch_import import import_torch
from namegen.setting_texts import parse, to_text
from namegen.settings import Settings, settings_for
from namegen.vocabulary import Vocabulary

_FORMAT = "namegen 2"
# Nearly twice what the largest model takes that there are settings for.
_MAX_BYTES = 2_000_000_000
# Of the header, which has a line for each layer; and the characters of a list's title.
_MAX_HEADER, _LONGEST_TITLE = 10_000_000, 200
_DAMAGED = "is damaged or no model file: train a model and save it anew with --save."
# What safetensors, JSON and the settings may make of bytes from anywhere.
_UNREADABLE = (
    SafetensorError, OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError,
    RuntimeError, MemoryError,
)  # fmt: skip


class ModelFileError(InputError):
    """A model file that cannot be used; its text is one plain sentence that says what to do."""


@dataclass(frozen=True)
class SavedModel:
    """A model, what it was trained with, and the digest and title of the list it was trained on."""

    model: Any
    settings: Settings
    digest: str
    title: str


def save(path: Path, saved: SavedModel) -> None:
    """Write a model file, whole or not at all. A link stays one, and what it leads to is replaced.

    Raises ModelFileError where it cannot be written.
    """
    with _told(path), _draft(path) as (target, file):
        file.write(to_bytes(_arrays(saved.model), _about(saved)))
        file.flush()
        os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, file.name)
        file.close()  # Windows replaces no file by one that is open
        os.replace(file.name, target)


def check_writable(path: Path) -> None:
    """Raises ModelFileError where no model can be written, which is known before it is trained."""
    with _told(path), _draft(path):
        pass


@contextmanager
def _draft(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Where the path leads, and a new file beside it, which goes unless it is put there."""
    target = Path(os.path.realpath(path))
    is_there = target.exists() or target.is_symlink()
    if is_there and not (target.is_file() and os.access(target, os.W_OK)):
        raise OSError("a folder, a device, a link to itself, or a file that is to stay as it is")
    draft = target.with_name(f"namegen-{secrets.token_hex(8)}.draft")
    try:
        with draft.open("xb") as file:
            yield target, file
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelFileError(
            f"{str(path)!r} cannot be written: give another path to --save."
        ) from error


def _about(saved: SavedModel) -> dict[str, str]:
    about = {
        "format": _FORMAT,
        "settings": asdict(saved.settings),
        "characters": saved.model.vocabulary.characters,
        "digest": saved.digest,
        "title": saved.title,
    }
    return {name: json.dumps(value) for name, value in about.items()}


def _arrays(model: Any) -> dict[str, np.ndarray]:
    if isinstance(model, CountedBigram):
        return {"counts": model.counts}
    weights, biases = model.coeffs
    named = {f"weights{i}": layer.numpy() for i, layer in enumerate(weights)}
    return named | {f"biases{i}": layer.numpy() for i, layer in enumerate(biases)}


def load(path: Path) -> SavedModel:
    """Read a model file, which may come from anywhere. Raises ModelFileError, and TorchError."""
    try:
        if path.exists() and not path.is_file():
            raise OSError("a folder, or a pipe or device, which may have no end")
        path.open("rb").close()
    except FileNotFoundError:
        raise ModelFileError(f"{str(path)!r} does not exist: give a model file.") from None
    except OSError:
        raise ModelFileError(f"{str(path)!r} cannot be read: give a model file.") from None
    try:
        if path.stat().st_size > _MAX_BYTES or _header_of(path) > _MAX_HEADER:
            raise ValueError("too large")
        with safe_open(path, framework="numpy") as file:  # which holds the header to the file
            return _restored(file)
    except _UNREADABLE:
        raise ModelFileError(f"{str(path)!r} {_DAMAGED}") from None


def _header_of(path: Path) -> int:
    """The bytes of the header, as the file claims."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(8), "little")


def _restored(file: Any) -> SavedModel:
    """The model that an open file holds. Raises ValueError and its like where it holds none."""
    about = {name: json.loads(text) for name, text in (file.metadata() or {}).items()}
    if about["format"] != _FORMAT:
        raise ValueError("another format")
    given = about["settings"]
    given["hiddens"] = tuple(given["hiddens"])
    # Through their texts, the one way in that looks at what kind a value is.
    settings = Settings(**{name: parse(name, to_text(name, given[name])) for name in given})
    if settings != settings_for(**asdict(settings)):
        raise ValueError("not in the model's nature")
    characters = tuple(about["characters"])
    vocabulary = Vocabulary.of(characters[1:])
    if vocabulary.characters != characters or not all(map(is_allowed, characters[1:])):
        raise ValueError("no vocabulary")
    model = _model(vocabulary, settings, file)
    return SavedModel(model, settings, str(about["digest"]), str(about["title"])[:_LONGEST_TITLE])


def _model(vocabulary: Vocabulary, settings: Settings, file: Any) -> Any:
    size = len(vocabulary)
    if settings.kind.counted:
        counts = _array(file, "counts", (size, size))
        if counts.dtype.kind not in "iu" or counts.min() < 0:
            raise ValueError("no counts")
        return CountedBigram(vocabulary, counts, settings.smoothing)

    torch = import_torch()
    from namegen.models.network import NetworkModel, shapes

    coeffs = tuple(
        [torch.from_numpy(_layer(file, f"{kind}{i}", shape)) for i, shape in enumerate(layers)]
        for kind, layers in zip(("weights", "biases"), shapes(settings, size), strict=True)
    )
    return NetworkModel(vocabulary, settings, coeffs)


def _layer(file: Any, name: str, shape: tuple[int, ...]) -> np.ndarray:
    array = _array(file, name, shape)
    if array.dtype != np.float32:
        raise ValueError("another type")
    return array


def _array(file: Any, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """An array, where it has the shape that the settings call for: what a file holds besides, or
    holds larger, takes no memory."""
    if tuple(file.get_slice(name).get_shape()) != shape:
        raise ValueError("another shape")
    array = file.get_tensor(name)
    if not np.isfinite(array).all():
        raise ValueError("not finite")
    return array
