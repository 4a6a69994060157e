"""What one visitor of a shared server may ask for, and what all of them get together.

The ranges of the settings stand with the settings (``Spec.app``); this is the rest.
"""

from __future__ import annotations

from namegen.material import Material
from namegen.settings import Settings

# The names of one list. The command line takes more.
MAX_NAMES = 200_000
# The cells of a table of next-character counts, contexts by characters: 40 MB.
MAX_CELLS = 10_000_000
# The numbers that one training step may hold: a full batch of contexts through the widest layer.
MAX_STEP = 20_000_000
# All histories and all contexts together.
MEMORY_BUDGET = 300_000_000
# A run that nobody has looked at for so long may be dropped, in seconds.
FORGET_AFTER = 1800.0


class LimitError(ValueError):
    """More than a visitor may ask for; its text is one sentence that says what to do."""


def check_material(material: Material) -> None:
    """Raises LimitError where the contexts of a list are too many for the shared app."""
    cells = material.training.counts.size + material.validation.counts.size
    if cells > MAX_CELLS:
        raise LimitError(
            f"With a context of {material.training.contexts.shape[1]} this list has "
            f"{len(material.training):,} different contexts, too many for the shared app. "
            "Choose a shorter context."
        )


def check_step(material: Material, settings: Settings) -> None:
    """Raises LimitError where a single training step would keep everybody waiting."""
    inputs = settings.context * settings.embedding if settings.model == "deep" else 1
    widest = max(inputs, *settings.hiddens, len(material.vocabulary))
    rows = len(material.training)
    if (settings.batch or rows) * widest > MAX_STEP:
        raise LimitError(
            f"A full batch of {rows:,} contexts is too large a step for the shared app. "
            "Choose a smaller batch."
        )
