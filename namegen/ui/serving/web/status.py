"""The state of the server: what its host wants to know."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from namegen.ui.serving import open_tabs, own_lists, startup
from namegen.ui.serving.runs import scheduler


def figures() -> dict[str, float | int | None]:
    """Sessions, runs, shared runs, epochs a second, memory in MB; None where it is not known.

    Before torch has been imported there is nothing that trains.
    """
    known: dict[str, float | int | None] = {"sessions": open_tabs.taken()}
    if startup.ready():
        known |= asdict(scheduler().status())
        known["history_mb"] = round(known.pop("bytes") / 1e6, 1)
    return known | {
        "own_lists_mb": round(own_lists.used() / 1e6, 1),
        "memory_mb": resident_megabytes(),
    }


def line(figures: dict[str, float | int | None]) -> str:
    """The figures as a log has them."""
    return " ".join(f"{name}={value}" for name, value in figures.items())


def resident_megabytes() -> int | None:
    """The memory this process holds, where the system says so."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
