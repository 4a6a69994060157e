"""Generated names: how many, how bold, how they begin; each marked new or in the list, to copy and
to download."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

import streamlit as st

from namegen.errors import InputError
from namegen.models.evaluation import share_new
from namegen.models.sampling import LanguageModel, generate_each
from namegen.ui.serving.web import delivery
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.widgets import name_input
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.widget_state import begin
from namegen.wording import count_names, counted, percent

NUMBER, TEMPERATURE, BEGIN, NEW = "made-number", "made-temperature", "made-begin", "made-new"
MOST_NAMES = WIDGETS[NUMBER].high
TEMPERATURES = tuple(map(float, WIDGETS[TEMPERATURE].options))
# A model that knows its list by heart makes hardly a new name: this often it is tried for each.
_TRIES = 20


@dataclass(frozen=True)
class Wanted:
    """Which of a seed's names are shown. The defaults are the seed's first names as they come."""

    number: int = 10
    temperature: float = 1.0
    beginning: str = ""
    only_new: bool = False

    def made(self, model: LanguageModel, seed: int, known: Collection[str]) -> list[str]:
        """The names; fewer, where the model makes hardly any new ones.

        Raises InputError where no name can begin so.
        """
        tries = self.number * (_TRIES if self.only_new else 1)
        drawn = generate_each(model, tries, seed, self.beginning, self.temperature)
        return list(islice((n for n in drawn if not (self.only_new and n in known)), self.number))

    def lacking(self, made: Sequence[str]) -> str:
        """What to say where fewer names were made than wanted; else nothing."""
        if len(made) >= self.number:
            return ""
        are = f"{len(made):,} {'is' if len(made) == 1 else 'are'} new"
        said = f"Among its first {self.number * _TRIES:,} names {are}"
        # Another beginning or a low temperature leaves few to any model.
        usual = self.temperature >= 1 and not self.beginning
        return said + (": this model knows the list nearly by heart." if usual else ".")


def wanted(number: int = Wanted.number) -> Wanted:
    """The four choices, which a link and other pages keep. number: how many names there are to
    begin with."""
    begin(NUMBER, number)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        number = st.slider(
            "How many names", 1, MOST_NAMES, number, key=NUMBER, bind="query-params", width=160
        )
        temperature = st.select_slider(
            "Temperature", TEMPERATURES, 1.0, format_func="{:g}".format, key=TEMPERATURE,
            bind="query-params", width=160,
            help="Below 1 the likeliest letters are drawn even more often. Above 1 rare ones get "
            "more of a chance. At 1 letters are drawn as the model expects them.",
        )  # fmt: skip
        beginning = st.text_input(
            "Begin with", max_chars=WIDGETS[BEGIN].longest, key=BEGIN, bind="query-params",
            autocomplete="off", placeholder="any letters", width=140,
        )  # fmt: skip
        only_new = st.toggle("Only new ones", key=NEW, bind="query-params")
    return Wanted(number, temperature, name_input.spelled(beginning), only_new)


@delivery.fragment
def make_more(
    model: LanguageModel,
    known: Collection[str],
    seed: int,
    key: str,
    number: int = Wanted.number,
    who: str = "it",
) -> None:
    """Names of a model's, as many and such as the visitor chooses; one seed, the same names. who:
    makes them, in words."""
    asked = wanted(number)
    try:
        made = asked.made(model, seed, known)
    except InputError as error:
        st.markdown(plain(str(error)))
        return
    if said := asked.lacking(made):
        st.markdown(said)
    if made:
        # Of names that were chosen for being new the share says nothing of the model.
        new = "" if asked.only_new else f", {percent(share_new(made, known))} of them new"
        names = counted(len(made), "new name") if asked.only_new else count_names(len(made))
        st.markdown(f"**{names} {who} makes**{new}:")
        _made_names(made, known, key)


def _made_names(names: Sequence[str], known: Collection[str], key: str) -> None:
    """The names in a row of badges, then as text with its copy button, and as a file."""
    st.markdown(" ".join(_badge(name, name in known) for name in names))
    st.caption("Full circle: new. Empty circle: in the list.")
    # Filled when it is opened: what shows code takes half a megabyte and a fifth of a second.
    more = st.expander("Copy or download", key=f"{key}-file", on_change="rerun")
    if not more.open:
        return
    text = "\n".join(names)
    with more:
        st.code(text, language=None, wrap_lines=True)
        # Not made when it is wanted: such a file is gone after two runs of anybody's page, and so
        # in a full hall before a phone has fetched it.
        st.download_button(
            "Download", text, "names.txt", "text/plain", icon=":material/download:",
            key=key, on_click="ignore",
        )  # fmt: skip


def _badge(name: str, old: bool) -> str:
    circle, colour = ("○", "gray") if old else ("●", "green")
    return f":{colour}-badge[{circle} {plain(name) or '(no letters)'}]"
