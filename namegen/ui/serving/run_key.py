"""What a run is known by."""

from __future__ import annotations

from collections.abc import Hashable

from namegen.lists.name_list import NameList
from namegen.settings import Settings
from namegen.training.rate_changes import RateChanges


def run_key(names: NameList, settings: Settings, rate_changes: RateChanges = ()) -> Hashable:
    """The identity of a run: equal for all who watch the same. It begins with the list's digest."""
    return names.digest, settings.identity(), rate_changes
