"""Where training puts the letters: the plot that drifts, and what comes after a typed context."""

from __future__ import annotations

import html
from collections.abc import Hashable, Sequence

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from namegen import figures
from namegen.models.network import NetworkModel
from namegen.training.history import Snapshot
from namegen.training.projection import nearest, same_kind
from namegen.training.run import TrainingRun
from namegen.ui import moving
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import bar_rows, guess_first, name_input
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import BOUNDARY
from namegen.wording import kind, percent, shown, spoken

YES, PARTLY, NO = "Yes", "Partly", "No"

_FRAMES = 48
_NEIGHBOURS = 5
_BARS = 12
_BEGINNING = "mar"
_GUESSES = 4
_HEIGHT = 500
_LETTER, _NEXT = "letter", "begin"
_PLOT, _DRIFT = "embeddings-plot", "embeddings-drift"


def introduction(visitor: Visitor, snapshot: Snapshot) -> None:
    numbers = snapshot.embedding.shape[1]
    if visitor.settings.model == "deep":
        said = (
            f"The network reads each letter as {numbers} numbers, its embedding. They start at "
            "random, and training moves them."
        )
    else:
        said = (
            f"This network knows a letter by {numbers} numbers: the chances of each letter to come "
            "next. They start all alike, and training moves them."
        )
    st.markdown(said)


def question(visitor: Visitor, run: TrainingRun, snapshot: Snapshot) -> bool:
    """Ask what training will have done to the letters, and say whether it may be shown."""
    characters = run.dataset.vocabulary.characters
    kinds = [kind(character) for character in characters]
    if min(kinds.count("vowel"), kinds.count("consonant")) > 1:
        return _vowels(snapshot, kinds)
    return len(characters) <= _GUESSES or _closest(visitor, run, snapshot)


def _vowels(snapshot: Snapshot, kinds: Sequence[str]) -> bool:
    """Are letters of a kind nearest to each other? Only letters that are of a kind are asked."""
    letters = [id for id, of in enumerate(kinds) if of in ("vowel", "consonant")]
    found = same_kind(snapshot.embedding[letters], [kinds[id] for id in letters])
    (near, vowels), (kept, consonants) = found["vowel"], found["consonant"]
    return guess_first.ask(
        "embeddings-vowels",
        "Nobody tells the network which letters are vowels. Will it find out?",
        (YES, PARTLY, NO),
        verdict(found),
        f"after epoch {snapshot.epoch}, {near} of {vowels} vowels have a vowel as their nearest "
        f"letter (by chance {_by_chance(vowels, len(letters)):.1f}), and {kept} of {consonants} "
        f"consonants a consonant (by chance {_by_chance(consonants, len(letters)):.1f}).",
    )


def _by_chance(of: int, everyone: int) -> float:
    """How many of a kind would have one of their own nearest if letters lay anywhere."""
    return of * (of - 1) / (everyone - 1)


def verdict(found: dict[str, tuple[int, int]]) -> str:
    """Whether the kinds have come apart: 0 where letters lie as by chance, 1 where all keep to
    their own kind, on average over the kinds."""
    everyone = sum(of for _, of in found.values())
    apart = 0.0
    for kept, of in found.values():
        chance = _by_chance(of, everyone)
        apart += (kept - chance) / (of - chance) / len(found)
    if apart > 0.7:
        return YES
    return PARTLY if apart > 0.2 else NO


def _closest(visitor: Visitor, run: TrainingRun, snapshot: Snapshot) -> bool:
    """For an alphabet without vowels: which letter is nearest to the most frequent one?"""
    characters = run.dataset.vocabulary.characters
    common = [int(id) for id in np.argsort(-run.dataset.frequencies, kind="stable") if id]
    asked, others = common[0], common[1:]
    near = [id for id, _ in nearest(snapshot.embedding, asked, len(characters)) if id]
    # The nearest, and of the others the most frequent, in the order of the alphabet.
    offered = sorted([near[0], *[id for id in others if id != near[0]][: _GUESSES - 1]])
    return guess_first.ask(
        f"embeddings-{visitor.names.key}",
        f"Which letter has the network put nearest to {plain(shown(characters[asked]))}?",
        [plain(shown(characters[id])) for id in offered],
        plain(shown(characters[near[0]])),
        f"measured in all {snapshot.embedding.shape[1]} numbers, after epoch {snapshot.epoch}.",
    )


def plot(visitor: Visitor, run: TrainingRun, snapshot: Snapshot) -> None:
    """The letters, a slider through their training, and the nearest of a chosen one."""
    characters = run.dataset.vocabulary.characters
    # The fragment keeps what it shows, and not the run: a page at rest would hold its memory.
    frames = _frames(run, snapshot.epoch)
    embeddings = [frame.embedding for frame in frames]
    drift = moving.Drift(
        epochs=[frame.epoch for frame in frames],
        points=np.stack([frame.view.points for frame in frames]),
        shown=[frame.view.shown for frame in frames],
        labels=[shown(character) for character in characters],
        numbers=snapshot.embedding.shape[1],
    )
    chart = _figure(visitor.key, snapshot.epoch, drift.points, characters)

    @st.fragment
    def explore() -> None:
        chosen = st.selectbox(
            "Nearest to",
            characters,
            index=1,  # the first letter after the mark
            format_func=_option,
            key=_LETTER,
            bind="query-params",
        )
        id = characters.index(chosen)
        st.plotly_chart(
            chart,
            key=_PLOT,
            config=figures.CONFIG,
            alt=figures.describe_embedding(drift.points[-1], characters, drift.shown[-1]),
        )
        near = [nearest(embedding, id, _NEIGHBOURS) for embedding in embeddings]
        moving.drift(_PLOT, drift, id, near, _DRIFT, lambda: _choose(characters))

    explore()


