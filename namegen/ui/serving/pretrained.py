"""Networks trained before the app started, one for each bundled list and the talk's."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from namegen.lists.name_list import NameList
from namegen.models.model_file import SavedModel, load

_FOLDER = Path(__file__).parents[3] / "data" / "start"


def file(names: NameList) -> Path | None:
    """The file of the list's network, where there is one."""
    path = _FOLDER / f"{names.key}.safetensors"
    return path if path.exists() else None


def validated(names: NameList, validation: float) -> SavedModel | None:
    """The list's network, where it was trained with this share of the names for validation."""
    network = saved(path) if (path := file(names)) else None
    return network if network and network.settings.validation == validation else None


@st.cache_resource(show_spinner=False)
def saved(path: Path) -> SavedModel:
    """The network of a file, read once for everybody. Needs torch."""
    return load(path)
