"""The stage fills a projector: at every step of the talk, and on every page in stage mode, nothing
scrolls, and nothing is cut."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from namegen.ui.navigation import PAGES
from tests.browser.conftest import at_rest, settled, stage_of

SCREENS = ((1920, 1080), (1280, 720), (1024, 768))
STEPS = 16
SMALLEST, SMALLEST_IN_CHARTS = 24, 20  # px of type, on 1080 lines

# What is wrong with the stage as it stands: words outside of the screen or of their own box, a box
# that is too small for what is in it, names that cover one another, a page that scrolls; and the
# smallest type.
LOOK = """
(view) => {
  const wrong = [];
  const types = [];
  const [width, height] = [innerWidth, innerHeight];
  const page = document.documentElement;
  if (getComputedStyle(page).overflow !== "hidden") wrong.push("the page can scroll");
  const box = view.getBoundingClientRect();
  if (box.width !== width || box.height !== height) wrong.push("the screen is not filled");
  const main = view.querySelector("main").getBoundingClientRect();
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: holder, textContent: text } = walker.currentNode;
    // A name of an untrained network may be longer than its place: it ends in dots there.
    if (!text.trim() || !holder.checkVisibility() || holder.closest(".made")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const at = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(holder).fontSize);
    types.push(size);
    const room = holder.closest("main") ? main : box;
    if (at.top < room.top - size / 3 || at.bottom > room.bottom + size / 3) {
      wrong.push(`cut: ${text}`);
    }
    if (at.left < 0 || at.top < 0 || at.right > width + 1 || at.bottom > height + 1) {
      wrong.push(`outside: ${text}`);
    }
  }
  for (const picture of view.querySelectorAll("main :is(svg, canvas)")) {
    if (!picture.checkVisibility()) continue;
    const at = picture.getBoundingClientRect();
    if (at.top < main.top - 1 || at.bottom > main.bottom + 1 || at.right > width) {
      wrong.push("a picture is cut");
    }
  }
  for (const name of view.querySelectorAll(".names li")) {
    if (name.scrollWidth > name.clientWidth + 1) wrong.push(`cut: ${name.textContent}`);
  }
  const made = [...view.querySelectorAll(".made li")].map((one) => one.getBoundingClientRect());
  for (const [i, one] of made.entries()) {
    const over = (other) => one.left < other.right && other.left < one.right
      && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    if (made.slice(i + 1).some(over)) wrong.push("a name covers another");
  }
  return { wrong, smallest: Math.min(...types) };
}
"""


# From now on each canvas of the page keeps the sizes of the letters on it.
WATCH = """
() => {
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect, drawImage } = pen;
  pen.drawImage = function (image, ...where) {
    this.canvas.letters?.push(...(image.letters ?? []));
    return drawImage.call(this, image, ...where);
  };
  pen.clearRect = function (...where) {
    this.canvas.letters = [];
    return clearRect.apply(this, where);
  };
  pen.fillText = function (...what) {
    (this.canvas.letters ??= []).push(parseFloat(this.font.match(/([\\d.]+)px/)[1]));
    return fillText.apply(this, what);
  };
}
"""
LARGE = """
(least) => document.querySelectorAll("*").values().flatMap((one) => [
  ...(one.shadowRoot?.querySelectorAll(".view canvas") ?? []),
]).filter((canvas) => canvas.checkVisibility()).every((canvas) =>
  canvas.letters && Math.min(...canvas.letters) >= least)
