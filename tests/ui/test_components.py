"""What all components keep to."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTROLS = {"button", "input", "select"}
VOID = {"input", "path", "br", "img"}
ASLEEP = {"inert", "hidden", "disabled"}


class Controls(HTMLParser):
    """Finds the controls that can be pressed before a component's script is there to hear it."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        asleep = any(name in ASLEEP for name, _ in attributes) or tag == "dialog"
        if tag in CONTROLS and not asleep and not any(self.around):
            self.found.append(self.get_starttag_text() or tag)
        if tag not in VOID:
            self.around.append(asleep)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.around.pop()


@pytest.mark.parametrize(
    "path",
    [p for at in ("namegen", "pages") for p in (ROOT / at).rglob("*.html")],
    ids=lambda p: p.name,
)
def test_nothing_can_be_pressed_that_nobody_would_hear(path: Path) -> None:
    controls = Controls()
    controls.feed(path.read_text("utf-8"))
    assert controls.found == []
