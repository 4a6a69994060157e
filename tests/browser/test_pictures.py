"""A picture of every page, at laptop and phone width, one in each theme: to be looked at.

They are written to tests/pictures. What a program can see of them is checked: nothing sticks out,
nothing has gone wrong, no page is empty.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from namegen.ui.navigation import PAGES
from tests.browser.conftest import complaints, settled

FOLDER = Path(__file__).parents[1] / "pictures"
PATHS = {page.title: page.name for page in PAGES.values() if not page.hidden}
SCREENS = [(1280, "light"), (390, "dark")]
TALLEST = 6000  # pixels

# What is wider than the window and in nothing that scrolls; clipped texts count as well.
_STICKING_OUT = """() => {
    const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX)
        || scrolls(e.parentElement));
    const said = (e) => e.textContent.trim().slice(0, 40) || e.className || e.tagName;
    const shown = [...document.querySelectorAll('[data-testid="stMain"] *')].filter(
        (e) => e.getClientRects().length && e.checkVisibility({ opacityProperty: true }));
    const out = shown.filter((e) => {
        const { left, right, width } = e.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(e.parentElement);
    });
    return out.map(said);
}"""

# Texts of our own that stand out from their ground by less than WCAG asks for (AA).
_FAINT = """() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const read = (color) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data];
    };
    const line = (e) => e ? [e, ...line(e.parentElement)] : [];
    const light = (rgb) => rgb.map((v) => v / 255)
        .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (e) => {
        const style = line(e).map((one) => getComputedStyle(one));
        const ground = style.map((one) => read(one.backgroundColor)).find((c) => c[3] === 255);
        const ink = read(style[0].color);
        const share = style.reduce((all, one) => all * one.opacity, ink[3] / 255);
        const seen = ground.slice(0, 3).map((v, i) => v + share * (ink[i] - v));
        const [low, high] = [light(seen), light(ground.slice(0, 3))].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const own = [...document.querySelectorAll('[data-testid="stMain"] .stHtml *')].filter(
        (e) => e.getClientRects().length
            && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
    const least = (e) => parseFloat(getComputedStyle(e).fontSize) < 24 ? 4.5 : 3;
    return own.filter((e) => contrast(e) < least(e))
        .map((e) => `${e.textContent.slice(0, 40)}: ${contrast(e).toFixed(1)}`);
}"""


def _answer(page: Page) -> None:
    """Where a page asks before it shows, have it show."""
    button = page.get_by_role("button", name="Just show me")
    if button.count():
        button.first.click()
        settled(page)


def _grow(page: Page, width: int) -> None:
    """Make the window as tall as the page, whose middle part scrolls."""
    tall = page.get_by_test_id("stMain").evaluate("(main) => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(800, tall), TALLEST)})
    page.wait_for_timeout(500)
    settled(page)


@pytest.mark.parametrize(("width", "theme"), SCREENS)
@pytest.mark.parametrize("title", PATHS)
def test_every_page_has_its_picture(
    open_page: Callable[..., Page], title: str, width: int, theme: str
) -> None:
    path = "" if title == "Start" else PATHS[title]
    model = "bigram-network" if path == "network" else "deep"
    page = open_page(f"/{path}?list=given&model={model}&epoch=6", width=width, theme=theme)
    settled(page)
    expect(page.get_by_text("Training: epoch")).to_have_count(0)
    settled(page)
    _answer(page)
    _grow(page, width)
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{PATHS[title]}-{width}-{theme}.png")
    assert complaints(page) == []
    assert page.evaluate(_STICKING_OUT) == []
    assert page.evaluate(_FAINT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    said = page.get_by_test_id("stMain").inner_text()
    assert len(said.split()) > 20


def test_every_page_comes_soon_after_a_click_on_its_link(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?list=given&model=deep&epoch=6")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    settled(page)
    links = page.get_by_test_id("stSidebarNav")
    seconds = {}
    for title in (*PATHS, "Train"):
        begun = time.monotonic()
        links.get_by_role("link", name=title, exact=True).click()
        expect(links.locator('[aria-current="page"]')).to_contain_text(title)
        settled(page)
        seconds[title] = time.monotonic() - begun
        expect(page).to_have_title(f"{title} · namegen")
        assert complaints(page) == []
    print(", ".join(f"{title} {s:.2f} s" for title, s in seconds.items()))
    assert max(seconds.values()) < 15
