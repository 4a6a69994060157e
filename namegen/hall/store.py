"""Where servers that share halls meet. A server alone needs no such place.

All that is known of a hall is one flat table of texts, its fields, of which every server holds a
copy and reads it there. A store carries what is written to the other copies. No field is ever taken
away, but all at once when the hall ends, so two servers that have lost sight of each other agree
again when each has told the other its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Fields = Mapping[str, str]
ENDED = "ended"
"""The field that ends a hall: with it, all that was written before is forgotten."""

Told = Callable[[str, Fields], None]
"""Called with a hall's code and the fields that another server has written; from any thread."""


class StoreAway(Exception):
    """The store cannot be reached now."""


class Store:
    """Carries the fields of halls between servers. This one has no others to carry them to: the
    copy that its server holds is all there is. No call takes longer than a second."""

    @property
    def away(self) -> bool:
        """Whether the store cannot be reached, so that this server is on its own."""
        return False

    def claim(self, code: str, field: str, value: str, ends: float) -> bool:
        """Write a field unless another server has; whether it was written. Raises StoreAway.

        ends: when the hall ends, in seconds since 1970.
        """
        return True

    def read(self, code: str) -> Fields:
        """The fields of a hall; none where there is no such hall. Raises StoreAway."""
        return {}

    def write(self, code: str, fields: Fields, ends: float) -> None:
        """Have fields written and the others told, without waiting for it.

        While the store is away, what was written last is kept for it.
        """

    def watch(self, told: Told, found: Callable[[], None]) -> None:
        """Have ``told`` called for what others write, and ``found`` each time that the store can be
        reached after it was away."""
