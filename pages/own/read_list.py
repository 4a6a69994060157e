"""Reading a visitor's own list of names, and saying what was understood of it."""

from __future__ import annotations

import functools
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.encodings import ENCODINGS
from namegen.lists.name_list import (
    Choices,
    NameList,
    NamesError,
    Understood,
    from_bytes,
    from_text,
)
from namegen.ui import navigation
from namegen.ui.serving import own_lists
from namegen.ui.serving.limits import MAX_NAMES, MAX_PASTED, LimitError
from namegen.ui.serving.turn import in_turn
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.widget_state import show as set_widget_value
from namegen.vocabulary import MAX_CHARACTERS
from namegen.wording import count_names, spoken

_EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EXAMPLES = {
    "elements": "Chemical elements",
    "india": "Cities of India",
    "capitals": "Capitals of Europe",
    "turkish": "Turkish given names",
    "towns": "Towns of Germany",
    "pokemon": "Pokémon",
    "companies": "Companies",
}
# Trained on fewer names than this, networks and tables alike do much worse on names they have not
# seen: 3.0 nats a letter from 45 names, 2.7 from 118, 2.4 from 300, 2.3 from 600 (given names,
# the talk's settings).
_FEW = 300
_SHOWN = 12
_MOST_COLUMNS = 5
_BEFORE = "own-before"  # in the session: the list used before
_TOO_LONG = (
    f"This is more than {MAX_PASTED / 1e6:.0f} MB, too much to paste, and it has been taken away "
    "again. Choose it as a file."
)


@dataclass(frozen=True)
class Reading:
    """What became of what was pasted or uploaded: a list, or the sentence that says why not; or
    both, where a list was read and a choice for it could not be had."""

    names: NameList | None = None
    problem: str = ""
    title: str = ""
    source: bytes = b""  # what was read, packed, so that it can be read in another way
    is_file: bool = False

    @functools.cached_property
    def characters(self) -> list[tuple[str, int]]:
        """The list's characters and how often they stand in it, the most frequent first."""
        return Counter("".join(self.names.names if self.names else ())).most_common()

    @classmethod
    def of_text(cls, text: str) -> Reading:
        source = zlib.compress(text.encode(errors="replace"), 1)
        return cls(title="a pasted list", source=source).again(Choices())

    @classmethod
    def of_file(cls, data: bytes, title: str) -> Reading:
        return cls(title=title, source=zlib.compress(data, 1), is_file=True).again(Choices())

    def again(self, choices: Choices) -> Reading:
        """The same source read as a person says."""
        data = zlib.decompress(self.source)
        try:
            with in_turn():
                if self.is_file:
                    names = from_bytes(data, self.title, choices)
                else:
                    names = from_text(data.decode(), self.title, choices)
                return replace(self, names=own_lists.keep(names), problem="")
        except (NamesError, LimitError) as error:
            return replace(self, problem=str(error))


@functools.cache
def example(key: str) -> NameList:
    """One of EXAMPLES."""
    return from_bytes((_EXAMPLES / f"{key}.txt").read_bytes(), EXAMPLES[key])


def ways_in() -> None:
    """Where names can be pasted, uploaded, or tried. What is used last is what is read."""
    pasting, others = st.columns([3, 2], gap="medium")
    with pasting:
        st.text_area(
            "Paste names",
            height=240,
            placeholder="asha\nbenoît\nchloé\ndmitri",
            key="own-text",
            persist_state="session",
            on_change=_read_text,
        )
        st.button("Read these names", on_click=_read_text)
    with others:
        st.file_uploader(
            "Or choose a file: text, CSV, JSON or Excel", key=_file_key(), on_change=_read_file
        )
        st.markdown("Or try one of these:")
        with st.container(horizontal=True):
            for key, title in EXAMPLES.items():
                st.button(title, key=f"own-{key}", on_click=_read_example, args=(key,))


def what_a_list_looks_like() -> None:
    with st.expander("What a list looks like"):
        one_a_line, table = st.columns(2)
        one_a_line.markdown("One name a line:")
        one_a_line.code("Asha\nBenoît\nO'Neil\nमीरा", language=None)
        table.markdown("Or a table; the column of names is found, and can be changed:")
        table.code("Name,Year\nAsha,1999\nBenoît,2004", language=None)
        st.markdown(
            f"Up to {MAX_NAMES:,} names, each of up to {MAX_LENGTH} letters of any alphabet, with "
            "spaces, hyphens, apostrophes and digits between them. Capitals become small, and full "
            f"stops are dropped. A list can have {MAX_CHARACTERS} different characters; names with "
            "rarer ones are left out."
        )