"""


def _looked_at(page: Page) -> None:
    stage = page.locator(".view")
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        end = time.monotonic() + 10
        while True:  # it follows the window as soon as it can
            page.wait_for_timeout(60)
            seen = stage.evaluate(LOOK)
            if not seen["wrong"] or time.monotonic() > end:
                break
        assert seen["wrong"] == [], f"{stage.get_attribute('data-page')} at {width} x {height}"
        if height == SCREENS[0][1]:
            assert seen["smallest"] >= SMALLEST
            page.wait_for_function(LARGE, arg=SMALLEST_IN_CHARTS)  # charts follow their size


def test_the_whole_talk_fits_and_needs_a_clickers_keys_only(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/stage")
    page.get_by_role("button", name="Start a hall").click()
    page.locator(".view .join").wait_for()
    page.goto(f"{page.url}&stage=1")
    stage = page.locator(".view.full")
    page.evaluate(WATCH)
    for step in range(STEPS):
        expect(stage).to_have_attribute("data-step", str(step))
        _looked_at(page)
        asks = page.locator(".wait:not(:empty), .options li").count()
        if asks and stage.get_attribute("data-page") != "game":
            page.locator(".ask:not([hidden])").wait_for()
            _looked_at(page)
            page.keyboard.press("1")
            expect(page.locator(".option").first).to_have_attribute("aria-pressed", "true")
            page.keyboard.press("Space")
            if stage.get_attribute("data-page") == "network":  # predict, watch, then the verdict
                expect(stage).to_have_attribute("data-epoch", "200")
                _looked_at(page)
                page.keyboard.press("Space")
            page.locator(".option.right").wait_for()
            _looked_at(page)
            page.keyboard.press("Space")
            expect(stage).to_have_attribute("data-phase", "2")
            _looked_at(page)
        page.keyboard.press("PageDown")
    page.reload()
    expect(page.locator(".view.full")).to_have_attribute("data-step", str(STEPS - 1))


# As a server does that is started anew: the line goes, and what was said on it.
LOSE_A_VOTE = """() => {
    const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
    const { socket } = roots.find((root) => root?.namegen?.socket).namegen;
    socket.send = () => socket.close();
}"""


def test_a_phone_follows_votes_and_tries_for_itself(open_page: Callable[..., Page]) -> None:
    stage = open_page("/stage")
    stage.get_by_role("button", name="Start a hall").click()
    code = stage.locator(".view .code").inner_text()
    phone = open_page(f"/stage?join={code}", width=390, theme="dark")
    expect(phone.locator(".view .status")).to_contain_text("you are")
    expect(stage.locator(".view .here")).to_have_text("1 phone is here")
    stage.keyboard.press("PageDown")
    expect(phone.locator(".option")).to_have_count(3)
    phone.evaluate(LOSE_A_VOTE)
    phone.locator(".option").nth(2).click()
    expect(stage.locator(".option b").nth(2)).to_have_text("1")
    stage.keyboard.press("1")  # the leader's own answer is marked, and no vote of the hall
    expect(stage.locator(".option").first).to_have_attribute("aria-pressed", "true")
    expect(stage.locator(".option b")).to_have_text(["", "", "1"])
    expect(phone.locator(".option").first).to_have_attribute("aria-pressed", "false")
    for _ in range(6):
        stage.keyboard.press("PageDown")
    expect(phone.locator(".view")).to_have_attribute("data-step", "7")
    stage.keyboard.press("s")
    stage.keyboard.press("s")
    expect(phone.locator(".view")).to_have_attribute("data-epoch", "2")
    for ink in ("training", "validation"):
        expect(phone.locator("figcaption").get_by_text(ink)).to_be_visible()
    phone.get_by_role("link", name="Try it yourself").click()
    expect(phone.locator(".stage .epoch")).to_have_text("epoch 2 of 30")
    phone.get_by_role("link", name=f"Follow {code} again").click()
    expect(phone.locator(".view")).to_have_attribute("data-epoch", "2")
    stage.goto(f"{stage.url}&notes=1")
    since = stage.locator(".prompter .since")
    expect(since).to_have_text("0 min")
    stage.evaluate(f"localStorage['namegenBegan-{code}'] -= 5 * 60_000; location.reload()")
    expect(since).to_have_text("5 min")
    # What a hand has moved or pressed keeps no key of the talk.
    notes = stage.locator(".view")
    stage.locator(".steps").select_option("4")
    stage.keyboard.press("PageDown")
    expect(notes).to_have_attribute("data-step", "5")
    stage.locator(".scrub input").click()
    stage.keyboard.press("PageDown")
    expect(notes).to_have_attribute("data-step", "6")
    stage.get_by_role("button", name="Step").click()
    expect(notes).to_have_attribute("data-epoch", "1")
    stage.keyboard.press("Space")
    expect(stage.get_by_role("button", name="Pause")).to_be_visible()
    stage.keyboard.press("b")
    expect(stage.locator(".view .status")).to_contain_text("the stage is blank")
    for seen in (stage.locator(".say"), phone.locator("h2.title")):
        expect(seen).to_be_visible()
    stage.keyboard.press("f")
    notes = stage.locator(".view.full")
    stage.evaluate(
        "dispatchEvent(new StorageEvent('storage', { key: 'namegenMood', newValue: 'dark' }))"
    )
    expect(notes).to_have_css("background-color", "rgb(23, 22, 20)")
    assert notes.evaluate("(notes) => { notes.scrollTop = 99; return notes.scrollTop; }") == 99


def test_every_page_fits_in_stage_mode(open_page: Callable[..., Page]) -> None:
    page = open_page("/?stage=1&model=deep&epoch=1&epochs=2&hiddens=10")
    page.evaluate(WATCH)
    for name in (page.name for page in PAGES.values() if not page.hidden and page.name != "stage"):
        stage = page.locator(f".view.full[data-page={name}]")
        options = stage.locator(".option")
        shown = options.or_(stage.locator(".words, canvas, .wait:not(:empty)"))
        shown.locator("visible=true").first.wait_for()
        if stage.locator(".wait:not(:empty)").count():
            page.keyboard.press("Space")
            options.first.wait_for()
        _looked_at(page)
        if name != "game" and options.count():
            page.keyboard.press("1")
            page.keyboard.press("Space")
            expect(stage).to_have_attribute("data-phase", "2")
            _looked_at(page)
        page.keyboard.press("PageDown")


def test_names_of_wide_letters_cover_no_others(open_page: Callable[..., Page]) -> None:
    page = open_page("/own")
    names = [family + given for family in "王李张刘陈杨" for given in "伟芳娜敏静丽强磊洋勇"]
    page.get_by_label("Paste names").fill("\n".join(names))
    page.get_by_role("button", name="Read these names").click()
    page.get_by_role("link", name="Train a network on it").click()
    expect(page).to_have_url(re.compile(r"/train\?.*list=own"))
    page.goto(f"{page.url}&stage=1")
    page.locator(".view.full .made li").filter(has_text="王").first.wait_for()
    page.evaluate(WATCH)
    _looked_at(page)


def test_a_long_name_that_is_drawn_is_shown_to_its_end(open_page: Callable[..., Page]) -> None:
    page = open_page("/count?stage=1&answered=count-given")
    page.locator(".view.full .names").wait_for()
    page.keyboard.press("Space")
    page.locator(".view.full .names li").filter(has_text="mileviackibyainewieta").wait_for()
    page.evaluate(WATCH)
    _looked_at(page)


def test_keys_press_what_a_hand_would_and_rest_while_somebody_types(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep")
    stage, keys = stage_of(page), page.get_by_role("dialog", name="Keys")
    settled(page)
    page.keyboard.press("s")
    at_rest(page, 1)
    page.keyboard.press("ArrowLeft")
    at_rest(page, 0)
    page.keyboard.press("f")
    picture = page.locator(".view.full")
    expect(picture).to_have_attribute("data-epoch", "0")
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("data-epoch", "1")
    page.keyboard.press("f")
    expect(stage).to_have_attribute("data-epoch", "1")
    at_rest(page, 1)
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.get_by_role("combobox", name="List of names").focus()
    page.keyboard.type("sf?")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(stage).to_have_attribute("data-epoch", "1")
    assert "stage=" not in page.url
    page.keyboard.press("Escape")
    page.locator(".buttons .scrub input").focus()  # where a drag leaves it
    page.keyboard.press("Space")
    expect(stage).not_to_have_attribute("data-epoch", "1")
