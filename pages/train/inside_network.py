"""The picture of the network that is being trained, at the epoch on the screen."""

from __future__ import annotations

import streamlit as st

from namegen.lessons import inside as lesson
from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.ui import navigation
from namegen.ui.serving.latest_made import Latest
from namegen.ui.serving.web import delivery
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import inside, name_input
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.inside import Part
from namegen.wording import counted

_KEY, _READS = "inside", "reads"
_LONGEST = WIDGETS[_READS].longest
_RECIPE = {"function": "calc_preds"}
# What moves units furthest takes some 7 ms, and a hall looks at one epoch of one run.
_BUDGET, _BYTES_A_UNIT = 2_000_000, 500
_furthest: Latest[list[lesson.Furthest]] = Latest(_BUDGET)


def look(visitor: Visitor, run: TrainingRun) -> None:
    """What each layer makes of a name that is typed."""
    st.header("Inside the network", anchor=False)
    embeds = visitor.settings.kind.embeds
    mixing = "each layer mixes them anew" if visitor.settings.hiddens else "one layer mixes them"
    way = (
        f"letters become numbers, {mixing}"
        if embeds
        else "the letter before chooses its row of weights"
    )
    st.markdown(
        f"Type a name, and follow it from the top: {way}, and at the end stands a chance for every "
        "letter that may come next."
    )
    epoch = run.history.at(visitor.playhead.shown).epoch
    # The fragment keeps what it shows, and not the run: a page at rest would hold its memory.
    model, vocabulary = run.model(epoch), run.dataset.vocabulary
    frequent = run.dataset.frequent
    furthest = _furthest.of(
        visitor.names.digest,
        (visitor.key, epoch),
        _BYTES_A_UNIT * sum((visitor.settings.embedding, *visitor.settings.hiddens)),
        lambda: lesson.furthest(model, frequent),
    )
    begun = visitor.names.names[0][:-1][:_LONGEST]  # the network is to guess its last letter

    @delivery.fragment
    def picture() -> None:
        # A duration in words would have Streamlit import pandas.
        typed = name_input.name_box("Type a name", _READS, begun, _LONGEST, live=True, width=320)
        text = name_input.spelled(typed)
        note = st.container()  # there without a note, too: the picture keeps its place
        if problem := name_input.stranger(text, vocabulary):
            note.markdown(plain(problem))
        known = "".join(c for c in vocabulary.split(text) if c not in vocabulary.unknown(text))
        asked = inside.show(
            _KEY,
            known,
            lesson.look(model, known),
            furthest,
            _parts(visitor.settings, len(vocabulary)),
            vocabulary.characters,
            f"After epoch {epoch}" if epoch else "Before training",
        )
        if asked:
            navigation.switch_to(asked.page, asked.parameters)

    picture()
    lines = (
        "The lines are the strongest products of a number and a weight between two layers, "
        f"{lesson.LINES} at most. "
    )
    moved = ", and for what moves it furthest from zero"
    tried = f" Neurons are tried on the {counted(len(frequent), 'block')} that training meets most."
    st.caption(
        "Blue: below zero. Orange: above zero. The fuller a dot, the further from zero. "
        f"{lines * embeds}Hover over a dot, or tap it, for its number{moved * embeds}."
        f"{tried * bool(visitor.settings.hiddens)}"
    )


def _parts(settings: Settings, characters: int) -> list[Part]:
    block = Part(
        "The block of letters" if settings.context > 1 else "The letter before",
        f"{counted(settings.context, 'letter')}: all that the network sees.",
        "What a longer one brings", "network",
    )  # fmt: skip
    out = Part(
        "A chance for each letter",
        f"{characters} scores; softmax makes chances of them.",
        "From scores to chances", "network",
    )  # fmt: skip
    if not settings.kind.embeds:
        row = Part(
            "Its row of weights", f"{characters} scores, one for each next letter.",
            "How they are learned", "network", unit="score",
        )  # fmt: skip
        return [block, row, out]
    embeddings = Part(
        "Embeddings", f"{settings.embedding} numbers for each letter, which training moves.",
        "Where letters lie", "embeddings", unit="number",
    )  # fmt: skip
    layers = [
        Part(
            f"Hidden layer {i + 1}" if len(settings.hiddens) > 1 else "Hidden layer",
            f"{size} neurons" + (": each mixes all numbers above." if i == 0 else "."),
            "In the recipe", "recipe", _RECIPE, unit="neuron",
        )
        for i, size in enumerate(settings.hiddens)
    ]  # fmt: skip
    return [block, embeddings, *layers, out]
