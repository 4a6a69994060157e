"""Meaning emerges: after training, letters stand with their own kind, and before it they do not."""

from __future__ import annotations

import numpy as np
import pytest

from namegen.lists.name_list import bundled
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.projection import same_kind
from namegen.training.run import TrainingRun
from namegen.wording import kind


@pytest.mark.parametrize(("key", "most_loss", "least"), [("talk", 2.23, 4.3), ("given", 2.3, 3.5)])
def test_vowels_come_to_stand_together(key: str, most_loss: float, least: float) -> None:
    after, before, alike, losses = [], [], [], []
    for seed in (1, 2, 3):
        settings = settings_for("deep", seed=seed)
        dataset = Dataset.of(bundled(key).names, settings.context, settings.validation)
        run = TrainingRun(dataset, settings)
        for _ in range(settings.epochs):
            run.step()
        kinds = [kind(character) for character in dataset.vocabulary.characters]
        letters = [id for id, of in enumerate(kinds) if of in ("vowel", "consonant")]
        start, end = run.history.at(0).embedding, run.history.latest.embedding
        for embedding, found in ((start, before), (end, after)):
            found.append(same_kind(embedding[letters], [kinds[id] for id in letters]))
        alike.append(np.corrcoef(start.ravel(), end.ravel())[0, 1])
        losses.append(run.history.latest.validation_loss)
    vowels, at_first = (np.mean([found["vowel"][0] for found in at]) for at in (after, before))
    assert vowels >= max(least, at_first + 2)
    assert np.mean([found["consonant"][0] for found in after]) >= 19
    assert np.mean(alike) < 0.6
    assert max(losses) <= most_loss
