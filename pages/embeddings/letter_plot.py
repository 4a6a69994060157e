"""Where training puts the letters: the plot that drifts, and what comes after a typed context."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import streamlit as st

from namegen.alphabets import compose
from namegen.lessons.same_names import milestones
from namegen.models.network import NetworkModel
from namegen.training.projection import nearest
from namegen.ui.serving.examined import Examined, ExaminedEpoch
from namegen.ui.serving.web import delivery
from namegen.ui.serving.web.scripts import chosen
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import bar_rows, glossary, name_input
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.pair_choice import option
from namegen.wording import shown
from pages.embeddings import drift

_FRAMES = 48
_NEIGHBOURS = 5
_BEGINNING = "mar"
_LETTER, _NEXT = "letter", "begin"
_DRIFT = "embeddings-drift"


def introduction(found: Examined) -> None:
    numbers = found.now.embedding.shape[1]
    if found.settings.kind.embeds:
        said = (
            f"The network reads each letter as {numbers} numbers, its embedding. They start at "
            "random, and training moves them."
        )
    else:
        said = (
            f"This network knows a letter by {numbers} numbers: the chances of each letter to come "
            "next. They start nearly alike, and training moves them."
        )
    st.markdown(said, help=glossary.explained("embedding", "epoch", "variance", "context"))


def plot(found: Examined, last: int) -> None:
    """The letters up to this last epoch, a slider through their training, and the nearest of a
    chosen one."""
    characters = found.now.model.vocabulary.characters
    # The fragment keeps what it shows, and not the run: a page at rest would hold its memory.
    frames = _frames(found, last)
    embeddings = [frame.embedding for frame in frames]
    letters = drift.letters_at(
        epochs=[frame.epoch for frame in frames],
        points=np.stack([frame.view.framed for frame in frames]),
        variance=[frame.view.shown for frame in frames],
        characters=characters,
        numbers=found.now.embedding.shape[1],
    )

    usual = max(
        (id for id, one in enumerate(characters) if one.isalpha()),
        key=found.frequencies.__getitem__,
        default=1,
    )

    @delivery.fragment
    def explore() -> None:
        letter = st.selectbox(
            "Nearest to",
            characters,
            index=usual,
            format_func=lambda c: option(c, "start and end"),
            key=_LETTER,
            bind="query-params",
        )
        id = characters.index(letter)
        near = [nearest(embedding, id, _NEIGHBOURS) for embedding in embeddings]
        drift.show(letters, id, near, _DRIFT, lambda: _choose(characters))

    explore()


def _frames(found: Examined, last: int) -> list[ExaminedEpoch]:
    """Of the epochs up to the last, those to show; a long history may lack some."""
    seen = {moment.epoch: moment for moment in map(found.at, milestones(last, _FRAMES, 2))}
    return [seen[epoch] for epoch in sorted(seen)]


def _choose(characters: Sequence[str]) -> None:
    """The letter that was clicked in the plot."""
    id = chosen(_DRIFT)
    if isinstance(id, int | float) and 0 <= id < len(characters):
        st.session_state[_LETTER] = characters[int(id)]


def next_letter(visitor: Visitor, found: Examined) -> None:
    """What comes next after what the visitor types, while they type it."""
    known = found.now.model.vocabulary.knows(_BEGINNING)
    _typed(found.now.model, _BEGINNING if known else visitor.names.names[0][:3])


@delivery.fragment
def _typed(model: NetworkModel, usual: str) -> None:
    vocabulary = model.vocabulary
    # A duration in words would have Streamlit import pandas.
    text = name_input.name_box("Type the beginning of a name", _NEXT, usual, live=True)
    text = name_input.spelled(text) + (" " if text.endswith(" ") and vocabulary.knows(" ") else "")
    problem = name_input.stranger(text, vocabulary)
    if problem:
        st.markdown(plain(problem))
        return
    ids = np.concatenate((np.zeros(model.context, dtype=np.int64), vocabulary.encode(text)))
    _context(vocabulary.split(text), model.context)
    chances = model.probabilities(ids[None, -model.context :])[0]
    bar_rows.next_letters(vocabulary.characters, chances)


def _context(text: str, context: int) -> None:
    """The letters typed: those that the network no longer sees, and those that it does."""
    past, seen = text[: max(0, len(text) - context)], text[-context:]
    pads = context - len(seen)
    before = f'<span class="past" dir="auto" translate="no">{html.escape(compose(past))}</span>'
    boxes = ['<b class="pad">.</b>'] * pads
    boxes += [f"<b>{html.escape(shown(character))}</b>" for character in seen]
    st.html(
        f'<div class="context">{before if past else ""}<span class="seen">{"".join(boxes)}'
        '<span class="past">→ ?</span></span></div>'
    )
    letters = "the last letter" if context == 1 else f"the last {context} letters"
    st.caption(
        f"The network sees only {letters}"
        + (", and full stops before the name." if pads else ".")
        + " What it expects next:"
    )
