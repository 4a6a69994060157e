"""A picture of every page, at laptop and phone width, one in each theme: to be looked at.

They are written to tests/pictures. What a program can see of them is checked: nothing sticks out,
nothing has gone wrong, no page is empty, and axe finds nothing serious.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect
from streamlit import config

from namegen.figures.style import INKS
from namegen.ui.navigation import PAGES
from tests.browser.conftest import complaints, settled

FOLDER = Path(__file__).parents[1] / "pictures"
PATHS = {page.title: page.name for page in PAGES.values() if not page.hidden}
TALLEST = 6000  # pixels

# What is wider than the window and in nothing that scrolls but the page itself; clipped texts count
# as well, and what has a root of its own.
_STICKING_OUT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const scrolls = (e) => e && e !== main && (/auto|scroll/.test(getComputedStyle(e).overflowX)
        || scrolls(e.parentElement ?? e.getRootNode().host));
    const said = (e) => e.textContent.trim().slice(0, 40) || e.className || e.tagName;
    const unseen = '[class*="st-key-unseen-"], .st-key-coming-back, [style*="clip-path"], '
        + ':has(> .stVerticalBlock > [class*="st-key-unseen-"]:only-child)';
    const all = (root) => [...root.children, ...(root.shadowRoot?.children ?? [])].flatMap(
        (e) => e.matches(unseen) ? [] : [e, ...all(e)]);
    const shown = all(main).filter(
        (e) => e.getClientRects().length && e.checkVisibility({ opacityProperty: true }));
    const out = shown.filter((e) => {
        const { left, right, width } = e.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(e.parentElement);
    });
    return out.map(said);
}"""

# What cannot be read to its end: of what buttons say, and of the title's words, one that goes on in
# the next line.
_CUT = """() => {
    const cut = [...document.querySelectorAll('[data-testid="stMain"] button p')].filter((e) =>
        e.scrollWidth > e.clientWidth || e.scrollHeight > e.closest('button').clientHeight);
    const title = document.createTreeWalker(document.querySelector('h1'), NodeFilter.SHOW_TEXT);
    const word = document.createRange();
    while (title.nextNode()) for (const found of title.currentNode.data.matchAll(/\\S+/g)) {
        word.setStart(title.currentNode, found.index);
        word.setEnd(title.currentNode, found.index + found[0].length);
        if (word.getClientRects().length > 1) cut.push(word.cloneContents());
    }
    return cut.map((e) => e.textContent);
}"""

