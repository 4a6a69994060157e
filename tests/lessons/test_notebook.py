"""The exported notebook, run where there is no namegen: the same losses and the same names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
import pytest
import torch
from jupyter_client import KernelManager
from nbclient import NotebookClient

from namegen.lessons import notebook
from namegen.lessons.notebook import Shown
from namegen.lists.name_list import Choices, NameList, bundled, from_text
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun

_REPORT = 'print(json.dumps({"losses": losses, "names": made, "torch": torch.__version__}))'
_ALONE = """
%reset -f
import importlib.util, json, sys
assert importlib.util.find_spec("namegen") is None
sys.modules.pop("nbformat", None)
"""
# Plotly looks for it once, as it is imported.
_WITHOUT_NBFORMAT = """
for name in [name for name in sys.modules if name.split(".")[0] in ("plotly", "_plotly_utils")]:
    del sys.modules[name]
sys.modules["nbformat"] = None  # whoever imports it fails
"""


@dataclass(frozen=True)
class Outcome:
    """What a notebook came to: its losses by epoch, its names, and its figures by cell."""

    training: list[float]
    validation: list[float | None]
    names: list[str]
    figures: list[dict]


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KernelManager]:
    """One that cannot see this project, for all notebooks, each of which forgets the others' names:
    it imports torch once."""
    unseen = {"PYTHONPATH"}
    env = {name: value for name, value in os.environ.items() if name not in unseen}
    kernel = KernelManager()
    kernel.start_kernel(cwd=str(tmp_path_factory.mktemp("kernel")), env=env)
    yield kernel
    kernel.shutdown_kernel(now=True)


def _executed(text: str, kernel: KernelManager, first: str = "") -> Outcome:
    """The notebook run from top to bottom. first: what is run before it."""
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    book.cells.insert(0, nbformat.v4.new_code_cell(_ALONE + first))
    book.cells.append(nbformat.v4.new_code_cell(_REPORT))
    NotebookClient(book, km=kernel, timeout=120).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", ())]
    # A busy machine hands on what is printed in pieces.
    printed = (each["text"] for each in book.cells[-1].outputs if each.get("name") == "stdout")
    report = json.loads("".join(printed))
    return Outcome(
        [loss["training"] for loss in report["losses"]],
        [loss.get("validation") for loss in report["losses"]],
        report["names"],
        [
            output["data"]["application/vnd.plotly.v1+json"]
            for output in outputs
            if "application/vnd.plotly.v1+json" in output.get("data", {})
        ],
    )


def _trained(names: NameList, settings: Settings, epochs: int) -> TrainingRun:
    dataset = Dataset.of(names.names, settings.context, settings.validation, weights=names.weights)
    run = TrainingRun(dataset, settings)
    for _ in range(epochs):
        run.step()
    return run


def _same(outcome: Outcome, run: TrainingRun) -> None:
    history = run.history
    assert outcome.training == pytest.approx(history.train, abs=1e-4)
    if history.validation[0] is None:
        assert set(outcome.validation) == {None}
    else:
        assert outcome.validation == pytest.approx(history.validation, abs=1e-4)
    assert outcome.names == run.names(history.last_epoch, 10)


_LISTS = {
    "given": bundled("given"),
    "own": from_text("\n".join(["आशा", "मीरा", "Mary Lou", "zoë", "o'neil", "अनिल", "सुनीता"] * 9)),
    "one": from_text("anna"),
    "weighted": from_text(
        "name,count\n"
        + "\n".join(f"{name},{i + 1}" for i, name in enumerate(bundled("given").names[:60])),
        choices=Choices(weights=""),
    ),
}
_RUNS = {
    "the default on the given names": ("given", settings_for("deep"), 4),
    "the bigram as a network, on names that count more than once": (
        "weighted", settings_for("bigram-network"), 12,
    ),
    "adam, two layers, relu, a drop, on a list of one's own in two scripts": (
        "own",
        settings_for(
            "deep", hiddens=(40, 20), activation="relu", optimizer="adam", lr=0.02, batch=16,
            drop=True, weight_decay=0.03, epochs=6, context=4, embedding=6, seed=7,
        ),
        6,
    ),
    "stopped on the way to a drop": ("given", settings_for("deep", "fast", epochs=9), 7),
    "one name, so that none is held out": ("one", settings_for("deep", epochs=3), 3),
}  # fmt: skip


@pytest.mark.parametrize(("key", "settings", "epochs"), _RUNS.values(), ids=_RUNS)
def test_it_comes_to_the_same(
    key: str, settings: Settings, epochs: int, kernel: KernelManager
) -> None:
    names = _LISTS[key]
    outcome = _executed(notebook.notebook(names, settings, epochs), kernel)
    _same(outcome, _trained(names, settings, epochs))
    assert len(outcome.figures) == 3


def test_it_turns_the_learning_rate_where_the_run_did(kernel: KernelManager) -> None:
    names, settings = bundled("given"), settings_for("deep", optimizer="adam", lr=0.01, batch=256)
    run = _trained(names, settings, 4).fork(3, 0.05)
    run.step()
    run.step()
    run = run.fork(4, 0.002)
    run.step()
    text = notebook.notebook(names, run.settings, 5, run.rate_changes)
    outcome = _executed(text, kernel)
    _same(outcome, run)
    untouched = _trained(names, settings, 5)
    assert abs(outcome.validation[-1] - untouched.history.validation[-1]) > 1e-3


def test_a_turn_further_back_takes_the_place_of_later_ones() -> None:
    run = _trained(bundled("given"), settings_for("deep", hiddens=(10,)), 3)
    forked = run.fork(3, 0.3).fork(3, 0.4).fork(1, 0.5)
    assert (forked.rate_changes, forked.settings.lr) == (((1, 0.1),), 0.5)
    assert run.rate_changes == ()


def test_its_figures_show_without_nbformat_too(kernel: KernelManager) -> None:
    names, settings = bundled("given"), settings_for("bigram-network", epochs=2)
    outcome = _executed(notebook.notebook(names, settings, 2), kernel, _WITHOUT_NBFORMAT)
    assert len(outcome.figures) == 3


def test_it_says_what_the_app_showed() -> None:
    shown = Shown(2.1943, 2.2067, ["anna", "o'neil"])
    text = notebook.notebook(bundled("given"), settings_for("deep"), 12, shown=shown)
    last = json.loads(text)["cells"][-1]
    assert last["cell_type"] == "markdown"
    assert (
        "After epoch 12: a training loss of 2.1943, a validation loss of 2.2067" in (last["source"])
    )
    assert "anna\no'neil" in last["source"]


def test_the_title_of_a_list_stays_at_home() -> None:
    names = from_text("anna\nberta", "staff <b>2024</b>.csv")
    assert "staff" not in notebook.notebook(names, settings_for("deep"), 1)


def test_a_large_list_comes_along_folded() -> None:
    cells = json.loads(notebook.notebook(bundled("surnames"), settings_for("deep"), 1))["cells"]
    folded = [cell for cell in cells if cell["metadata"].get("jupyter", {}).get("source_hidden")]
    assert len(folded) == 1
    assert "PACKED" in folded[0]["source"]
    assert sum(len(cell["source"]) for cell in cells) < 500_000


def test_it_imports_what_it_needs_and_nothing_else() -> None:
    text = notebook.notebook(bundled("given"), settings_for("deep"), 3, ((1, 0.2),))
    cells = nbformat.reads(text, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F401,F821"]
    ruff += ["--config", 'builtins = ["display"]', "-"]
    found = subprocess.run(ruff, input=code, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
