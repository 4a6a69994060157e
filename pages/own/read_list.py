"""The ways in for a list of one's own, and how it is read."""

from __future__ import annotations

import functools
from pathlib import Path

import streamlit as st

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.name_list import NameList, from_bytes
from namegen.ui.serving.limits import MAX_NAMES, MAX_PASTED
from namegen.ui.serving.web import uploads
from namegen.ui.serving.web.scripts import beside, unseen
from namegen.ui.session.reading import Reading, keep, last
from namegen.ui.session.visitor import current
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
_READINGS, _TEXT_READ = "own-readings", "own-text-read"
_INTO_SIGHT = unseen("into_sight", beside(__file__)("into_sight.js"))
_TOO_LONG = (
    f"This is more than {MAX_PASTED / 1e6:.0f} MB, too much to paste, and it has been taken away "
    "again. Choose it as a file."
)


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
            on_change=_read_changed_text,
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
        one_a_line.container(key="spelled-names").text("Asha\nBenoît\nO'Neil\nमीरा")
        table.markdown("Or a table; the column of names is found, and can be changed:")
        table.container(key="spelled-table").text("Name,Year\nAsha,1999\nBenoît,2004")
        st.markdown(
            f"Up to {MAX_NAMES:,} names, each of up to {MAX_LENGTH} letters of any alphabet, with "
            "spaces, hyphens, apostrophes and digits between them. Capitals become small, and full "
            f"stops are dropped. A list can have {MAX_CHARACTERS} different characters; names with "
            "rarer ones are left out."
        )


def into_sight() -> None:
    """Scroll down to what is understood of a list as soon as it has been read."""
    _INTO_SIGHT(key="unseen-own-read", data=st.session_state.get(_READINGS, 0))


def _keep(reading: Reading) -> None:
    keep(current(), reading)
    st.session_state[_READINGS] = st.session_state.get(_READINGS, 0) + 1


def _read_changed_text() -> None:
    """A tab may say once more what it shows, which is no reason to read it again."""
    if hash(st.session_state["own-text"]) != st.session_state.get(_TEXT_READ):
        _read_text()


def _read_text() -> None:
    visitor, text, too_long = current(), st.session_state["own-text"], Reading(problem=_TOO_LONG)
    if len(text.encode()) > MAX_PASTED:
        st.session_state["own-text"] = text = ""
        _keep(too_long)
    elif text or last(visitor) != too_long:  # the click that follows finds it gone
        _keep(Reading.of_text(text))
    st.session_state[_TEXT_READ] = hash(text)


def _file_key() -> str:
    """Another after each file that was read: the server need not keep what has been read."""
    return f"own-file-{st.session_state.get('own-files', 0)}"


def _read_file() -> None:
    file = st.session_state.get(_file_key())
    # A browser may name a file that only the server before a restart has had.
    if hasattr(file, "getvalue"):
        _keep(Reading.of_file(file.getvalue(), file.name))
        uploads.drop(file.file_id)
        st.session_state["own-files"] = st.session_state.get("own-files", 0) + 1


def _read_example(key: str) -> None:
    _keep(Reading(example(key)))
