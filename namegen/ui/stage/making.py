"""What takes a moment to make for a picture: an index of names, a deck, the models compared."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from namegen import wording
from namegen.lessons.game import Deck
from namegen.lessons.similar_names import NameIndex, building
from namegen.lists.name_list import NameList
from namegen.models.network import NetworkModel
from namegen.models.sampling import LanguageModel
from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.training.split import split
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted import counted

_NAMES = 5_000
_AT_ONCE = 0.03  # seconds of making between two looks at what else is asked for
_MOST_COMPARED = 3


class SimilarNames:
    """The index of one network's names, made a little at a time."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._steps: Iterator[float] | None = None
        self._index: NameIndex | None = None

    @property
    def busy(self) -> bool:
        return self._steps is not None

    def of(self, key: Hashable, model: NetworkModel, names: NameList) -> NameIndex | None:
        """The index for a run's key; None while it is being made."""
        if key != self._key:
            first = tuple(dict.fromkeys(names.names))[:_NAMES]
            self._key, self._steps, self._index = key, building(model, first), None
        end = time.monotonic() + _AT_ONCE
        while self._steps is not None and time.monotonic() < end:
            try:
                next(self._steps)
            except StopIteration as done:
                self._steps, self._index = None, done.value
        return self._index


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
    return f"{settings.kind.label}, {wording.counted(settings.context, 'letter')}"
