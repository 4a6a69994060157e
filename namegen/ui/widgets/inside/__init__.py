"""The picture of a network: the block of letters, its layers, what comes out; a text lights it up.

Everything is computed by the model that is shown. The browser is sent what the layers make of the
text before each of its letters, and goes through it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from namegen.lessons.inside import Furthest, Inside
from namegen.ui.serving.web.packed import encode, in_16_bits
from namegen.ui.serving.web.scripts import component, heard
from namegen.wording import shown, spoken

_INSIDE = component("inside", __file__, "../../live/chart", "../../live/theme", "layers")


@dataclass(frozen=True)
class Part:
    """A part of the picture in words. page: where it is explained, in full at the parameters."""

    title: str
    about: str
    link: str
    page: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""


def show(
    key: str,
    text: str,
    seen: Inside,
    furthest: Sequence[Furthest],
    parts: Sequence[Part],
    characters: Sequence[str],
    when: str,
) -> Part | None:
    """The picture; the part whose explanation was asked for, if one was.

    furthest: what moves the units of the embeddings and of each hidden layer.
    parts: of the block, of each layer of ``seen``, and of the probabilities; without a hidden layer
    and with one the last layer, the scores, is seen in the probabilities alone. when: such as
    "epoch 3".
    """
    layers = seen.layers[: len(parts) - 2]
    data = {
        "text": text,
        "when": when,
        "parts": [asdict(part) for part in parts],
        "labels": [shown(character) for character in characters],
        "spoken": ["the end", *(spoken(character) for character in characters[1:])],
        "contexts": seen.contexts.tolist(),
        "layers": [_packed(layer) for layer in layers],
        "furthest": furthest,
        "lines": [
            {
                "before": encode(lines.before, "<u2"),
                "after": encode(lines.after, "<u2"),
                "products": _packed(lines.products),
            }
            for lines in seen.lines
        ],
        "logits": _packed(seen.layers[-1]),
        "probabilities": encode(seen.probabilities * 65535 + 0.5, "<u2"),
    }
    asked = _INSIDE(key=key, data=data, on_asked_change=heard)
    place = asked.get("asked")
    return parts[place] if isinstance(place, int) and 0 <= place < len(parts) else None


def _packed(numbers: np.ndarray) -> dict[str, Any]:
    """(P, n) numbers."""
    reach, sent = in_16_bits(numbers)
    return {"size": numbers.shape[1], "reach": reach, "numbers": sent}
