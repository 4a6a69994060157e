"""The table of pairs: counts or probabilities, smoothed or not, and a closer look at one pair."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import streamlit as st

from namegen.alphabets import compose, letter_start
from namegen.lists.name_list import NameList
from namegen.models.bigram import CountedBigram
from namegen.ui.serving.web import delivery
from namegen.ui.serving.web.scripts import chosen
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.widgets import chance_bars, glossary
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.glossary import GLOSSARY
from namegen.ui.widgets.pair_choice import pair_choice
from namegen.vocabulary import Vocabulary
from namegen.wording import pair_sentence
from pages.count import draw_names, matrix

_NAMES = 12
_VIEW, _SMOOTHING, _MATRIX = "count-view", "count-smoothing", "count-matrix"
_BEFORE, _AFTER = "count-before", "count-after"
COUNTS, PROBABILITIES = WIDGETS[_VIEW].options
SMOOTHINGS = tuple(map(float, WIDGETS[_SMOOTHING].options))


def question(names: NameList, model: CountedBigram) -> None:
    """What the page asks, and what is counted to answer it."""
    st.markdown(
        f"Which letter follows which? The list “{plain(names.title)}” has "
        f"{names.size} and {model.counts.sum():,} pairs of letters: a full stop "
        "marks the start and the end of each name.",
        help=glossary.explained("token", "bigram", "vocabulary"),
    )


def first_names(names: NameList) -> None:
    """What the list looks like, for who is asked about it."""
    st.markdown("The list begins with these names:")
    _side_by_side(html.escape(compose(name)) for name in names.names[:_NAMES])


def choices(model: CountedBigram) -> CountedBigram:
    """Counts or probabilities, and the smoothing; returns the table with that smoothing."""
    view, smoothing = st.container(key="count-choices").columns([2, 3], gap="medium")
    view.segmented_control(
        "Show",
        (COUNTS, PROBABILITIES),
        default=COUNTS,
        required=True,
        key=_VIEW,
        bind="query-params",
        help="A probability is a count divided by the sum of its row.",
    )
    added = smoothing.select_slider(
        "Smoothing",
        SMOOTHINGS,
        format_func="{:g}".format,
        key=_SMOOTHING,
        bind="query-params",
    )
    smoothing.caption(f"Smoothing: {GLOSSARY['smoothing']}")
    return replace(model, smoothing=added)


@delivery.fragment
def explore(names: NameList, model: CountedBigram) -> None:
    """The matrix, and beside it one pair, or a name that is drawn from it; then many names."""
    table, closer = st.columns([3, 2], gap="medium")
    with closer:
        pair, drawn = st.tabs(["Look at a pair", "Draw a name"])
    with drawn:
        seed, row = draw_names.one_name(names, model)
    with pair:
        before, after = pair_choice(
            model, st.columns(2), (_BEFORE, _AFTER), 0, lambda id: int(model.counts[id].argmax())
        )
        _row(model, before, after)
        _holding(names, model.vocabulary, before, after)
    with table:
        _matrix(model, (before, after), row)
    draw_names.many_names(names, model, seed)


def _matrix(model: CountedBigram, pair: tuple[int, int], row: int | None) -> None:
    by_count = st.session_state[_VIEW] == COUNTS
    marked = pair if row is None else (row, None)
    matrix.show(model, by_count, marked, _MATRIX, on_chosen=lambda: _choose_cell(model))
    said = (
        "The stronger the colour, the more often the pair occurs."
        if by_count
        else "Each row adds up to 100 %, so the pairs of rare letters show as well."
    )
    st.caption(f"Row: a letter. Column: the next one. {said} Click a cell.")


def _choose_cell(model: CountedBigram) -> None:
    characters = model.vocabulary.characters
    cell = chosen(_MATRIX)
    # It comes from a browser: the table of another list may have been clicked.
    if cell and all(0 <= id < len(characters) for id in cell):
        st.session_state[_BEFORE], st.session_state[_AFTER] = (characters[id] for id in cell)


def _row(model: CountedBigram, before: int, after: int) -> None:
    characters, probabilities = model.vocabulary.characters, model.matrix[before]
    count, total = int(model.counts[before, after]), int(model.counts[before].sum())
    said = pair_sentence(
        characters[before],
        characters[after],
        float(probabilities[after]),
        None if model.smoothing else (count, total),
    )
    st.markdown(f"**{plain(said[0].upper() + said[1:])}**")
    chance_bars.show(
        characters, probabilities, "count-row", before=characters[before], marked=after,
        by_chance=True,
    )  # fmt: skip


def _holding(names: NameList, vocabulary: Vocabulary, before: int, after: int) -> None:
    """Some names that hold the pair of ids, the pair marked."""
    pair = vocabulary.characters[before], vocabulary.characters[after]
    found = list(islice(holding(map(vocabulary.split, names.names), *pair), _NAMES))
    if not found:
        st.markdown("No name in the list holds this pair.")
        return
    st.markdown("Such names:")
    _side_by_side(marked(name, *pair) for name in found)


def _side_by_side(names: Iterable[str]) -> None:
    """Names as HTML."""
    rows = "".join(f'<li dir="auto" translate="no">{name}</li>' for name in names)
    st.html(f'<div class="count-list"><ul>{rows}</ul></div>')


def holding(names: Iterable[str], before: str, after: str) -> Iterator[str]:
    """The different names that hold the pair, in the order of the list; "." is start or end."""
    pair = before + after
    seen = set()
    for name in names:
        if pair in f".{name}." and name not in seen:
            seen.add(name)
            yield name


def marked(name: str, before: str, after: str) -> str:
    """The name as HTML, with the first place of the pair in bold, in whole letters with signs."""
    at = f".{name}.".index(before + after)
    start, end = letter_start(name, max(0, at - 1)), at + 1
    while letter_start(name, end) < end:
        end += 1
    parts = name[:start], name[start:end], name[end:]
    head, pair, tail = (html.escape(compose(part)) for part in parts)
    return f"{head}<b>{pair}</b>{tail}"
