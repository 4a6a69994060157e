"""pip's report on an installation -> a line for each package, with its version.

What torch brings for graphics cards is left out: it says itself which versions fit, and a build
of torch without them has none.
"""

import json
import sys
from pathlib import Path

OF_CARDS = ("cuda-", "nvidia-", "triton")


def lines(report: str) -> list[str]:
    """The lines of a constraints file."""
    installed = [one["metadata"] for one in json.loads(report)["install"]]
    pins = {one["name"]: one["version"].partition("+")[0] for one in installed}
    return [
        f"{name}=={pins[name]}"
        for name in sorted(pins, key=str.lower)
        if not name.startswith(OF_CARDS)
    ]


if __name__ == "__main__":
    print("# The version of every package that the app brings along, by `make constraints`.")
    print("\n".join(lines(Path(sys.argv[1]).read_text(encoding="utf-8"))))
