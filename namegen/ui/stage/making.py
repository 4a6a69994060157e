"""What takes a moment to make for a picture: the models compared."""

from __future__ import annotations

from collections.abc import Sequence

from namegen import wording
from namegen.lists.name_list import NameList
from namegen.models.sampling import LanguageModel
from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.ui.serving import pretrained

_MOST_COMPARED = 3


def trained_models(names: NameList, runs: Sequence[TrainingRun]) -> list[tuple[str, LanguageModel]]:
    """The networks of these runs, and the one that was trained earlier; each with what it is
    called."""
    models: list[tuple[str, LanguageModel]] = [
        (_called(run.settings), run.model(run.settings.epochs)) for run in runs[-_MOST_COMPARED:]
    ]
    file = pretrained.file(names)
    if file:
        saved = pretrained.saved(file)
        models.append((f"{_called(saved.settings)}, trained earlier", saved.model))
    return models


def _called(settings: Settings) -> str:
    return f"{settings.label}, {wording.counted(settings.context, 'letter')}"
