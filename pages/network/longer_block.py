"""What a network can do that a table of pairs cannot: see more than one letter."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import streamlit as st

from namegen.lessons.ladder import in_words
from namegen.settings import settings_for
from namegen.training.run import TrainingRun
from namegen.ui.navigation import page_link
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import dataset_of
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import learning_curves
from namegen.wording import counted

CONTEXTS = (1, 2, 3, 4, 8)
_KEY = "longer-block"
# The same number of steps for each, since an epoch of short contexts has few; and the most epochs.
_STEPS, _MOST_EPOCHS = 600, 200
_SAME = {"optimizer": "adam", "lr": 0.02, "batch": 512, "drop": True, "weight_decay": 0.04}
# Nats a letter: what is nearer than this is as good; and what has risen by more than the sway of
# single steps does worse than it did.
_ALIKE, _RISEN = 0.005, 0.02


def show(visitor: Visitor, run: TrainingRun) -> None:
    """Networks that see 1, 2, 3, 4 and 8 letters, trained with one click."""
    st.header("What is the big deal? A longer block", anchor=False)
    rows = in_words(len(run.dataset.vocabulary) ** CONTEXTS[-1])
    st.markdown(
        f"A table of pairs sees one letter. One for eight letters would need {rows} rows, most of "
        "them empty. A network just takes more letters in. Train five that are otherwise alike, "
        "and watch how low each loss comes."
    )
    which = visitor.names.digest, visitor.settings.validation, visitor.settings.seed
    learning_curves.show(
        visitor, _KEY, f"Train all {len(CONTEXTS)}", which, lambda: _plans(visitor), _said
    )


def _plans(visitor: Visitor) -> Iterator[Plan]:
    validation, seed = visitor.settings.validation, visitor.settings.seed
    for context in CONTEXTS:
        label = f"Sees {counted(context, 'letter')}"
        try:
            contexts = len(dataset_of(visitor.names, context, validation).training)
        except LimitError as error:
            st.error(f"{label}: {error}")
            continue
        steps = math.ceil(contexts / _SAME["batch"])
        settings = settings_for(
            context=context, validation=validation, seed=seed,
            epochs=min(_MOST_EPOCHS, math.ceil(_STEPS / steps)), **_SAME,
        )  # fmt: skip
        yield Plan(visitor.names, settings, label=label)


def _said(trained: Sequence[tuple[Plan, float]]) -> None:
    """What came out."""
    if len(trained) < 2:
        return
    lowest = [
        (one.settings.context, min(learning_curves.losses(run)[: one.settings.epochs + 1]))
        for one, _ in trained
        if (run := one.trained)
    ]
    st.markdown(compared([(one.settings.context, loss) for one, loss in trained], lowest))
    settings = trained[0][0].settings
    st.caption(
        f"All draw their names with the seed {settings.seed}, and are trained alike: Adam, "
        f"{settings.hiddens[0]} neurons in one hidden layer, about {_STEPS} steps, or "
        f"{_MOST_EPOCHS} epochs where those are fewer."
    )
    page_link("train", "Choose a context length, and train your own")


def compared(losses: Sequence[tuple[int, float]], lowest: Sequence[tuple[int, float]] = ()) -> str:
    """The outcome in words, from contexts with their losses, the shortest first. lowest: the same,
    with the lowest that their losses have been on the way."""
    (shortest, first), *_, (longest, last) = losses
    best = min(loss for _, loss in losses)
    context = next(context for context, loss in losses if loss <= best + _ALIKE)
    said = (
        f"With {counted(shortest, 'letter')} the loss ends at **{first:.3f}**, with {longest} at "
        f"**{last:.3f}**. "
    )
    reached, low = min(lowest, key=lambda one: one[1], default=(longest, best))
    if low < best - _RISEN:
        return said + (
            f"Fewer steps would have been better: with {counted(reached, 'letter')} it was down to "
            f"**{low:.3f}**, and rose as the network learned the list by heart."
        )
    if all(longer < shorter for (_, shorter), (_, longer) in pairwise(losses)):
        return said + "The more letters a network sees, the less of a surprise is the next one."
    if context == longest:
        return said + "More letters make the next one less of a surprise, though not each of them."
    does = "1 letter does" if context == 1 else f"{context} letters do"
    # Where what was learned from more letters misleads, and not only where they tell nothing more.
    short = ": the list is too short to learn from more" if last > best + _ALIKE else ""
    return said + f"On this list {does} as well as any{short}."