def _frames(run: TrainingRun, last: int) -> list[Snapshot]:
    """Of the epochs up to the last, those to show; a long history may lack some."""
    seen = {snapshot.epoch: snapshot for snapshot in map(run.history.at, spaced(last))}
    return [seen[epoch] for epoch in sorted(seen)]


def _choose(characters: Sequence[str]) -> None:
    """The letter that was clicked in the plot."""
    id = moving.clicked(_DRIFT)
    if isinstance(id, int | float) and 0 <= id < len(characters):
        st.session_state[_LETTER] = characters[int(id)]


def _option(character: str) -> str:
    return ". (start and end)" if character == BOUNDARY else spoken(character)


def spaced(last: int, most: int = _FRAMES) -> list[int]:
    """Epochs from 0 to the last, at most so many, closer together where more happens: early."""
    if last < most:
        return list(range(last + 1))
    return sorted({round(last * (i / (most - 1)) ** 2) for i in range(most)})


@st.cache_resource(show_spinner=False, max_entries=16)
def _figure(
    key: Hashable, epoch: int, _points: np.ndarray, _characters: Sequence[str]
) -> go.Figure:
    """The plot at the last epoch, with room for all places of all letters: they move, not it."""
    chart = figures.embedding(_points[-1], _characters, highlight=0, height=_HEIGHT)
    # Ring and lines are put where they belong when the letters are.
    for trace in chart.select_traces(lambda trace: trace.meta in ("ring", "lines")):
        trace.update(x=[None], y=[None])
    low, high = _points.min(axis=(0, 1)), _points.max(axis=(0, 1))
    middle, half = (low + high) / 2, 0.56 * float((high - low).max()) or 1.0
    # A point without a place is drawn in the corner while others move; out of sight it is not.
    for trace in chart.select_traces(lambda trace: trace.meta is None):
        trace.update(x=[middle[0] + 99 * half], y=[middle[1]])
    chart.update_xaxes(range=[middle[0] - half, middle[0] + half], constrain="domain")
    chart.update_yaxes(range=[middle[1] - half, middle[1] + half], constrain="domain")
    return chart


def next_letter(run: TrainingRun, snapshot: Snapshot) -> None:
    """What comes next after what the visitor types, while they type it."""
    vocabulary = run.dataset.vocabulary
    usual = _BEGINNING if vocabulary.knows(_BEGINNING) else run.dataset.names.training[0][:3]
    _typed(run.model(snapshot.epoch), usual)


@st.fragment
def _typed(model: NetworkModel, usual: str) -> None:
    vocabulary = model.vocabulary
    text = st.text_input(
        "Type the beginning of a name",
        usual,
        max_chars=name_input.LONGEST,
        key=_NEXT,
        bind="query-params",
        live=name_input.PAUSE,
        autocomplete="off",
    )
    text = name_input.spelled(text) + (" " if text.endswith(" ") and vocabulary.knows(" ") else "")
    problem = name_input.stranger(text, vocabulary)
    if problem:
        st.markdown(plain(problem))
        return
    ids = np.concatenate((np.zeros(model.context, dtype=np.int64), vocabulary.encode(text)))
    _context(text, model.context)
    chances = model.probabilities(ids[None, -model.context :])[0]
    order = np.argsort(-chances, kind="stable")
    bar_rows.show(
        (_or_end(vocabulary.characters[id]), float(chances[id]), percent(float(chances[id])))
        for id in order[:_BARS]
    )
    rest = order[_BARS:]
    if len(rest):
        st.caption(f"The other {len(rest)} together: {percent(float(chances[rest].sum()))}.")


def _or_end(character: str) -> str:
    return "end" if character == BOUNDARY else shown(character)


def _context(text: str, context: int) -> None:
    """The letters typed: those that the network no longer sees, and those that it does."""
    past, seen = text[: max(0, len(text) - context)], text[-context:]
    pads = context - len(seen)
    boxes = [f'<span class="past" dir="auto">{html.escape(past)}</span>'] if past else []
    boxes += ['<b class="pad">.</b>'] * pads
    boxes += [f"<b>{html.escape(shown(character))}</b>" for character in seen]
    st.html(f'<div class="context">{"".join(boxes)}<span class="past">→ ?</span></div>')
    letters = "the last letter" if context == 1 else f"the last {context} letters"
    st.caption(
        f"The network sees only {letters}"
        + (", and full stops before the name." if pads else ".")
        + " What it expects next:"
    )