def last() -> Reading | None:
    """What was read last in this session."""
    return st.session_state.get("own-reading")


def _keep(reading: Reading) -> None:
    """Show what was read, and use it on every page at once; what was used before can come back."""
    visitor, state, before = current(), st.session_state, last()
    if reading.names and visitor.names.digest != reading.names.digest:
        if not (before and before.names and before.names.digest == visitor.names.digest):
            state[_BEFORE] = visitor.names
        visitor.choose_list(reading.names)
    state["own-reading"] = reading


def _undo(visitor: Visitor) -> None:
    visitor.choose_list(st.session_state.pop(_BEFORE))


def _read_text() -> None:
    text = st.session_state["own-text"]
    if len(text.encode()) > MAX_PASTED:
        st.session_state["own-text"] = ""
        _keep(Reading(problem=_TOO_LONG))
    elif text or last() != Reading(problem=_TOO_LONG):  # the click that follows finds it gone
        _keep(Reading.of_text(text))


def _file_key() -> str:
    """Another after each file that was read: the server need not keep what has been read."""
    return f"own-file-{st.session_state.get('own-files', 0)}"


def _read_file() -> None:
    file, context = st.session_state[_file_key()], get_script_run_ctx()
    # A browser may name a file that only the server before a restart has had.
    if isinstance(file, UploadedFile) and context:
        _keep(Reading.of_file(file.getvalue(), file.name))
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
        st.session_state["own-files"] = st.session_state.get("own-files", 0) + 1


def _read_example(key: str) -> None:
    _keep(Reading(example(key)))


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
    st.markdown(_badges(map(plain, names.names[:_SHOWN])) + _and_more(len(names.names)))
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
        if len(found.columns) > 1:
            _select(reading, "column", "Column of the names", found.columns, found.column)
        if found.numbers:
            counts = dict.fromkeys([None, *found.numbers])
            now = found.weights if found.weighted else None
            _select(reading, "weights", "Each name counts", counts, now, _counts_label)
        if found.encoding:
            likely = (found.encoding, *found.encodings)
            known = dict.fromkeys([*likely, *ENCODINGS])
            _select(reading, "encoding", "Encoding", known, found.encoding, _encoding_label)
        if len(found.sheets) > 1:
            _select(reading, "sheet", "Sheet", found.sheets, found.sheets[0])
        if found.heading is not None:
            _check(reading, "heading", "The first row is a heading", found.heading)
        if has_signs or found.choices.strip:
            _check(reading, "strip", "Leave out signs such as & and !", found.choices.strip)


def _counts_label(column: str | None) -> str:
    return "once" if column is None else f"as often as {column} says"


def _encoding_label(encoding: str) -> str:
    return ENCODINGS.get(encoding, encoding)


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
        args=(reading, choice),
        width=260,
    )


def _check(reading: Reading, choice: str, label: str, now: bool) -> None:
    set_widget_value(f"own-as-{choice}", now)
    st.checkbox(
        label, value=now, key=f"own-as-{choice}", on_change=_read_again, args=(reading, choice)
    )


def _read_again(reading: Reading, choice: str) -> None:
    assert reading.names
    value = st.session_state[f"own-as-{choice}"]
    before = reading.names.understood.choices
    # In another encoding, under another heading or on another sheet, columns are called otherwise.
    if choice in ("encoding", "heading", "sheet"):
        before = replace(before, column=None, weights=None)
    _keep(reading.again(replace(before, **{choice: value})))


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
    with st.container(horizontal=True):
        navigation.page_link("count", "Count its letters")
        navigation.page_link("train", "Train a network on it")
        before = st.session_state.get(_BEFORE)
        if before:
            st.button(
                f"Undo: back to {plain(before.title)}", on_click=_undo,
                args=(visitor,),
            )  # fmt: skip


def _badges(texts: Iterable[str]) -> str:
    """Markdown of texts in which it has nothing else to interpret."""
    return " ".join(f":gray-badge[{text}]" for text in texts)


def _and_more(count: int) -> str:
    return f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
