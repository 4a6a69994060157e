"""Every package that the app brings along has its version in constraints.txt."""

from __future__ import annotations

import json
import re
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

from tests import constraints

ROOT = Path(__file__).parents[1]


def _requirements(name: str) -> list[Requirement]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [Requirement(line) for line in text.splitlines() if re.match(r"\w", line)]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_is_pinned_at_a_version_that_fits_the_others() -> None:
    pins = {_key(one.name): str(one.specifier) for one in _requirements("constraints.txt")}
    waiting, seen = _requirements("requirements.txt"), set()
    while waiting:
        wanted = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        if wanted.name.startswith(constraints.OF_CARDS):
            continue
        pin = pins[_key(wanted.name)].removeprefix("==")
        assert wanted.specifier.contains(pin), f"{wanted} against {pin}"
        if wanted.name not in seen:
            seen.add(wanted.name)
            assert version(wanted.name).partition("+")[0] == pin
            waiting += map(Requirement, requires(wanted.name) or [])
    assert "streamlit" in seen


def test_the_pins_are_made_of_what_pip_would_install() -> None:
    of = [("Torch", "2.13.0+cpu"), ("nvidia-nvtx", "13"), ("attrs", "26.1")]
    report = {"install": [{"metadata": {"name": n, "version": v}} for n, v in of]}
    assert constraints.lines(json.dumps(report)) == ["attrs==26.1", "Torch==2.13.0"]
