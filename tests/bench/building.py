"""Build the contexts of a file of names, in a process of its own, and say what that took.

``python -m tests.bench.building FILE LENGTH`` prints seconds, bytes at the peak (of the whole
process, the names included; 0 where the system does not say), and how many contexts there are.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from namegen.models import contexts
from namegen.vocabulary import Vocabulary


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    try:
        # Not getrusage: there a child inherits the peak of the process that started it.
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return int(found[1]) * 1024 if found else 0
    except OSError:
        return 0


def main() -> None:
    names = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    vocabulary = Vocabulary.of(names)
    begun = time.process_time()
    built = contexts.build(names, vocabulary, int(sys.argv[2]))
    print(time.process_time() - begun, peak(), len(built))


if __name__ == "__main__":
    main()
