"""The state of the server in one line."""

from __future__ import annotations

import os
from pathlib import Path

from namegen.ui.scheduler import Status


def line(sessions: int, status: Status) -> str:
    """Sessions, runs, shared runs, epochs a second, memory."""
    return (
        f"sessions={sessions} playing={status.playing} runs={status.runs} "
        f"training={status.training} shared={status.shared} epochs={status.epochs} "
        f"epochs_a_second={status.epochs_a_second:.1f} "
        f"history_mb={status.bytes / 1e6:.1f} memory_mb={resident_megabytes()}"
    )


def resident_megabytes() -> int | None:
    """The memory this process holds, where the system says so."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
