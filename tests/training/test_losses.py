"""What the settings are good for: the losses that they reach on the talk's list. Those of the
defaults are in test_meaning.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from namegen.lists.name_list import NameList
from namegen.models.evaluation import evaluate
from namegen.models.network import NetworkModel, detached
from namegen.settings import settings_for
from namegen.training.dataset import Dataset

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("preset", "given", "most"),
    [
        ("talk", {"lr": 0.3}, 2.25),
        ("fast", {}, 2.105),
        ("best", {}, 1.985),
    ],
    ids=["lr-0.3", "fast", "best"],
)
def test_the_validation_loss_is_at_most(
    talk: NameList, preset: str, given: dict[str, Any], most: float
) -> None:
    settings = settings_for("deep", preset, **given)
    dataset = Dataset.of(talk.names, settings.context, settings.validation)
    coeffs = dataset.recipe(settings).train_model(settings.epochs, settings.lr)
    model = NetworkModel(dataset.vocabulary, settings, detached(coeffs))
    assert evaluate(model, dataset.validation).loss <= most


def test_the_contexts_of_a_million_names_take_less_than_a_gigabyte(
    talk: NameList, tmp_path: Path
) -> None:
    """Names put together from the beginnings and the ends of the talk's."""
    halves = np.array([(name[:3], name[3:]) for name in talk.names])
    begin, end = np.random.default_rng(1).integers(len(halves), size=(2, 1_000_000))
    made = np.strings.add(halves[begin, 0], halves[end, 1])
    path = tmp_path / "names.txt"
    path.write_text("\n".join(made.tolist()), encoding="utf-8")
    command = [sys.executable, "-m", "tests.bench.building", str(path), "3"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    _, peak, distinct = (float(number) for number in said.stdout.split())
    assert distinct > 8_000
    assert peak < 1e9
