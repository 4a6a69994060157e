"""Networks that are looked into: a run after an epoch, or the one trained earlier on a list."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from namegen.lessons.questions import Question, embeddings
from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted_bigrams import BY_DIGEST, counted

if TYPE_CHECKING:
    from namegen.models.network import NetworkModel
    from namegen.training.projection import View
    from namegen.training.run import TrainingRun


@dataclass(frozen=True)
class ExaminedEpoch:
    """A network after one of its epochs. embedding: (V, D)."""

    epoch: int
    model: NetworkModel
    embedding: np.ndarray
    view: View


@dataclass(frozen=True)
class Examined:
    """A network to look into. frequencies: (V,) how often each character stands before another in
    the names it was trained on. at: how it was after an epoch, or the nearest kept before it.
    earlier: whether it was trained before this server started."""

    key: Hashable
    settings: Settings
    epoch: int
    frequencies: np.ndarray
    at: Callable[[int], ExaminedEpoch]
    earlier: bool = False

    @property
    def now(self) -> ExaminedEpoch:
        return self.at(self.epoch)

    @property
    def start(self) -> ExaminedEpoch:
        """Before any training."""
        return self.at(0)

    def question(self, names: NameList) -> Question | None:
        """What training has done to the letters of the list."""
        start, now = self.start.embedding, self.now
        characters = now.model.vocabulary.characters
        return embeddings(names, characters, self.frequencies, start, now.embedding, now.epoch)


def of_run(key: Hashable, run: TrainingRun, epoch: int) -> Examined:
    """A run after an epoch that it has been trained to. key: the run's identity."""

    def at(epoch: int) -> ExaminedEpoch:
        kept = run.history.at(epoch)
        return ExaminedEpoch(kept.epoch, run.model(kept.epoch), kept.embedding, kept.view)

    return Examined((key, epoch), run.settings, epoch, run.dataset.frequencies, at)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=BY_DIGEST)
def of_file(names: NameList, file: Path) -> Examined:
    """Of its training only the two ends are known: the seed has the beginning, the file the end."""
    from namegen.models.network import untrained
    from namegen.training.projection import project, settled

    saved = pretrained.saved(file)
    model, settings = saved.model, saved.settings
    frequencies = counted(names, settings.validation).counts.sum(axis=1)
    start = untrained(settings, model.vocabulary)
    view = project(start.embedding, frequencies)
    last = ExaminedEpoch(
        settings.epochs, model, model.embedding, settled(model.embedding, frequencies, view)
    )
    first = ExaminedEpoch(0, start, start.embedding, view)
    return Examined(
        (names.digest, file.name), settings, last.epoch, frequencies,
        lambda epoch: last if epoch >= last.epoch else first, earlier=True,
    )  # fmt: skip
