"""Pages can be read and worked by everybody: no serious finding of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from namegen.ui.navigation import PAGES
from tests.browser.conftest import settled

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_FINDINGS = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(open_page: Callable[..., Page], width: int, theme: str) -> None:
    findings = {}
    for name in PAGES:
        page = open_page("/" if name == "start" else f"/{name}", width=width, theme=theme)
        settled(page)
        page.evaluate(_AXE)
        findings[name] = page.evaluate(_FINDINGS)
        page.context.close()
    assert {name: found for name, found in findings.items() if found} == {}
