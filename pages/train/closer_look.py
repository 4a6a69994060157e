"""A closer look at a run at rest: its loss in words, what to take along."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

import streamlit as st

from namegen.models.evaluation import perplexity
from namegen.training.history import Snapshot
from namegen.training.run import TrainingRun
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import glossary
from namegen.ui.widgets.generated_names import make_more

# By so much, in nats, the validation loss must have risen again: less is the sway of single steps.
_OVERFITS = 0.02


def look(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    st.header("Look closer", anchor=False)
    _losses_in_words(snapshot, len(run.dataset.vocabulary))
    seen = slice(snapshot.epoch + 1)
    if said := by_heart(run.history.train[seen], run.history.validation[seen]):
        st.markdown(said)
    model = run.model(snapshot.epoch)
    make_more(model, visitor.names.distinct, visitor.settings.seed, key="train-names", number=20)
    _embeddings(snapshot, run.dataset.vocabulary.characters)


def _embeddings(snapshot: Snapshot, characters: Sequence[str]) -> None:
    """All that the plot shows a flat view of: a row for each letter, to download as CSV."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["letter", *range(1, snapshot.embedding.shape[1] + 1)])
    rows = snapshot.embedding.tolist()
    lines.writerows([c, *row] for c, row in zip(characters, rows, strict=True))
    st.download_button(
        "All numbers of each letter (CSV)", written.getvalue(), "embedding.csv", "text/csv",
        icon=":material/download:", key="train-embedding-csv", on_click="ignore",
        help=glossary.explained("embedding"),
    )  # fmt: skip


def _losses_in_words(snapshot: Snapshot, size: int) -> None:
    """size: of the vocabulary."""
    loss, kind = snapshot.validation_loss, "validation names"
    if loss is None:
        loss, kind = snapshot.train_loss, "the names it was trained on"
    if loss > math.log(size):
        means = f"worse than knowing nothing, which is {math.log(size):.3f}"
    else:
        means = (
            f"the model is as unsure as if **{perplexity(loss):.1f}** letters were equally likely"
        )
    st.markdown(
        f"After epoch {snapshot.epoch} the loss on {kind} is **{loss:,.3f}** nats a letter: "
        f"{means}.",
        help=glossary.explained("validation", "nat", "perplexity"),
    )


def by_heart(train: Sequence[float], validation: Sequence[float | None]) -> str:
    """What to say of a network that learns its list by heart; nothing where it does not, or where
    its training has failed, and its loss on the names it is trained on has risen as well.

    Both losses: index = epoch.
    """
    losses = [loss for loss in validation if loss is not None]
    if not losses or losses[-1] - min(losses) < _OVERFITS:
        return ""
    best = losses.index(min(losses))
    if train[-1] >= train[best]:
        return ""
    when = f"after epoch {best}" if best else "before training"
    return (
        "It has begun to learn the list by heart, which is called overfitting: on validation names "
        f"it was best {when}, with a loss of **{losses[best]:.3f}**. Fewer epochs, a "
        "smaller network or a longer list help."
    )
