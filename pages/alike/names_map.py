"""The map of Find alike: names as dots on canvas, and those asked for upon them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from namegen.lessons.similar_names import NameIndex
from namegen.ui.serving.web.packed import in_16_bits
from namegen.ui.widgets import canvas

_ON_MAP = 1000
_MAP = canvas.charts("names_map", __file__)


def sample(index: NameIndex) -> dict[str, Any]:
    """Names taken evenly from the list with their places, for ``show``: 15 kB for a thousand."""
    names = index.names[:: -(-len(index.names) // _ON_MAP)]
    reach, points = in_16_bits(index.places(names))
    return {"names": names, "reach": reach, "points": points}


def show(
    sample: dict[str, Any],
    index: NameIndex,
    asked: Sequence[str],
    key: str,
    on_chosen: Callable[[], None],
) -> None:
    """The sample as grey dots; upon it the name asked for, the first, and its nearest.

    ``on_chosen`` is called when a dot is clicked; the component's ``chosen`` is its name.
    """
    places = index.places(asked).tolist() if asked else []
    data = sample | {"asked": [[name, *at] for name, at in zip(asked, places, strict=True)]}
    _MAP(key=key, data=data, on_chosen_change=on_chosen)
