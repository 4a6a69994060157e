"""A closer look at a run at rest: its loss in words, names to take along, charts with numbers."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence

import numpy as np
import streamlit as st

from namegen import figures
from namegen.models.evaluation import perplexity
from namegen.training.history import Snapshot
from namegen.training.projection import nearest
from namegen.training.run import TrainingRun
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import glossary
from namegen.ui.widgets.charts import plotly_chart
from namegen.ui.widgets.generated_names import make_more

_NEIGHBOURS = 3
# By so much, in nats, the validation loss must have risen again: less is the sway of single steps.
_OVERFITS = 0.02
_HEIGHT = 420  # pixels; more leaves an empty strip below on a phone


def look(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    st.header("Look closer", anchor=False)
    _losses_in_words(snapshot)
    if said := by_heart(run.history.validation[: snapshot.epoch + 1]):
        st.markdown(said)
    model = run.model(snapshot.epoch)
    make_more(model, visitor.names.distinct, visitor.settings.seed, key="train-names", number=20)
    # Filled when it is opened: the stage has these charts already.
    label = "Zoom in, save a picture, take the numbers"
    charts = st.expander(label, key="charts", on_change="rerun")
    if charts.open:
        with charts:
            _charts(visitor, snapshot, run.dataset.vocabulary.characters)


def _charts(visitor: Visitor, snapshot: Snapshot, characters: Sequence[str]) -> None:
    """The matrix and the embedding, each with its numbers as a file."""
    left, right = st.columns(2)
    with left:
        _matrix(snapshot, characters, visitor.settings.kind.embeds)
        _numbers("matrix", snapshot.matrix, characters, characters)
    with right:
        _embedding(snapshot, characters)
        numbers = snapshot.embedding.shape[1]
        _numbers("embedding", snapshot.embedding, characters, range(1, numbers + 1))


def _numbers(
    name: str, rows: np.ndarray, characters: Sequence[str], columns: Iterable[str | int]
) -> None:
    """A table with a row for each letter, to download as CSV."""

    def text() -> str:
        written = io.StringIO()
        lines = csv.writer(written)
        lines.writerow(["letter", *columns])
        lines.writerows([c, *row] for c, row in zip(characters, rows.tolist(), strict=True))
        return written.getvalue()

    # Made when it is wanted, as the file of names is.
    st.download_button(
        f"The {name} as CSV", text, f"{name}.csv", "text/csv", icon=":material/download:",
        key=f"train-{name}-csv", on_click="ignore",
    )  # fmt: skip


def _losses_in_words(snapshot: Snapshot) -> None:
    loss, kind = snapshot.validation_loss, "validation names, which it was not trained on,"
    if loss is None:
        loss, kind = snapshot.train_loss, "the names it was trained on"
    doubt = perplexity(loss)
    many = "infinitely many" if math.isinf(doubt) else f"{doubt:,.1f}"
    st.markdown(
        f"After epoch {snapshot.epoch} the loss on {kind} is **{loss:.3f}** nats a letter: the "
        f"model is as unsure as if **{many}** letters were equally likely.",
        help=glossary.explained("validation", "nat", "perplexity"),
    )


def by_heart(validation: Sequence[float | None]) -> str:
    """What to say of a network that learns its list by heart; nothing where it does not.

    validation: the loss on the validation names, index = epoch.
    """
    losses = [loss for loss in validation if loss is not None]
    if not losses or losses[-1] - min(losses) < _OVERFITS:
        return ""
    best = losses.index(min(losses))
    return (
        f"It has begun to learn the list by heart, which is called overfitting: on names that it "
        f"was not trained on it was best after epoch {best}, with a loss of "
        f"**{losses[best]:.3f}**. Fewer epochs, a smaller network or a longer list help."
    )


def _matrix(snapshot: Snapshot, characters: Sequence[str], embeds: bool) -> None:
    plotly_chart(
        figures.heatmap(snapshot.matrix, characters, height=_HEIGHT),
        key="train-matrix",
        alt=figures.describe_heatmap(snapshot.matrix, characters),
    )
    st.caption(
        "The bigram matrix that this network implies: for each letter the average of what it "
        "expects next, over the list's contexts that end in that letter."
        if embeds
        else "The matrix: how likely each letter (column) follows each (row).",
        help=glossary.explained("bigram"),
    )


def _embedding(snapshot: Snapshot, characters: Sequence[str]) -> None:
    embedding, view = snapshot.embedding, snapshot.view
    neighbours = [
        [id for id, _ in nearest(embedding, letter, _NEIGHBOURS)]
        for letter in range(len(characters))
    ]
    places = figures.letter_places(view.points[None])
    plotly_chart(
        figures.embedding(
            places.points[0], characters, view.shown, neighbours=neighbours, height=_HEIGHT
        ),
        key="train-embedding",
        alt=figures.describe_embedding(view.points, characters),
    )
    st.caption(
        f"Each letter has {embedding.shape[1]} numbers; this is the flat view that shows as "
        "much of their differences as a plane can. Letters used alike come to lie together.",
        help=glossary.explained("embedding", "variance"),
    )
