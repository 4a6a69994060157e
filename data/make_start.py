"""Make start/*.safetensors: the networks that the Start page shows already trained, one a list.

    python -m data.make_start

Each file holds a network's coefficients and settings, and no name of its list. Takes
about two minutes.
"""

from pathlib import Path

import torch

from namegen.lists.name_list import BUNDLED, NameList, bundled
from namegen.models import model_file
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun

HERE = Path(__file__).parent / "start"
# The preset "best", a little narrower for a smaller file; its loss is within 0.02 of it.
SETTINGS = settings_for("deep", "best", hiddens=(160, 80))
# An epoch of a short list has few batches of that size: with smaller ones its letters come apart
# too, and its loss is lower.
_SHORT = 10_000
SHORT_LIST = settings_for("deep", "best", hiddens=(160, 80), batch=64, lr=0.005)


def settings_of(names: NameList) -> Settings:
    return SETTINGS if len(names.names) > _SHORT else SHORT_LIST


def trained(names: NameList) -> model_file.SavedModel:
    """The network after its last epoch."""
    settings = settings_of(names)
    dataset = Dataset.of(names.names, settings.context, settings.validation)
    run = TrainingRun(dataset, settings)
    for _ in range(settings.epochs):
        run.step()
    print(f"{names.title}: validation loss {run.history.latest.validation_loss:.3f}")
    return model_file.SavedModel(run.model(run.last_epoch), settings, names.digest, names.title)


def make(folder: Path) -> None:
    """Write a file for each list into ``folder``."""
    folder.mkdir(exist_ok=True)
    for source in BUNDLED:
        model_file.save(folder / f"{source}.safetensors", trained(bundled(source)))


if __name__ == "__main__":
    torch.set_num_threads(1)
    make(HERE)
