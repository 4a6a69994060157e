"""What takes a moment to make for a picture: a deck, the models compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from namegen import wording
from namegen.lessons.game import Deck
from namegen.lists.name_list import NameList
from namegen.models.sampling import LanguageModel
from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.training.split import split
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted import counted

_MOST_COMPARED = 3


@lru_cache(4)
def deck(names: NameList) -> Deck:
    """The names of the game. Raises GameError."""
    validation = Settings.validation
    file = pretrained.file(names)
    model = pretrained.saved(file).model if file else counted(names, validation)
    parts = split(names.names, validation, names.weights)
    return Deck.of(model, parts.training, parts.validation)


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
