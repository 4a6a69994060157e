"""Making runs for the app: within its limits, and with contexts that runs of a list share."""

from __future__ import annotations

import streamlit as st

from namegen.material import Material
from namegen.names import NameList
from namegen.settings import Settings
from namegen.training import TrainingRun
from namegen.ui.limits import FORGET_AFTER, MEMORY_BUDGET, check_material, check_step
from namegen.ui.scheduler import Scheduler

# Lists and context lengths whose contexts stay at hand.
_MATERIALS = 6


@st.cache_resource(show_spinner=False)
def scheduler() -> Scheduler:
    """The one scheduler of this server."""
    return Scheduler(MEMORY_BUDGET, FORGET_AFTER)


def make_run(names: NameList, settings: Settings) -> TrainingRun:
    """A new run. Raises LimitError, in one sentence, where it is too much for a shared app."""
    material = material_of(names, settings.context, settings.validation)
    check_step(material, settings)
    return TrainingRun(material, settings)


@st.cache_resource(
    show_spinner=False, max_entries=_MATERIALS, hash_funcs={NameList: lambda names: names.digest}
)
def material_of(names: NameList, context: int, validation: float) -> Material:
    """The contexts of a list, made once for everybody. Raises LimitError."""
    material = Material.of(names.names, context, validation)
    check_material(material)
    return material
