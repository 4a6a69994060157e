"""For everyone: by keyboard, within a page of somebody else, and in a language of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest, complaints, covers, settled, stage_of

_FOCUSED = "document.activeElement.innerText"
# What has moved: its share of the window times how far, and its text. In all, 0.1 is called good;
# from a busy server the parts of a page come one by one.
_MOVED = """() => new Promise((done) => {
    const said = (one) => [one.value, one.sources.map((s) => s.node?.textContent?.slice(0, 40))];
    new PerformanceObserver((list) => done(list.getEntries().map(said)))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(done, 1000, []);
})"""


def test_the_keyboard_keeps_its_place(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    settled(page)
    page.get_by_role("button", name="Just show me").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{_FOCUSED}.includes('The answer is')")
    settled(page)
    page.get_by_role("link", name="Next: A network instead of a table").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{_FOCUSED} === 'A network instead of a table'")
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(ring) != "none"
    page.get_by_role("link", name="Next: Train").click()
    page.wait_for_function(f"{_FOCUSED} === 'Train'")
    page.keyboard.press("Shift")  # the browser would show it from here on
    assert page.evaluate(ring) == "none", "for a hand that has pressed a key"


def test_a_guess_and_the_next_name_keep_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/game")
    settled(page)
    for pressed, then in (("Made up", "Next name"), ("Next name", "Real")):
        page.get_by_role("button", name=pressed).focus()
        page.keyboard.press("Enter")
        page.wait_for_function(f"{_FOCUSED}.includes('{then}')")


def test_what_a_training_needs_is_within_eight_stops(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=3")
    stage = at_rest(page, 3)
    page.get_by_role("link", name="Skip to main content").press("Enter")
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        said = "(e) => e.ariaLabel || e.innerText || e.ariaValueText"
        stops.append(page.locator(":focus").last.evaluate(said))
        if "Play" in stops[-1]:
            page.keyboard.press("ArrowLeft")
            expect(stage).to_have_attribute("data-epoch", "2")
    found = " ".join(stops)
    for one in ("Bigram network", "Play", "Step", "Reset", "epoch 2 of 30", "Learning rate"):
        assert one in found, stops


def test_what_is_out_of_sight_is_no_stop(open_page: Callable[..., Page]) -> None:
    page = open_page("/count", width=390)
    settled(page)
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_hidden()
    for _ in range(6):
        page.keyboard.press("Tab")
        left = page.evaluate("document.activeElement.getBoundingClientRect().left")
        assert left >= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_as_a_page_comes(open_page: Callable[..., Page], width: int) -> None:
    for path in ("/", "/count", "/train", "/embeddings", "/game", "/own"):
        page = open_page(path, width=width, height=844)
        settled(page)
        moved = page.evaluate(_MOVED)
        assert sum(share for share, _ in moved) < 0.2, (path, moved)


def test_the_server_is_asked_while_the_scripts_load(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    settled(page)
    asked = page.evaluate(
        """() => performance.getEntriesByType("resource")
            .filter(({ name }) => /_stcore\\/(health|host-config)/.test(name))
            .map(({ initiatorType }) => initiatorType)"""
    )
    assert asked == ["link", "link"]


def test_a_high_window_has_no_empty_strip_under_the_charts(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=3", width=1024, height=1366)
    at_rest(page, 3)
    last = page.locator("figcaption").last.bounding_box()
    more = page.get_by_text("More settings").bounding_box()
    assert last is not None
    assert more is not None
    assert more["y"] - (last["y"] + last["height"]) < 120


def test_what_is_never_seen_draws_no_bar_across_the_title(open_page: Callable[..., Page]) -> None:
    page = open_page("/count")
    page.route("**/static/js/BidiComponent*", lambda _: None)  # what draws components never comes
    page.reload(wait_until="commit")
    bars = page.get_by_test_id("stSkeleton")
    expect(bars).to_have_count(3)
    expect(bars.filter(visible=True)).to_have_count(0)


def test_whoever_presses_elsewhere_leaves_a_text_box(open_page: Callable[..., Page]) -> None:
    page = open_page("/own")
    box = page.get_by_label("Paste names")
    box.fill("asha\nmira")
    page.get_by_role("button", name="Read these names").click()
    expect(page.get_by_text("What was understood")).to_be_visible()
    settled(page)
    expect(box).not_to_be_focused()
    box.click()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("f")
    expect(page.locator(".view.full")).to_be_visible()


def test_a_page_in_another_one_is_the_page_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?embed=true&model=deep&seed=5")
    stage = stage_of(page)
    for width, height in ((800, 600), (600, 400)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        for part in (page.get_by_role("button", name="Play"), stage.locator(".loss canvas"),
                     stage.locator(".matrix canvas"), stage.get_by_role("list")):  # fmt: skip
            expect(part).to_be_in_viewport(ratio=0.95)
    link = page.get_by_role("link", name="Open in full")
    whole = link.get_attribute("href") or ""
    assert "seed=5" in whole
    assert "embed" not in whole
    expect(link).to_be_in_viewport(ratio=1)
    stage.evaluate("(stage) => stage.scrollIntoView()")
    assert not covers(link, stage.locator("header"))
    article, said = page.context.new_page(), []
    article.on("console", lambda line: said.append(line))
    article.goto(re.sub("//127.0.0.1(:[0-9]+)/.*", r"//localhost\1/_stcore/health", page.url))
    article.set_content(f'<iframe src="{page.url}" width="600" height="400"></iframe>')
    within = article.frame_locator("iframe")
    within.get_by_role("button", name="Play", exact=True).click()
    expect(within.locator(".stage .said")).to_contain_text("Finished: epoch 30 of 30")
    article.close()
    errors = [one.text for one in said if one.type == "error"]
    assert [text for text in errors if not text.startswith("Failed to load resource")] == []


def test_a_page_in_another_one_speaks_of_no_menu(open_page: Callable[..., Page]) -> None:
    page = open_page("/?embed=true")
    expect(page.get_by_text("List of names in use")).to_be_visible()
    expect(page.get_by_text("in the menu")).to_have_count(0)


# What Chrome does to a page that it translates.
TRANSLATE = """
() => {
  const LEFT = "font, script, style, svg";
  const shadows = [...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []);
  const all = [];
  for (const root of [document.body, ...shadows]) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) all.push(texts.currentNode);
  }
  for (const text of all) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.translate || holder.closest(LEFT)) continue;
    const font = document.createElement("font");
    font.append(text.data);
    text.replaceWith(font);
  }
}
"""


def test_a_page_that_is_translated_goes_on(open_page: Callable[..., Page]) -> None:
    page = open_page("/recipe?answered=recipe")
    settled(page)
    assert page.locator("table .stMarkdownBadge").first.evaluate("(badge) => badge.translate")
    for name in ("Train", "Start", "Count"):
        page.evaluate(TRANSLATE)
        page.get_by_test_id("stSidebarNavLink").filter(has_text=name).first.click()
        expect(page.get_by_role("heading", level=1).first).to_have_text(
            "Five names" if name == "Start" else name
        )
        settled(page)
    page.evaluate(TRANSLATE)
    asks = page.locator('[class*="st-key-ask-"]')
    expect(asks.get_by_role("button", name="Just show me").locator("font")).to_have_count(1)
    expect(asks.locator('p[translate="no"]')).to_have_count(4)
    expect(asks.locator('p[translate="no"] font')).to_have_count(0)
    assert complaints(page) == []


def test_a_stage_that_is_translated_goes_on(open_page: Callable[..., Page]) -> None:
    page = open_page("/alike?list=given&stage=1")
    stage = page.locator(".view.full")
    stage.locator(".option").first.wait_for()
    page.evaluate(TRANSLATE)
    expect(stage.locator(".question font")).to_have_count(1)
    expect(stage.locator(".option span font")).to_have_count(0)
    for key in ("1", "Space", "Space"):
        page.keyboard.press(key)
    expect(stage).to_have_attribute("data-phase", "2")
    expect(stage.locator(".bar small")).to_have_count(8)
    page.wait_for_timeout(1000)  # until the last picture of the answer has come
    page.evaluate(TRANSLATE)
    expect(stage.locator(".bar > span font, h2 span font")).to_have_count(0)
    expect(stage.locator(".bar small font")).to_have_count(8)
    page.keyboard.press("b")
    expect(stage.locator(".status")).to_contain_text("the stage is blank")
    expect(stage.locator(".title font")).to_have_count(1)
    page.keyboard.press("PageDown")
    page.wait_for_url("**/recipe?*")
    expect(stage).to_have_count(1)  # that of the page before is gone
    expect(stage.locator(".title")).to_have_text("One recipe of seven functions")
    for number in stage.locator(".option span").all():
        expect(number).to_have_attribute("translate", "no")
