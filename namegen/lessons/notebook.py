"""A run as a Jupyter notebook that needs nothing of this project: to be read, run and changed.

The text is that of notebook.md: prose, and cells of code with places to be filled. What fills them
is taken from the project's own source, so that the two cannot drift apart.
"""

from __future__ import annotations

import ast
import base64
import inspect
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Any

from namegen import alphabets, errors, optimizers, vocabulary, wording
from namegen.lists.name_list import BUNDLED, COUNTED, NameList
from namegen.models import contexts, recipe, sampling
from namegen.settings import SPECS, Settings
from namegen.training import split
from namegen.training.rate_changes import RateChanges, rate_at

_TEXT = Path(__file__).with_suffix(".md")
# A cell folded away, as JupyterLab, VS Code and Colab each understand it.
_HIDDEN = "hidden"
_FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}
_OWN_LIST = "a list of your own"
# What every notebook's network is, and what is the counted table's alone.
_NOT_OF_A_NETWORK = ("model", "smoothing")

# What the notebook is made of, in the order of each module.
_SOURCES: dict[str, tuple[ModuleType, Sequence[str]]] = {
    "split": (split, ("_SPLIT_SEED", "Split", "split", "_shuffled")),
    "alphabets": (
        alphabets,
        ("_SYLLABLES", "_JAMO", "has_jamo", "split_syllables", "compose", "whole_syllables"),
    ),
    "vocabulary": (vocabulary, ("BOUNDARY", "MAX_CHARACTERS", "Vocabulary")),
    "contexts": (
        contexts,
        ("_TABLE_CELLS", "_KEY_LIMIT", "TooManyContextsError", "Contexts", "flatten", "_packed",
         "_contexts_before", "_windows", "_shifted", "_tally", "_weights_of", "build"),
    ),
    "recipe": (recipe, ("Coeffs", "Shapes", "ACTIVATIONS", "ROWS", "Recipe")),
    "optimizers": (optimizers, ("GradientDescent", "Adam", "OPTIMIZERS")),
    "next_character": (recipe, ("NextCharacter",)),
    "errors": (errors, ("InputError",)),
    "wording": (wording, ("JOINERS", "shown", "printable")),
    "sampling": (
        sampling,
        ("MAX_LENGTH", "_PRIME", "_STEP", "_WORDS_AT_ONCE", "LanguageModel", "Draw", "Race",
         "apply_temperature", "draw_name", "generate", "generate_each", "check_prefix"),
    ),
}  # fmt: skip
_PACKED = '''\
#@title The names, packed
PACKED = """
{packed}
"""
LIST = zlib.decompress(base64.b64decode(PACKED)).decode()
names, _, counts = LIST.partition("\\n\\n")
names = names.split("\\n")
weights = [int(each) for each in counts.split(",")] if counts else None  # how often each counts'''
_COMES_ALONG = "The list: {list}. It comes along in the next cell, packed."
_TURN = """\
    if epoch in TURNS:
        rate = TURNS[epoch]
        recipe = new_recipe()
        recipe.generator.manual_seed(SEED + epoch)
"""
_WHY_TURNS = (
    " Where the learning rate was changed, the app went on with a new recipe and a seed of its own."
)
_EMBEDDING = {
    True: "Each character is a row of numbers in the network's table: its embedding. Here are "
    "the two directions in which the characters differ most.",
    False: "Each character's row of the matrix, seen from the two directions in which "
    "the characters differ most.",
}
_TABLE = {True: "weights[0].detach().numpy()", False: "matrix.numpy()"}


@dataclass(frozen=True)
class Shown:
    """What was seen of the run: losses in nats a character, and its names."""

    train_loss: float
    validation_loss: float | None
    names: Sequence[str]


