"""Find alike: an index of the list's names, and a search as one types."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import streamlit as st

from namegen.alphabets import compose
from namegen.lessons import edit_distance
from namegen.lessons.similar_names import LAST, MANY, NameIndex, Neighbour, all_alike
from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.name_list import NameList
from namegen.models.network import NetworkModel
from namegen.ui import navigation
from namegen.ui.serving import name_indexes
from namegen.ui.serving.examined import Examined
from namegen.ui.serving.name_indexes import Making
from namegen.ui.serving.web import delivery
from namegen.ui.serving.web.scripts import chosen, heard
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import bar_rows, glossary, name_input, waiting
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import Vocabulary
from namegen.wording import count_names, counted, percent, signed
from pages.alike import names_map

_NEAREST = 10
_NAME = "name"
_MAP = "alike-map"
_BEFORE = (
    "Each dot is a name, where the network's thought of it lies **before training**. Point at a "
    "dot, or tap it, to read the name. When you have guessed, the names move to where training has "
    "them."
)
_AT_FIRST = 0.5  # seconds of work on an index before the page shows how far it is


def introduction(found: Examined) -> None:
    settings = found.settings
    if settings.hiddens:
        said = (
            "After each letter of a name the network's last hidden layer holds "
            f"{settings.hiddens[-1]} numbers: what it makes of the letters so far."
        )
    elif settings.kind.embeds:
        said = (
            "This network has no hidden layer. After each letter of a name it holds "
            f"{settings.context * settings.embedding} numbers, the embeddings of the letters that "
            "it sees."
        )
    else:
        said = (
            "This network has no hidden layer. After each letter of a name it holds "
            f"{len(found.now.model.vocabulary)} numbers, its scores for the next letter."
        )
    st.markdown(
        f"{said} Their average along the name is the name's thought. Two names are alike when "
        "their thoughts point the same way.",
        help=glossary.explained("hidden layer", "neuron", "embedding"),
    )


def index(visitor: Visitor, model: NetworkModel, key: Hashable, layer: int = LAST) -> Making | None:
    """The index of the visitor's list by a layer of a network, whose identity the key is; None
    while it is made."""
    making = name_indexes.making(visitor.names, key, model, layer)
    making.work(_AT_FIRST)
    if making.index is None:
        _progress(making, visitor.names)
        return None
    return making


def _progress(making: Making, names: NameList) -> None:
    """How far the index is; when it is done the page shows itself whole."""
    said = f"The network reads {count_names(len(names.names))}"

    def look() -> list[waiting.Bar] | None:
        if making.index is not None:
            return None
        making.go_on()
        return [(making.share, said)]

    waiting.show("index", look)


@delivery.fragment
def search(
    visitor: Visitor, key: Hashable, made: Making, untrained: Making, epoch: int, answered: bool
) -> None:
    """A box to type a name into; the names most like it, and where they stand on the map. key: the
    identity of the network that ``made`` is by. Until the page's question is answered there is the
    map before training alone."""
    left, right = st.columns([2, 3], gap="medium")
    if not answered:
        with left:
            st.markdown(_BEFORE)
        with right:
            _map(untrained, [], heard)
        return
    found = made.index
    with left:
        # A duration in words would have Streamlit import pandas.
        text = name_input.name_box("Type a name", _NAME, found.names[0], live=True)
        name = name_input.spelled(text)
        problem = name_input.stranger(name, found.model.vocabulary)
        many = found.nearest(name, MANY) if name and not problem else []
        near = many[:_NEAREST]
        _answer(visitor, name, problem, near)
    with right:
        _map(made, [name, *(one.name for one in near)] if name and not problem else [], _choose)
    if near:
        spelt = by_spelling(found.model.vocabulary, name, found.names)
        _beside(name, many, untrained.index, spelt, epoch)
        _layers(visitor, key, found.model, name, near, spelt)


def _answer(visitor: Visitor, name: str, problem: str, near: Sequence[Neighbour]) -> None:
    if problem:
        st.markdown(plain(problem))
    elif not name:
        st.markdown("Type at least one letter.")
    elif not near:
        st.markdown("There is no other name in the list.")
    else:
        known = "in the list" if name in visitor.names.distinct else "not in the list"
        st.caption(f"{plain(name)} is {known}. Most like it, by the similarity of their thoughts:")
        bar_rows.show(
            ((one.name, one.similarity, signed(one.similarity)) for one in near), wide=True
        )


def _beside(
    name: str, many: Sequence[Neighbour], untrained: NameIndex, spelt: Sequence[str], epoch: int
) -> None:
    """What the same network found before training, and what spelling alone finds. many: the names
    nearest to this one, more than are shown."""
    found = [one.name for one in many[:_NEAREST]]
    before = [one.name for one in untrained.nearest(name, _NEAREST)]
    st.header("Is that meaning, or spelling?", anchor=False)
    if len(untrained.names) <= 2 * _NEAREST:
        st.markdown(
            "This list has too few other names to tell: many of the same ones would be found by "
            "chance."
        )
        return
    if said := all_alike(many):
        st.markdown(f"Neither: {said}")
        return
    spelt_alike = _spelt_alike(untrained.model.vocabulary, name, found, spelt)
    st.markdown(
        f"**Before training** the same network found {len({*found} & {*before})} of these "
        f"{len(found)} names. **Spelling alone**, the fewest letters to change, finds "
        f"{len(spelt_alike)}, with those as near as its tenth. "
        f"New with training: {len({*found} - {*before} - spelt_alike)}."
    )
    columns = st.columns(3)
    for column, title, names, others in (
        (columns[0], f"After epoch {epoch}", found, {*before} | spelt_alike),
        (columns[1], "Before training", before, {*found}),
        (columns[2], "Spelling alone", spelt, {*found}),
    ):
        marked = [plain(one) if one in others else f"**{plain(one)}**" for one in names]
        column.markdown(title)
        column.container(key=f"spelled-{title}").markdown(", ".join(marked))
    st.caption(
        "Bold: in the first, what neither of the others found; in the others, what training let go."
    )
    st.markdown(
        "All that it has seen is letters: nobody told it what a name means, where it is from or "
        "who bears it. Give a network words in the place of letters, and sentences in the "
        "place of names, and *car* may find *automobile*: that is **semantic search**."
    )
    navigation.page_link("ladder", "From letters to words")


def by_spelling(vocabulary: Vocabulary, name: str, names: Sequence[str]) -> list[str]:
    """The names nearest to one by the letters that the model reads, such as those of a syllable of
    Hangul."""
    read = [vocabulary.split(one) for one in names] if vocabulary.splits else names
    near = edit_distance.nearest(vocabulary.split(name), read, _NEAREST)
    return [compose(one) if vocabulary.splits else one for one, _ in near]


def _spelt_alike(
    vocabulary: Vocabulary, name: str, found: Sequence[str], spelt: Sequence[str]
) -> set[str]:
    """Of the names found, those that spelling alone finds, too: all that are as near as its last
    are, not only those that have a place among its ten."""
    read = [vocabulary.split(one) for one in (spelt[-1], *found)]
    far = edit_distance.distances(vocabulary.split(name), read)
    return {one for one, away in zip(found, far[1:], strict=True) if away <= far[0]}


def _layers(
    visitor: Visitor, key: Hashable, model: NetworkModel, name: str,
    near: Sequence[Neighbour], spelt: Sequence[str],
) -> None:  # fmt: skip
    """What each layer before the last finds, where there are some."""
    hiddens = model.settings.hiddens
    if not hiddens:
        return
    more = st.expander("What each layer finds", key="layers", on_change="rerun")
    if not more.open:
        return
    labels = ["The embeddings", *(f"Hidden layer {i + 1}" for i in range(len(hiddens)))]
    rows = [(labels[-1], [one.name for one in near])]
    with more:
        for layer in reversed(range(len(hiddens))):
            if not (made := index(visitor, model, key, layer)):
                return
            rows.insert(
                0, (labels[layer], [one.name for one in made.index.nearest(name, _NEAREST)])
            )
        st.markdown(
            "A network of layers builds its thought step by step. **Bold**: what spelling alone "
            "finds, too."
        )
        for label, names in rows:
            same = _spelt_alike(model.vocabulary, name, names, spelt)
            said = ", ".join(f"**{plain(one)}**" if one in same else plain(one) for one in names)
            st.markdown(f"{label}, {len(same)} of {len(names)} by spelling:")
            st.container(key=f"spelled-{label}").markdown(said)


def _map(made: Making, asked: Sequence[str], on_chosen: Callable[[], None]) -> None:
    """A sample of the names as dots; upon it the name asked for, the first, and its nearest."""
    found = made.index
    made.sample = made.sample or names_map.sample(found)
    names_map.show(made.sample, found, asked, _MAP, on_chosen)
    # The dots that these are drawn upon are hidden.
    grey = len({*made.sample["names"]} - {*asked})
    said = [
        "Orange: the name typed." if asked else "",
        "Blue: its nearest." if asked[1:] else "",
        f"Grey: {counted(grey, 'other name' if asked else 'name')} of the list." if grey else "",
        f"The map shows {percent(found.shown)} of the differences"
        + (", so what lies close on it is not always alike." if found.shown < 0.995 else "."),
        "Click a dot to search for it." if on_chosen is _choose and found.names[1:] else "",
    ]
    st.caption(" ".join(filter(None, said)))


def _choose() -> None:
    """The name whose dot was clicked."""
    name = chosen(_MAP)
    if isinstance(name, str):
        st.session_state[_NAME] = name[:MAX_LENGTH]
