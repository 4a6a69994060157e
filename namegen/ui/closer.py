"""A closer look at a run at rest: its matrix and embedding in Plotly, and names to take along."""

from __future__ import annotations

import math

import streamlit as st

from namegen import figures
from namegen.history import Snapshot
from namegen.projection import nearest
from namegen.training import TrainingRun
from namegen.ui.made import made_names
from namegen.ui.visitor import Visitor

_NEIGHBOURS = 3
_HEIGHT = 460


def look(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    st.subheader("Look closer", anchor=False)
    _losses_in_words(snapshot)
    left, right = st.columns(2)
    with left:
        _matrix(visitor, run, snapshot)
    with right:
        _embedding(run, snapshot)
    names = run.names(snapshot.epoch, 20)
    made_names(names, visitor.names.distinct, key="train-names")


def _losses_in_words(snapshot: Snapshot) -> None:
    loss, kind = snapshot.validation_loss, "names it has never seen"
    if loss is None:
        loss, kind = snapshot.train_loss, "the names it was trained on"
    st.markdown(
        f"After epoch {snapshot.epoch} the loss on {kind} is **{loss:.3f}** nats a letter: the "
        f"model is as unsure as if **{math.exp(loss):.1f}** letters were equally likely."
    )


def _matrix(visitor: Visitor, run: TrainingRun, snapshot: Snapshot) -> None:
    characters = run.material.vocabulary.characters
    st.plotly_chart(
        figures.heatmap(snapshot.matrix, characters, height=_HEIGHT),
        key="train-matrix",
        config=figures.CONFIG,
        alt=figures.describe_heatmap(snapshot.matrix, characters),
    )
    st.caption(
        "The bigram matrix that this network implies: for each letter the average of what it "
        "expects next, over the list's contexts that end in that letter."
        if visitor.settings.model == "deep"
        else "The matrix: how likely each letter (column) follows each (row)."
    )


def _embedding(run: TrainingRun, snapshot: Snapshot) -> None:
    characters = run.material.vocabulary.characters
    neighbours = [
        [id for id, _ in nearest(snapshot.embedding, letter, _NEIGHBOURS)]
        for letter in range(len(characters))
    ]
    st.plotly_chart(
        figures.embedding(
            snapshot.view.points,
            characters,
            snapshot.view.shown,
            neighbours=neighbours,
            height=_HEIGHT,
        ),
        key="train-embedding",
        config=figures.CONFIG,
        alt=figures.describe_embedding(snapshot.view.points, characters),
    )
    st.caption(
        f"Each letter has {snapshot.embedding.shape[1]} numbers; this is the flat view that shows "
        "most of them. Letters used alike come to lie together."
    )
