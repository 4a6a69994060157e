"""Reading a visitor's own list of names, and saying what was understood of it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.name_list import NameList, NamesError, from_bytes, from_text
from namegen.ui import navigation
from namegen.ui.serving import own_lists
from namegen.ui.serving.limits import MAX_NAMES, MAX_PASTED, LimitError
from namegen.ui.serving.turn import in_turn
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import MAX_CHARACTERS
from namegen.wording import count_names, spoken

_EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EXAMPLES = {
    "elements": "Chemical elements",
    "india": "Cities of India",
    "capitals": "Capitals of Europe",
}
# Trained on fewer names than this, networks and tables alike do much worse on names they have not
# seen: 3.0 nats a letter from 45 names, 2.7 from 118, 2.4 from 300, 2.3 from 600 (given names,
# the talk's settings).
_FEW = 300
_SHOWN = 12
_TOO_LONG = (
    f"This is more than {MAX_PASTED / 1e6:.0f} MB, too much to paste, and it has been taken away "
    "again. Choose it as a file."
)


@dataclass(frozen=True)
class Reading:
    """What became of what was pasted or uploaded: a list, or the sentence that says why not."""

    names: NameList | None = None
    problem: str = ""

    @functools.cached_property
    def characters(self) -> list[tuple[str, int]]:
        """The list's characters and how often they stand in it, the most frequent first."""
        return Counter("".join(self.names.names if self.names else ())).most_common()

    @classmethod
    def of_text(cls, text: str) -> Reading:
        return cls._of(lambda: from_text(text, "a pasted list"))

    @classmethod
    def of_file(cls, data: bytes, title: str) -> Reading:
        return cls._of(lambda: from_bytes(data, title))

    @classmethod
    def _of(cls, read: Callable[[], NameList]) -> Reading:
        try:
            with in_turn():
                return cls(own_lists.keep(read()))
        except (NamesError, LimitError) as error:
            return cls(problem=str(error))


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
        st.file_uploader("Or choose a text or CSV file", key=_file_key(), on_change=_read_file)
        st.markdown("Or try one of these:")
        with st.container(horizontal=True):
            for key, title in EXAMPLES.items():
                st.button(title, key=f"own-{key}", on_click=_read_example, args=(key,))


def what_a_list_looks_like() -> None:
    with st.expander("What a list looks like"):
        one_a_line, table = st.columns(2)
        one_a_line.markdown("One name a line:")
        one_a_line.code("Asha\nBenoît\nO'Neil\nमीरा", language=None)
        table.markdown("Or a table; the column of names is found:")
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


def _keep(reading: Reading | None) -> None:
    st.session_state["own-reading"] = reading


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
    """What was read: how much, of which characters, what was left out; and the way to use it."""
    names = reading.names
    if names is None:
        st.error(plain(reading.problem))
        return
    st.subheader("What was understood", anchor=False)
    _numbers(names, len(reading.characters))
    st.text(
        f"From {names.title}: "
        + "\n".join((*names.understood.sentences(), *names.report.sentences()))
    )
    st.markdown(_badges(map(plain, names.names[:_SHOWN])) + _and_more(len(names.names)))
    if len(names.names) < _FEW:
        st.info(
            f"{count_names(len(names.names))}: that is few. Models learn little from fewer than "
            f"{_FEW}, so expect odd names."
        )
    _use(visitor, names)
    with st.expander("Its characters, and how often they occur", expanded=True):
        st.markdown(_badges(f"**{plain(spoken(c))}** {n:,}" for c, n in reading.characters))


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
    st.success("Every page uses this list now. Choose another at the side.")
    with st.container(horizontal=True):
        navigation.page_link("count", "Count its letters")
        navigation.page_link("train", "Train a network on it")


def _badges(texts: Iterable[str]) -> str:
    """Markdown of texts in which it has nothing else to interpret."""
    return " ".join(f":gray-badge[{text}]" for text in texts)


def _and_more(count: int) -> str:
    return f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
