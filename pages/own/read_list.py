"""The ways in for a list of one's own, and how it is read."""

from __future__ import annotations

import functools
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.name_list import (
    Choices,
    NameList,
    NamesError,
    from_bytes,
    from_text,
)
from namegen.ui.serving import own_lists, uploads
from namegen.ui.serving.limits import MAX_NAMES, MAX_PASTED, LimitError
from namegen.ui.serving.turn import in_turn
from namegen.ui.session.visitor import Visitor, current
from namegen.vocabulary import MAX_CHARACTERS

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
BEFORE = "own-before"  # in the session: the list used before
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
    return current().things.get("own-reading")


def keep(reading: Reading) -> None:
    """Show what was read, and use it on every page at once; what was used before can come back."""
    visitor, before = current(), last()
    if reading.names and visitor.names.digest != reading.names.digest:
        if not (before and before.names and before.names.digest == visitor.names.digest):
            visitor.things[BEFORE] = visitor.names
        visitor.choose_list(reading.names)
    visitor.things["own-reading"] = reading


def undo(visitor: Visitor) -> None:
    visitor.choose_list(visitor.things.pop(BEFORE))


def _read_text() -> None:
    text = st.session_state["own-text"]
    if len(text.encode()) > MAX_PASTED:
        st.session_state["own-text"] = ""
        keep(Reading(problem=_TOO_LONG))
    elif text or last() != Reading(problem=_TOO_LONG):  # the click that follows finds it gone
        keep(Reading.of_text(text))


def _file_key() -> str:
    """Another after each file that was read: the server need not keep what has been read."""
    return f"own-file-{st.session_state.get('own-files', 0)}"


def _read_file() -> None:
    file = st.session_state[_file_key()]
    # A browser may name a file that only the server before a restart has had.
    if hasattr(file, "getvalue"):
        keep(Reading.of_file(file.getvalue(), file.name))
        uploads.drop(file.file_id)
        st.session_state["own-files"] = st.session_state.get("own-files", 0) + 1


def _read_example(key: str) -> None:
    keep(Reading(example(key)))
