"""Make start/*.safetensors: the networks that the Start page shows already trained, one a list.

    python -m data.make_start

Each file holds a network's coefficients and settings, and no name of its list. Takes
about a minute.
"""

from pathlib import Path

import torch

from namegen.lists.name_list import BUNDLED, NameList, bundled
from namegen.models import model_file
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun

HERE = Path(__file__).parent / "start"
# The preset "best", a little narrower for a smaller file; its loss is within 0.02 of it.
SETTINGS = settings_for("deep", "best", hiddens=(160, 80))


def trained(names: NameList) -> model_file.SavedModel:
    """The network after its last epoch."""
    dataset = Dataset.of(names.names, SETTINGS.context, SETTINGS.validation)
    run = TrainingRun(dataset, SETTINGS)
    for _ in range(SETTINGS.epochs):
        run.step()
    print(f"{names.title}: validation loss {run.history.latest.validation_loss:.3f}")
    return model_file.SavedModel(run.model(run.last_epoch), SETTINGS, names.digest, names.title)


def make(folder: Path) -> None:
    """Write a file for each list into ``folder``."""
    folder.mkdir(exist_ok=True)
    for source in BUNDLED:
        model_file.save(folder / f"{source}.safetensors", trained(bundled(source)))


if __name__ == "__main__":
    torch.set_num_threads(1)
    make(HERE)