# Plots that have their height from their width, in rows that a grid makes for them as they come:
# WebKit (Safari, and every browser of an iPhone) gives these wrong heights, and what stands in them
# covers one another.
_PARTED = """() => {
    const all = (root) => [...root.children, ...(root.shadowRoot?.children ?? [])].flatMap(
        (e) => [e, ...all(e)]);
    return all(document.body).filter((e) => e.matches('figure:only-child *')
        && getComputedStyle(e).aspectRatio !== 'auto'
        && getComputedStyle(e.parentElement).gridTemplateRows.startsWith('subgrid')
        && getComputedStyle(e.parentElement).display === 'grid').map((e) => e.outerHTML);
}"""

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_SERIOUS = """async (rules) => {
    const only = rules.length ? { runOnly: { type: 'rule', values: rules } } : {};
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...only });
    return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
            `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""

# Words at the axes of a chart that are too pale for their ground: axe does not look at them.
_PALE = """() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminance = (color) => {
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255).map(
            (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const ground = luminance(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
    const words = document.querySelectorAll(
        '.js-plotly-plot :is([class$="tick"], [class^="g-"]) text');
    return [...words].filter((one) => {
        const ink = luminance(getComputedStyle(one).fill);
        return Math.max(ink, ground) / Math.min(ink, ground) < 4.5;
    }).map((one) => one.textContent);
}"""


def _serious(page: Page, *rules: str) -> list[str]:
    """What axe finds serious on a page, by these of its rules or by all."""
    # Nothing is half faded: neither what a run of the script will replace, nor a colour on its way.
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"]') && document.getAnimations().every(
            (each) => each.playState !== 'running'
                || each.effect.getComputedTiming().endTime === Infinity)"""
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    return page.evaluate(_SERIOUS, list(rules))


def _turn(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(
        f"getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'"
    )
    settled(page)


def _answer(page: Page) -> bool:
    """Where a page asks before it shows, have it show."""
    button = page.get_by_role("button", name="Just show me")
    asks = button.count() > 0
    if asks:
        button.first.click()
        settled(page)
    return asks


def _picture(page: Page, name: str, width: int) -> None:
    """Taken in a window as tall as the page, whose middle part scrolls. A narrow one is touched."""
    screen = page.context.new_cdp_session(page)
    screen.send("Emulation.setTouchEmulationEnabled", {"enabled": width < 600})
    page.set_viewport_size({"width": width, "height": 800})
    settled(page)
    tall = page.get_by_test_id("stMain").evaluate("(main) => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(800, tall), TALLEST)})
    settled(page)
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")
    assert page.evaluate(_STICKING_OUT) == []
    assert page.evaluate(_PALE) == []
    assert page.evaluate(_PARTED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("title", PATHS)
def test_every_page_has_its_picture(open_page: Callable[..., Page], title: str) -> None:
    path = PATHS[title]
    model = "bigram-network" if path == "network" else "deep"
    page = open_page(f"/{path}?list=given&model={model}&epoch=6", width=1280, theme="light")
    settled(page)
    expect(page.get_by_text("Training: epoch")).to_have_count(0)
    settled(page)
    found = _serious(page)
    if _answer(page):
        found += _serious(page)
    _picture(page, f"{path}-1280-light", 1280)
    _turn(page, "dark")
    found += _serious(page, "color-contrast")
    _picture(page, f"{path}-390-dark", 390)
    found += _serious(page)
    expect(page.locator("[data-testid=stMain] :is(h1, h2, h3) a")).to_have_count(0)
    assert complaints(page) == []
    assert found == []
    said = page.get_by_test_id("stMain").inner_text()
    assert len(said.split()) > 20


def test_a_page_and_its_charts_are_in_the_letters_that_the_browser_is_set_to(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/embeddings?list=given&model=deep&epoch=6")
    page.get_by_role("button", name="Just show me").click()
    sizes = page.context.new_cdp_session(page)
    sizes.send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    expect(page.locator("html")).to_have_css("font-size", "24px")
    page.wait_for_function(
        """[...document.querySelectorAll("*")].some(
            (each) => each.shadowRoot?.namegen?.charts?.points?.unit === 1.5)"""
    )
    settled(page)
    bars = page.locator("ol.rows").bounding_box()
    assert bars is not None
    assert bars["width"] > 24 * 15, "of the letters' own size"
    assert page.evaluate(_STICKING_OUT) == []


def test_letters_of_twice_the_size_stay_in_a_phones_window(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?list=given&model=deep&epoch=6", width=390, height=844)
    sizes = page.context.new_cdp_session(page)
    sizes.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport(ratio=1)
    settled(page)
    assert page.evaluate(_STICKING_OUT) == []
    bar = page.get_by_role("group", name="Playing").bounding_box()
    assert bar is not None
    assert bar["height"] < 844 / 5, "of the window the charts have most"
    link = page.url
    for path in ("game", "compare", "embeddings", "network", "recipe"):
        page.goto(link.replace("/train?", f"/{path}?"))
        page.get_by_role("button", name=re.compile("Just show me|Made up")).wait_for()
        for look in (settled, _answer):
            look(page)
            assert page.evaluate(_STICKING_OUT) == [], path
            assert page.evaluate(_CUT) == [], path


def test_what_is_chosen_is_read_whole_in_large_letters_and_in_a_narrow_window(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/count?list=given&answered=count-given")
    sizes = page.context.new_cdp_session(page)
    sizes.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    expect(page.locator("html")).to_have_css("font-size", "32px")
    label = page.locator("label p", has_text="Temperature")
    lines = """(label) => {
        const said = document.createRange();
        said.selectNodeContents(label);
        return said.getClientRects().length;
    }"""
    assert label.evaluate(lines) == 1
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(page.url.replace("/count?", "/network?"))
    page.get_by_role("button", name="Just show me").click()
    steps = page.get_by_role("radiogroup", name="Show up to")
    steps.wait_for()
    settled(page)
    assert steps.evaluate("(all) => all.scrollWidth <= all.clientWidth")


def test_paper_has_every_chart_of_a_page(open_page: Callable[..., Page]) -> None:
    page = open_page("/network?list=given")
    settled(page)
    assert _answer(page)
    page.pdf()
    blank = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((one) =>
            (one.shadowRoot?.namegen?.all ?? []).filter((chart) => chart.width && chart.dirty).map(
                (chart) => chart.describe()))"""
    )
    assert blank == []


def test_a_table_of_many_columns_stays_in_a_phones_window(open_page: Callable[..., Page]) -> None:
    page = open_page("/own", width=390, height=844)
    row = "Annabella,Featherstonehaugh,Administration,Netherlands,1999\n"
    head = "first name,family name,department,country of origin,year of employment\n"
    page.get_by_label("Paste names").fill(head + 9 * row)
    page.get_by_role("button", name="Read these names").click()
    expect(page.get_by_role("table")).to_be_visible()
    settled(page)
    assert page.evaluate(_STICKING_OUT) == []


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


def test_a_chart_and_its_ground_turn_with_the_theme(open_page: Callable[..., Page]) -> None:
    page = open_page("/count?list=given")
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-count-row canvas")).to_be_visible()
    ink = """[...document.querySelectorAll('.st-key-count-row *')].find((it) => it.shadowRoot)
        .shadowRoot.namegen.theme.second"""
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(f"{ink} === '{INKS[theme][1]}'")
        settled(page)
        # What never follows in a heat map has the colour of the page.
        none = config.get_option(f"theme.{theme}.chartSequentialColors")[0]
        ground = ", ".join(str(int(none[at : at + 2], 16)) for at in (1, 3, 5))
        expect(page.locator(".stApp")).to_have_css("background-color", f"rgb({ground})")
    assert complaints(page) == []
