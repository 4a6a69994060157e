"""A network that comes to say the table's names, and the epoch since which it does."""

from __future__ import annotations

from namegen.lessons.same_names import milestones, same_since
from namegen.lists.name_list import bundled
from namegen.models.sampling import generate
from namegen.settings import settings_for
from namegen.training.run import TrainingRun
from namegen.ui.serving.runs import dataset_of


def test_the_epoch_since_which_the_names_are_the_same() -> None:
    settings = settings_for("bigram-network")
    run = TrainingRun(dataset_of(bundled("given"), 1, settings.validation), settings)
    while run.last_epoch < settings.epochs:
        run.step()
    counted = generate(run.dataset.table, 5, settings.seed)
    same = [run.names(epoch, 5) == counted for epoch in range(settings.epochs + 1)]
    since = same_since(counted, run.model, settings.seed, settings.epochs)
    assert since is not None
    assert all(same[since:])
    assert not same[since - 1]
    assert same_since(counted, run.model, settings.seed, since - 1) is None
    assert same_since(counted, run.model, settings.seed, since) == since


def test_milestones_begin_at_the_start_and_end_at_the_epoch() -> None:
    assert milestones(200, 5, 3) == [0, 3, 25, 84, 200]
    assert milestones(3, 5, 3) == [0, 1, 2, 3]
    assert milestones(0, 5, 3) == [0]
