"""Making runs for the app: within its limits, and with contexts that runs of a list share."""

from __future__ import annotations

import streamlit as st

from namegen.material import Material
from namegen.names import NameList
from namegen.settings import Settings
from namegen.training import TrainingRun
from namegen.turns import Turns
from namegen.ui.limits import FORGET_AFTER, LEFT_BUDGET, MEMORY_BUDGET, SPARE_MATERIALS
from namegen.ui.materials import Materials
from namegen.ui.scheduler import Scheduler

# So many seconds a page may take for the start of a run; the scheduler does what is left.
_START = 0.2


@st.cache_resource(show_spinner=False)
def scheduler() -> Scheduler:
    """The one scheduler of this server."""
    return Scheduler(MEMORY_BUDGET, LEFT_BUDGET, FORGET_AFTER)


@st.cache_resource(show_spinner=False)
def _materials() -> Materials:
    return Materials(SPARE_MATERIALS)


def make_run(names: NameList, settings: Settings, turns: Turns = ()) -> TrainingRun:
    """A new run, which may still lack its epoch 0.

    Raises LimitError, in one sentence, where it is too much for a shared app.
    """
    material = material_of(names, settings.context, settings.validation)
    return TrainingRun(material, settings, turns, seconds=_START)


def material_of(names: NameList, context: int, validation: float) -> Material:
    """The contexts of a list, made once for everybody. Raises LimitError."""
    return _materials().of(names, context, validation)
