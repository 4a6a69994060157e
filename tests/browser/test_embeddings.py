"""Embeddings: letters drift in one and the same chart, and the page answers while one types."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from namegen.figures.style import INKS
from tests.browser.conftest import complaints, drawn, settled

_LINK = "/embeddings?model=deep&epoch=5"
Places = dict[str, tuple[float, float]]

# What draws the letters: where each of them is, in pixels, and whether it moves.
_DRIFT = """[...document.querySelectorAll("*")].map((it) => it.shadowRoot?.namegen)
    .find((it) => it?.charts?.points)"""
_CANVAS = ".st-key-embeddings-drift canvas"


def _answered(page: Page) -> Page:
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(_CANVAS)).to_be_visible()
    page.wait_for_function(f"{_DRIFT}?.end > 0 && !{_DRIFT}.playing")
    settled(page)
    page.evaluate(f"{_DRIFT}.mine = true")
    return page


def _is_the_same_chart(page: Page) -> bool:
    return page.evaluate(f"{_DRIFT}.mine === true")


def _letters(page: Page) -> Places:
    """Where each letter is written in its chart, in pixels, once they have stopped moving."""
    page.wait_for_function(f"!{_DRIFT}.playing")
    drawn(page, _DRIFT, "points")
    found = page.evaluate(
        f"""() => {{
            const {{ characters, written }} = {_DRIFT}.charts.points;
            return characters.map((c, i) => [c, written[2 * i], written[2 * i + 1]]);
        }}"""
    )
    return {letter: (x, y) for letter, x, y in found}


def _moved(before: Places, after: Places) -> int:
    """How many letters are elsewhere."""
    return sum(math.dist(before[letter], after[letter]) > 2 for letter in after)


def test_who_has_guessed_sees_the_letters_move(open_page: Callable[..., Page]) -> None:
    page = open_page(_LINK)
    said = page.locator(".drift .epoch")
    expect(said).to_have_text("Before training")
    expect(page.get_by_role("slider", name="Epoch")).to_be_hidden()
    start = _letters(page)
    said.evaluate(
        """(said) => {
            window.seen = [];
            const look = () => window.seen.push(said.textContent);
            const all = { childList: true, characterData: true, subtree: true };
            new MutationObserver(look).observe(said, all);
        }"""
    )
    page.get_by_role("button", name="Partly").click()
    expect(said).to_have_text("epoch 5 of 5")
    assert page.evaluate("window.seen") == [f"epoch {epoch} of 5" for epoch in range(6)]
    assert _moved(start, _letters(page)) > 5


def test_play_moves_the_letters_smoothly(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(_LINK))
    end = _letters(page)
    assert len(end) == 27
    page.evaluate(
        f"""() => {{
            window.seen = new Set();
            const look = () => {{
                window.seen.add({_DRIFT}.charts.points.written.join());
                requestAnimationFrame(look);
            }};
            look();
        }}"""
    )
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert _moved(_letters(page), end) == 0
    # Were they to jump from epoch to epoch, there would be six pictures in all.
    assert page.evaluate("window.seen.size") > 8, "the letters are seen on their way"
    assert _is_the_same_chart(page)
    assert complaints(page) == []


def test_the_slider_goes_back_by_keyboard_also_in_another_window_and_theme(
    open_page: Callable[..., Page],
) -> None:
    page = _answered(open_page(_LINK))
    end = _letters(page)
    slider = page.get_by_role("slider", name="Epoch")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowLeft")
    expect(page.locator(".drift .epoch")).to_have_text("epoch 0 of 5")
    start = _letters(page)
    assert _moved(start, end) > 5
    assert _is_the_same_chart(page)
    slider.press("End")
    assert _moved(_letters(page), end) == 0
    slider.press("Home")
    page.set_viewport_size({"width": 900, "height": 800})
    settled(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{_DRIFT}.theme.first === '{INKS['dark'][0]}'")
    settled(page)
    expect(page.locator(".drift .epoch")).to_have_text("epoch 0 of 5")
    start = _letters(page)
    slider.focus()
    slider.press("End")
    end = _letters(page)
    assert _moved(start, end) > 5


def test_a_click_on_a_letter_names_its_nearest(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&letter=e"))
    near = page.locator(".drift .near")
    expect(near).to_contain_text("Nearest to e by the cosine of the angle in all 10 numbers")
    # No letter covers another: each can be hit for certain.
    letters = _letters(page)
    assert min(math.dist(a, b) for a, b in combinations(letters.values(), 2)) > 8, "pixels"
    x, y = letters["q"]
    page.locator(_CANVAS).hover(position={"x": x, "y": y})
    expect(page.locator(".drift .tip")).to_contain_text("q, a consonant")
    page.locator(_CANVAS).click(position={"x": x, "y": y})
    expect(near).to_contain_text("Nearest to q by")
    expect(page).to_have_url(re.compile("letter=q"))
    assert _is_the_same_chart(page)
    assert complaints(page) == []


def test_it_answers_while_one_types(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&begin=x", width=390, height=844, theme="dark"))
    bars = page.locator("ol.rows")
    box = page.get_by_label("Type the beginning of a name")
    expect(box).to_have_value("x")
    box.fill("")
    expect(page.locator(".context")).to_have_text("...→ ?")
    for typed in ("..m→ ?", ".ma→ ?", "mar→ ?"):
        before = bars.inner_text()
        box.press(typed[2])
        expect(page.locator(".context")).to_have_text(typed)
        expect(bars).not_to_have_text(before)
    expect(box).to_be_focused()
    assert _is_the_same_chart(page)
    near, label = (
        page.locator(part).bounding_box() for part in (".near", "label:has-text('Type')")
    )
    assert near is not None
    assert label is not None
    assert label["y"] - near["y"] - near["height"] < 64, "no empty strip between"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_the_letters_that_are_seen_stand_in_one_row(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page("/embeddings?list=given&begin=annabellina"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        boxes = [box.bounding_box() for box in page.locator(".context b").all()]
        assert len(boxes) == 8
        assert len({box["y"] for box in boxes}) == 1
        assert min(box["width"] for box in boxes) > 20


def test_it_says_that_common_letters_count_more(open_page: Callable[..., Page]) -> None:
    said = _answered(open_page("/embeddings?list=given")).locator(".st-key-embeddings-drift .shown")
    expect(said).to_have_text(
        re.compile(r"^The picture shows \d+ % of the variance, common letters ")
    )


def test_in_another_page_the_letters_and_what_leads_them_are_seen_at_once(
    open_page: Callable[..., Page],
) -> None:
    page = _answered(open_page("/embeddings?embed=true&list=given"))
    drift = page.locator(".st-key-embeddings-drift")
    for width, height in ((800, 600), (600, 400)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        for part in (drift.locator("canvas"), drift.get_by_role("button", name="Play")):
            expect(part).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("names", "on_page", "on_stage"),
    [
        ("王伟 李娜 张敏 刘洋 陈静 赵磊", ["characters", ". start/end"], []),
        ("xk7 bd2 tz9 rt4 kb1", ["consonants", "others", ". start/end"], ["consonants", "others"]),
    ],
)
def test_each_colour_is_named_where_it_occurs_and_no_other(
    open_page: Callable[..., Page], names: str, on_page: list[str], on_stage: list[str]
) -> None:
    page = open_page("/own")
    page.get_by_label("Paste names").fill("\n".join(names.split()))
    page.get_by_role("button", name="Read these names").click()
    page.get_by_role("link", name="Count its letters").wait_for()
    page.get_by_role("link", name="Train", exact=True).click()
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_text("epoch 1 of 30", exact=True)).to_be_visible()
    shown = page.locator("span.end").locator("..").locator("span:visible")
    settled(page)
    assert [word for word in shown.all_inner_texts() if word] == on_page
    page.get_by_role("link", name="Embeddings", exact=True).click()
    page.get_by_role("button", name=re.compile("Just show me|Nearest to")).first.wait_for()
    page.keyboard.press("f")
    page.get_by_role("button", name="Reveal").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("figcaption", has_text="Now")).to_be_visible()
    assert page.locator("figcaption span:visible").all_inner_texts() == on_stage
