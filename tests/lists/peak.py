"""``python -m tests.lists.peak FILE...`` prints by how many bytes a process grows at the most
while it reads a file: for each file one process, and one number."""

from __future__ import annotations

import multiprocessing
import sys
from contextlib import suppress
from pathlib import Path

from namegen.lists.cleaning import NamesError
from namegen.lists.name_list import from_bytes
from tests.bench.building import peak


def _growth(path: str) -> int:
    data = Path(path).read_bytes()
    Path("/proc/self/clear_refs").write_text("5")  # the peak is now what is held now
    before = peak()
    with suppress(NamesError):
        from_bytes(data, "a list")
    return peak() - before


def main() -> None:
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as alone:
        print(*alone.map(_growth, sys.argv[1:], chunksize=1))


if __name__ == "__main__":
    main()
