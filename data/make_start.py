"""Make start/*.npz: the networks that the Start page shows already trained, one for each list.

    python data/make_start.py

Each file holds a network's coefficients and settings, and no name of its list. The talk's list is
downloaded if it is not in the cache. Takes a few minutes.
"""

from pathlib import Path

import torch

from namegen import model_file
from namegen.material import Material
from namegen.names import load
from namegen.network import NetworkModel
from namegen.settings import settings_for
from namegen.training import TrainingRun

HERE = Path(__file__).parent / "start"
LISTS = ("talk", "given", "surnames")


def train(source: str) -> NetworkModel:
    """The network of the preset "best" after its last epoch."""
    settings = settings_for("deep", "best")
    material = Material.of(load(source).names, settings.context, settings.validation)
    run = TrainingRun(material, settings)
    for _ in range(settings.epochs):
        run.step()
    return run.model(run.frontier)


def make(folder: Path) -> None:
    """Write a file for each list into ``folder``."""
    folder.mkdir(exist_ok=True)
    for source in LISTS:
        model_file.save(train(source), folder / f"{source}.npz")


if __name__ == "__main__":
    torch.set_num_threads(1)
    make(HERE)
