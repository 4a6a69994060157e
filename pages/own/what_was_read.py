"""What was understood of a list of one's own, and how else it could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from namegen.lists.decoding.encodings import ENCODINGS
from namegen.lists.name_list import NameList, Understood
from namegen.lists.tables.layout import STACKED
from namegen.ui import navigation
from namegen.ui.session import reading as own
from namegen.ui.session.reading import Reading
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.widget_state import show as set_widget_value
from namegen.wording import count_names, spoken

# Trained on fewer names than this, networks and tables alike do much worse on names they have not
# seen: 3.0 nats a letter from 45 names, 2.7 from 118, 2.4 from 300, 2.3 from 600 (given names,
# the talk's settings).
_FEW = 300
_SHOWN = 12
_MOST_COLUMNS = 5


def understood(visitor: Visitor, reading: Reading) -> None:
    """What was read: how much, of which characters, what was left out; and how else it could be."""
    if reading.problem:
        st.error(plain(reading.problem))
    names = reading.names
    if names is None:
        return
    st.header("What was understood", anchor=False)
    _use(visitor, names)
    _numbers(names, len(reading.characters))
    said = (*names.understood.sentences(), *names.report.sentences())
    st.text(f"From {names.title}: " + "\n".join(said))
    if reading.source:
        _choices(reading, names.understood, bool(names.report.signs))
    rest = len(names.names) - _SHOWN
    more = f" and {rest:,} more" if rest > 0 else ""
    st.markdown(_badges(map(plain, names.names[:_SHOWN])) + more)
    if len(names.names) < _FEW:
        st.info(
            f"{count_names(len(names.names))}: that is few. Models learn little from fewer than "
            f"{_FEW}, so expect odd names."
        )
    with st.expander("Its characters, and how often they occur", expanded=True):
        st.markdown(_badges(f"**{plain(spoken(c))}** {n:,}" for c, n in reading.characters))


def _choices(reading: Reading, found: Understood, has_signs: bool) -> None:
    """The first rows, and how else they can be read: each choice is answered at once."""
    if len(found.labels) > 1 or found.heading:
        st.markdown(_first_rows(found))
    with st.container(horizontal=True):
        if found.lists:
            _select_lists(reading, found)
        elif len(found.columns) > 1:
            _select(reading, "column", "Column of the names", found.columns, found.column)
        if found.parts or found.choices.part:
            _select(reading, "part", "Of each entry", (None, *found.parts), found.choices.part,
                    lambda part: part or "all of it")  # fmt: skip
        if found.numbers:
            counts = dict.fromkeys([None, *found.numbers])
            now = found.weights if found.weighted else None
            _select(
                reading, "weights", "Each name counts", counts, now,
                lambda column: "once" if column is None else f"as often as {column} says",
            )  # fmt: skip
        if found.encoding:
            likely = (found.encoding, *found.encodings)
            known = dict.fromkeys([*likely, *ENCODINGS])
            _select(reading, "encoding", "Encoding", known, found.encoding,
                    lambda one: ENCODINGS.get(one, one))  # fmt: skip
        if len(found.sheets) > 1:
            _select(reading, "sheet", "Sheet", found.sheets, found.sheets[0])
        if found.heading is not None:
            _check(reading, "heading", "The first row is a heading", found.heading)
        if has_signs or found.choices.strip:
            _check(reading, "strip", "Leave out signs such as & and !", found.choices.strip)


def _select(
    reading: Reading,
    choice: str,
    label: str,
    options: Iterable[Any],
    now: Any,
    text: Callable[[Any], str] = str,
) -> None:
    known = list(dict.fromkeys([*options, now]))
    set_widget_value(f"own-as-{choice}", now)
    st.selectbox(
        label,
        known,
        index=known.index(now),
        format_func=text,
        key=f"own-as-{choice}",
        on_change=_read_again,
        args=(reading, choice, now),
        width=260,
    )


def _select_lists(reading: Reading, found: Understood) -> None:
    chosen = [one for one in found.lists if one in (found.column or "").split(STACKED)]
    set_widget_value("own-as-lists", chosen)
    st.multiselect(
        "Lists to read",
        found.lists,
        default=chosen,
        key="own-as-lists",
        on_change=_read_again,
        args=(reading, "lists", chosen),
        placeholder="All that are named above",
        width=400,
    )


def _check(reading: Reading, choice: str, label: str, now: bool) -> None:
    set_widget_value(f"own-as-{choice}", now)
    st.checkbox(
        label, value=now, key=f"own-as-{choice}", on_change=_read_again,
        args=(reading, choice, now),
    )  # fmt: skip


def _read_again(reading: Reading, choice: str, now: Any) -> None:
    """now: what the widget has shown; a tab may say that once more, which is no choice."""
    assert reading.names
    value = st.session_state[f"own-as-{choice}"]
    if value == now and reading is own.last(current()):
        return
    before = reading.names.understood.choices
    if choice == "lists":
        choice, value = "column", STACKED.join(value) or None
    # In another encoding, under another heading or on another sheet, columns are called otherwise.
    if choice in ("encoding", "heading", "sheet"):
        before = replace(before, column=None, weights=None)
    own.keep(current(), reading.again(replace(before, **{choice: value})))


def _first_rows(found: Understood) -> str:
    """A table in Markdown, the columns of the names marked."""
    shown = [i for i in range(len(found.labels)) if i < _MOST_COLUMNS or i in found.marked]

    def cell(index: int, text: str) -> str:
        return f"**{plain(text)}**" if index in found.marked and text else plain(text)

    head = [f":material/arrow_downward: {cell(i, found.labels[i])}" if i in found.marked
            else plain(found.labels[i]) for i in shown]  # fmt: skip
    rows = [[cell(i, row[i] if i < len(row) else "") for i in shown] for row in found.rows]
    lines = [head, ["---"] * len(shown), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _numbers(names: NameList, characters: int) -> None:
    with st.container(horizontal=True, gap="medium"):
        for label, number in {
            "Names": len(names.names),
            "Different names": len(names.distinct),
            "Different characters": characters,
            "Left out": names.report.lines - names.report.kept,
        }.items():
            st.metric(label, f"{number:,}", width="content")


def _use(visitor: Visitor, names: NameList) -> None:
    if visitor.names.digest != names.digest:
        st.button("Use this list", type="primary", on_click=visitor.choose_list, args=(names,))
        return
    st.success("Every page uses this list now.")
    with st.container(horizontal=True, vertical_alignment="center"):
        navigation.page_link("count", "Count its letters")
        navigation.page_link("train", "Train a network on it")
        before = visitor.things.get(own.BEFORE)
        if before:
            st.button(
                f"Undo: back to {plain(before.title)}", on_click=own.undo,
                args=(visitor,),
            )  # fmt: skip


def _badges(texts: Iterable[str]) -> str:
    """Markdown of texts in which it has nothing else to interpret."""
    return " ".join(f":gray-badge[{text}]" for text in texts)
