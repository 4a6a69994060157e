"""An index of Find alike, made at once."""

from __future__ import annotations

from collections.abc import Sequence

from namegen.lessons.similar_names import LAST, NameIndex
from namegen.models.network import NetworkModel
from namegen.ui.serving.name_indexes import Making


def whole_index(model: NetworkModel, names: Sequence[str], layer: int = LAST) -> NameIndex:
    making = Making(model, names, layer)
    making.work(60)
    assert making.index
    return making.index
