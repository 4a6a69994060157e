"""A closer look at a run at rest: its matrix and embedding in Plotly, and names to take along."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import streamlit as st

from namegen import figures
from namegen.models.evaluation import perplexity
from namegen.training.history import Snapshot
from namegen.training.projection import nearest
from namegen.training.run import TrainingRun
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import glossary
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
    key, characters = (visitor.key, snapshot.epoch), run.dataset.vocabulary.characters
    left, right = st.columns(2)
    with left:
        _matrix(key, snapshot, characters, visitor.settings.kind.embeds)
    with right:
        _embedding(key, snapshot, characters)
    model = run.model(snapshot.epoch)
    make_more(model, visitor.names.distinct, visitor.settings.seed, key="train-names", number=20)


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


# A hall that rests at the same epoch of the same run has its charts made once.
_kept = st.cache_resource(show_spinner=False, max_entries=16)


@_kept
def _matrix(key: Hashable, _snapshot: Snapshot, _characters: Sequence[str], embeds: bool) -> None:
    st.plotly_chart(
        figures.heatmap(_snapshot.matrix, _characters, height=_HEIGHT),
        key="train-matrix",
        config=figures.CONFIG,
        alt=figures.describe_heatmap(_snapshot.matrix, _characters),
    )
    st.caption(
        "The bigram matrix that this network implies: for each letter the average of what it "
        "expects next, over the list's contexts that end in that letter."
        if embeds
        else "The matrix: how likely each letter (column) follows each (row).",
        help=glossary.explained("bigram"),
    )


@_kept
def _embedding(key: Hashable, _snapshot: Snapshot, _characters: Sequence[str]) -> None:
    embedding, view = _snapshot.embedding, _snapshot.view
    neighbours = [
        [id for id, _ in nearest(embedding, letter, _NEIGHBOURS)]
        for letter in range(len(_characters))
    ]
    st.plotly_chart(
        figures.embedding(
            view.points, _characters, view.shown, neighbours=neighbours, height=_HEIGHT
        ),
        key="train-embedding",
        config=figures.CONFIG,
        alt=figures.describe_embedding(view.points, _characters),
    )
    st.caption(
        f"Each letter has {embedding.shape[1]} numbers; this is the flat view that shows as "
        "much of their differences as a plane can. Letters used alike come to lie together.",
        help=glossary.explained("embedding", "variance"),
    )
