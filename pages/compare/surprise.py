"""Any name typed in: how surprising each of its letters is to each model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from namegen import figures
from namegen.lists.name_list import NameList
from namegen.models.evaluation import surprise
from namegen.training.dataset import Dataset
from namegen.ui.serving.web import delivery
from namegen.ui.widgets import bar_rows, name_input
from namegen.ui.widgets.charts import plotly_chart
from namegen.ui.widgets.escape import plain
from namegen.wording import shown
from pages.compare.models import Contender

_NAME = "typed"
_HEIGHT = 230  # pixels
_ROOM = 1.15  # above the highest bar
_LEAST = 4.0  # nats on the axis


@delivery.fragment
def section(names: NameList, contenders: Sequence[Contender]) -> None:
    """A box to type a name into, and a chart for each model."""
    st.header("How surprising is a name?", anchor=False)
    example = _example(contenders)
    text = name_input.name_box("Type any name", _NAME, placeholder=example)
    name = name_input.spelled(text) or example
    problem = name_input.stranger(name, contenders[0].model.vocabulary)
    if problem:
        st.markdown(plain(problem))
        return
    st.caption(
        f"{plain(name)} is {_known(name, names, contenders[0])}. "
        "A high bar: the model did not expect this letter here."
    )
    # One scale for all, so that they can be compared.
    nats = [[each for _, each in surprise(one.model, name)] for one in contenders]
    top = _ROOM * max(_LEAST, *(np.max(row, initial=0, where=np.isfinite(row)) for row in nats))
    for left in range(0, len(contenders), 2):
        columns = st.columns(2, gap="medium")
        for column, one, row in zip(columns, contenders[left:], nats[left:], strict=False):
            with column:
                _chart(one, name, row, top)


def after_one_letter(dataset: Dataset) -> None:
    """What the question is about: what was counted after the most frequent letter."""
    letter = int(dataset.frequencies[1:].argmax()) + 1
    characters = dataset.vocabulary.characters
    st.markdown(f"What comes after “{plain(shown(characters[letter]))}”, for example:")
    bar_rows.next_letters(characters, dataset.table.matrix[letter])


def _known(name: str, names: NameList, one: Contender) -> str:
    """Whether the models were trained on a name; all are trained on the same ones."""
    if name not in names.distinct:
        return "not in the list"
    trained_on = name in one.dataset.names.training
    return "in the list" if trained_on else "a validation name: no model was trained on it"


def _example(contenders: Sequence[Contender]) -> str:
    """A name that the models have not seen, where there is one."""
    names = contenders[0].dataset.names
    return (names.validation or names.training)[0]


def _chart(one: Contender, name: str, nats: Sequence[float], top: float) -> None:
    letters = [*one.dataset.vocabulary.split(name), "."]
    chart = figures.surprise(letters, nats, one.title, _HEIGHT, top)
    plotly_chart(chart, key=f"surprise-{one.title}")
    mean = sum(nats) / len(nats)
    said = f"{mean:.2f} nats a letter" if np.isfinite(mean) else "a name that it never makes"
    st.caption(f"On the whole: {said}.")