def notebook(
    names: NameList,
    settings: Settings,
    stop: int,
    rate_changes: RateChanges = (),
    shown: Shown | None = None,
) -> str:
    """The notebook (nbformat 4.5) of a run of a network up to the epoch ``stop``.

    rate_changes: as a TrainingRun has them, where its learning rate was changed. shown: what the
    run has come to, to compare with. The list comes along.
    """
    values = {place: source(module, *wanted) for place, (module, wanted) in _SOURCES.items()}
    values |= {
        "title": f"A {settings.kind.label.lower()} that makes names",
        "settings": _settings(settings, stop, rate_changes, names.digest),
        "source": _COMES_ALONG.format(list=(BUNDLED | COUNTED).get(names.key, _OWN_LIST)),
        "look": _HIDDEN,
        "load": _PACKED.format(packed=_packed(names)),
        "turn": _TURN if rate_changes else "",
        "why_turns": _WHY_TURNS if rate_changes else "",
        "embedding": _EMBEDDING[settings.kind.embeds],
        "table": _TABLE[settings.kind.embeds],
        "showed": _showed(shown, stop) if shown else "",
    }
    whole = {
        "cells": [cell | {"id": f"{i}"} for i, cell in enumerate(_cells(_filled(values)))],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def source(module: ModuleType, *names: str) -> str:
    """The source of top-level things of a module, with the comments above them."""
    lines = inspect.getsource(module).splitlines()
    parts, end = {}, 0
    for node in ast.parse("\n".join(lines)).body:
        parts[_defined(node)] = "\n".join(lines[end : node.end_lineno])
        end = node.end_lineno
    return "\n".join(parts[name] for name in names).strip("\n")


def _defined(node: ast.stmt) -> str:
    """The name that a top-level statement defines, if it defines one."""
    if isinstance(node, ast.Assign):
        node = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        node = node.target
    return getattr(node, "name", getattr(node, "id", ""))


def _filled(values: Mapping[str, str]) -> str:
    return Template(_TEXT.read_text("utf-8")).safe_substitute(values)


def _cells(text: str) -> Iterator[dict[str, Any]]:
    """The cells of a text in Markdown: every block of Python is one, and what is between two."""
    parts = re.split(r"^```python *(hidden)?\n(.*?)\n```$", text, flags=re.MULTILINE | re.DOTALL)
    yield _markdown(parts[0])
    for hidden, code, prose in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield _code(code, _FOLDED if hidden else {})
        if prose.strip():
            yield _markdown(prose)


def _markdown(prose: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": prose.strip()}


def _code(code: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": code,
        "execution_count": None,
        "outputs": [],
    }


def _settings(settings: Settings, stop: int, rate_changes: RateChanges, digest: str) -> str:
    """Assignments, each with what it is."""
    values = {name: getattr(settings, name) for name in SPECS if name not in _NOT_OF_A_NETWORK}
    values |= {"hiddens": list(settings.hiddens), "lr": rate_at(rate_changes, settings.lr, 0)}
    if not settings.kind.embeds:
        values["embedding"] = None
    told = [(name.upper(), repr(value), SPECS[name].help) for name, value in values.items()]
    end = "EPOCHS" if stop == settings.epochs else repr(stop)
    told.append(("STOP", end, "The epoch to stop at: the one that the app stood at."))
    if rate_changes:
        later = "From which epochs on the learning rate was another."
        rates = {at: rate_at(rate_changes, settings.lr, at) for at, _ in rate_changes}
        told.append(("TURNS", repr(rates), later))
    told.append(("SHA256", repr(digest), "Of the list: these names, and no others."))
    return "\n".join(f"{name} = {value}  # {help}" for name, value, help in told)


def _packed(names: NameList) -> str:
    return base64.encodebytes(zlib.compress(names.text.encode())).decode().strip()


def _showed(shown: Shown, stop: int) -> str:
    losses = f"a training loss of {shown.train_loss:.4f}"
    if shown.validation_loss is not None:
        losses += f", a validation loss of {shown.validation_loss:.4f}"
    names = "\n".join(shown.names)
    said = f"After epoch {stop}: {losses}, and these names:"
    return f"## What the app showed\n\n{said}\n\n```\n{names}\n```"
