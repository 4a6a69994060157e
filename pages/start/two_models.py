"""The opening: five names, and two models that make names at once."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from namegen.errors import InputError
from namegen.lessons import questions
from namegen.lists.name_list import NameList
from namegen.models.sampling import LanguageModel
from namegen.settings import DEEP, TALK_SEED, settings_for
from namegen.ui import navigation
from namegen.ui.serving import pretrained, startup
from namegen.ui.serving.counted_bigrams import counted
from namegen.ui.serving.web import delivery
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets import waiting
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.generated_names import Wanted, wanted
from namegen.wording import count_names

_AT_ONCE = 5
_TURN = "start-turn"


@dataclass(frozen=True)
class _Deep:
    """The deep network of this page. trained: when, in words. context: how many letters it sees."""

    trained: str
    context: int
    model: Callable[[], LanguageModel]


def _deep(visitor: Visitor) -> _Deep | None:
    """The network that comes with the list; with one that has none, the visitor's own as they left
    it."""
    if file := pretrained.file(visitor.names):
        context = settings_for(DEEP, "best").context
        return _Deep("trained earlier", context, lambda: pretrained.saved(file).model)
    if left := visitor.trained(DEEP):
        run, epoch = left
        trained = f"trained here up to epoch {epoch}"
        return _Deep(trained, run.settings.context, partial(run.model, epoch))
    return None


def five_names() -> None:
    st.markdown(
        "Watch machines learn to make up names: by counting letters, then with a network that "
        "you train here."
    )
    _slide("start-five", questions.FIVE)


def _slide(look: str, items: Iterable[str]) -> None:
    """Items of HTML as a list, in a look of start.css."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    st.html(f'<div class="start-slide"><ul class="{look}" translate="no">{rows}</ul></div>')


def list_in_use(names: NameList) -> None:
    st.caption(
        f"List of names in use: {plain(names.title)}, {count_names(len(names.names))}. "
        + "Choose another in the menu." * (not st.context.is_embedded)
    )


def what_tells_them_apart(visitor: Visitor) -> None:
    if deep := _deep(visitor):
        more = f"the other the last {deep.context}" if deep.context > 1 else "and so does the other"
        st.markdown(
            "Here are two machines that make up names now. What tells them apart? One sees the "
            f"last letter, {more}."
        )
    else:
        st.markdown(
            "Here is a machine that makes up names now. It sees only the letter before; one that "
            "sees several is yours to train."
        )


def two_models(visitor: Visitor) -> None:
    """Names by counting and names by a trained network, side by side, drawn here and now."""
    names = visitor.names

    @delivery.fragment
    def made() -> None:
        seed = (TALK_SEED + visitor.things.get(_TURN, 0)) % 2**32
        st.button("Make more", icon=":material/casino:", on_click=_turn)
        with st.expander("How many, how bold, and how they begin"):
            asked = wanted(_AT_ONCE)
        counting, deep = st.columns(2)
        with counting.container(border=True, height="stretch"):
            _counted_names(names, asked, seed)
        with deep.container(border=True, height="stretch"):
            trained = _deep(visitor)  # each time: a page that held its run would hold its memory
            if trained is None:
                st.markdown("**A deep network**")
                st.markdown("None comes with this list. Train one, and watch it learn.")
                _door("train")
            elif startup.ready():
                _network_names(names, trained, asked, seed)
            elif startup.failed():
                st.error(startup.PROBLEM)
            else:
                st.markdown("**A deep network**")
                waiting.show("network", _loading)

    made()


def _loading() -> list[waiting.Bar] | None:
    over = startup.ready() or startup.failed()
    return None if over else [(None, "The trained network is being loaded: a second or two.")]


def _turn() -> None:
    things = current().things
    things[_TURN] = things.get(_TURN, 0) + 1


def _counted_names(names: NameList, asked: Wanted, seed: int) -> None:
    model = counted(names)
    st.markdown("**Counting** which letter follows which")
    _names_of(model, names, asked, seed)
    st.caption(f"It looks at one letter: {model.parameters:,} counts.")
    _door("count")


def _network_names(names: NameList, deep: _Deep, asked: Wanted, seed: int) -> None:
    model = deep.model()
    st.markdown(f"**A deep network**, {deep.trained}")
    _names_of(model, names, asked, seed)
    seen = "one letter" if deep.context == 1 else f"{deep.context} letters"
    st.caption(f"It looks at {seen}: {model.parameters:,} numbers found by training.")
    _door("train")


def _door(name: str) -> None:
    title = navigation.PAGES[name].title
    if st.button(title, type="primary", key=f"start-{name}", width="stretch"):
        navigation.switch_to(name)


def _names_of(model: LanguageModel, names: NameList, asked: Wanted, seed: int) -> None:
    """The names asked for, each with the words new or in the list."""
    try:
        made = asked.made(model, seed, names.distinct)
    except InputError as error:
        st.markdown(plain(str(error)))
        return
    _slide(
        "start-made",
        (
            f"{html.escape(name) or '(no letters)'} "
            f"<small>{'in the list' if name in names.distinct else 'new'}</small>"
            for name in made
        ),
    )
    if said := asked.lacking(made):
        st.markdown(said)
