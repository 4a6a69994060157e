"""Names drawn from the counted table: one a letter at a time, and many at once."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from namegen.alphabets import compose, whole_syllables
from namegen.lists.name_list import NameList
from namegen.models.bigram import CountedBigram
from namegen.models.sampling import Draw, Race, draw_name
from namegen.settings import TALK_SEED
from namegen.ui.session.visitor import current
from namegen.ui.widgets import chance_bars
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.generated_names import make_more
from namegen.ui.widgets.seed_input import seed_input
from namegen.vocabulary import BOUNDARY
from namegen.wording import percent, shown

_SEED, _DRAWING = "count-seed", "count-drawing"


@dataclass
class Drawing:
    """How far the drawing of names has come: which name of a seed's, and how many letters of it."""

    of: tuple[str, float, int]  # the list, the smoothing, the seed
    name: int = 0
    letters: int = 0

    def next_letter(self) -> None:
        self.letters += 1

    def whole_name(self, length: int) -> None:
        self.letters = length

    def next_name(self) -> None:
        self.name, self.letters = self.name + 1, 0


def one_name(names: NameList, model: CountedBigram) -> tuple[int, int | None]:
    """The next of the seed's names, a letter at a time. Returns the seed, and the id of the row
    that the last letter was drawn from, if one was drawn."""
    st.markdown(
        "Start in the row of the full stop, draw a letter by its chances, go to that letter's row, "
        "and so on until a full stop is drawn. The row drawn from lights up in the table."
    )
    seed = seed_input(_SEED, TALK_SEED)
    drawing = _drawing((names.digest, model.smoothing, seed))
    draws = draws_of(model, seed, drawing.name)
    # A second click may arrive before the first has disabled its button.
    drawn = min(drawing.letters, len(draws))
    _buttons(drawing, len(draws))
    _steps(names, model, draws, drawn)
    _row_drawn_from(model, draws, drawn)
    before = _path(model, draws)[drawn - 1]
    return seed, model.vocabulary.id(before) if drawn else None


def _drawing(of: tuple[str, float, int]) -> Drawing:
    """The session's drawing; another list, smoothing or seed begins a new one."""
    drawing = current().things.get(_DRAWING)
    if drawing is None or drawing.of != of:
        drawing = current().things[_DRAWING] = Drawing(of)
    return drawing


def draws_of(model: CountedBigram, seed: int, index: int) -> list[Draw]:
    """The draws of the name with this index among those that ``generate`` makes from the seed."""
    race = Race(seed, len(model.vocabulary))
    for _ in range(index):
        for _ in draw_name(model, race):
            pass
    return list(draw_name(model, race))


def _buttons(drawing: Drawing, length: int) -> None:
    ended = drawing.letters >= length
    with st.container(horizontal=True):
        st.button(
            "Next letter", type="primary", icon=":material/skip_next:", disabled=ended,
            on_click=drawing.next_letter,
        )  # fmt: skip
        st.button(
            "Whole name", icon=":material/fast_forward:", disabled=ended,
            on_click=drawing.whole_name, args=(length,),
        )  # fmt: skip
        st.button("Another name", icon=":material/refresh:", on_click=drawing.next_name)


def _steps(names: NameList, model: CountedBigram, draws: Sequence[Draw], drawn: int) -> None:
    """The letters drawn so far, each with its chance and the row that it was drawn from."""
    path = _path(model, draws)
    steps = [
        _step(before, after, percent(float(draw.probabilities[draw.id])), drawn == place)
        for place, (draw, before, after) in enumerate(
            zip(draws[:drawn], path, path[1:], strict=False), start=1
        )
    ]
    if drawn < len(draws):
        steps.append(_open_step(path[drawn]))
    grown = html.escape(compose(path[1 : drawn + 1].rstrip(BOUNDARY)))
    more = "" if drawn == len(draws) else "<i>?</i>"
    st.html(f'<p class="count-name" dir="auto" translate="no">{grown}{more}</p>')
    st.html(f'<div class="count-list"><ol>{"".join(steps)}</ol></div>')
    if drawn == len(draws):
        name = whole_syllables(compose(path.strip(BOUNDARY)))
        known = "it is in the list" if name in names.distinct else "it is new"
        st.markdown(f"The name is **{plain(name) or '(no letters)'}**; {known}.")


def _path(model: CountedBigram, draws: Sequence[Draw]) -> str:
    """The name with the mark that it starts from, and the one that it ends at."""
    return BOUNDARY + "".join(model.vocabulary.characters[draw.id] for draw in draws)


def _step(before: str, after: str, chance: str, last: bool) -> str:
    said = f"{chance}<br>after {html.escape(shown(before))}"
    look = ' class="last"' if last else ""
    return f"<li{look}><b>{html.escape(shown(after))}</b><small>{said}</small></li>"


def _open_step(before: str) -> str:
    said = f"to draw<br>after {html.escape(shown(before))}"
    return f'<li class="open"><b>?</b><small>{said}</small></li>'


def _row_drawn_from(model: CountedBigram, draws: Sequence[Draw], drawn: int) -> None:
    """The row of the last draw with what it drew, or of the first one to come."""
    characters = model.vocabulary.characters
    place = max(0, drawn - 1)
    before, draw = _path(model, draws)[place], draws[place]
    chance_bars.show(
        characters, draw.probabilities, "count-drawn", before=before,
        marked=draw.id if drawn else None, by_chance=True,
    )  # fmt: skip
    row = "the full stop" if before == BOUNDARY else plain(shown(before))
    st.caption(f"The row of {row}{', and what was drawn from it' * bool(drawn)}.")


def many_names(names: NameList, model: CountedBigram, seed: int) -> None:
    """Many of the seed's names at once."""
    st.header("Names from the table", anchor=False)
    st.caption("The seed of “Draw a name” decides them: the same seed, the same names.")
    make_more(model, names.distinct, seed, key="count-names")
