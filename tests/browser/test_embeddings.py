"""Embeddings: letters drift in one and the same chart, and the page answers while one types."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import combinations

from playwright.sync_api import Locator, Page, expect

from namegen.figures.style import INKS
from tests.browser.conftest import complaints, settled

_LINK = "/embeddings?model=deep&epoch=5"
_CHART = "document.querySelector('.st-key-embeddings-plot .js-plotly-plot')"


def _answered(page: Page) -> Page:
    page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".st-key-embeddings-plot .main-svg").first).to_be_visible()
    page.wait_for_function(f"{_CHART}?.data.some((t) => t.meta === 'ring' && t.x[0] !== null)")
    settled(page)
    page.evaluate(f"{_CHART}.dataset.mine = 'yes'")
    return page


def _is_the_same_chart(page: Page) -> bool:
    return page.evaluate(f"{_CHART}?.dataset.mine === 'yes'")


def _letters(page: Page) -> dict[str, tuple[float, float]]:
    """Where each letter is in its chart, in pixels."""
    found = page.evaluate(
        f"""() => [...{_CHART}.querySelectorAll('.textpoint text')].map(
            (t) => [t.textContent, Number(t.getAttribute('x')), Number(t.getAttribute('y'))])"""
    )
    return {letter: (x, y) for letter, x, y in found}


def _rested_letters(page: Page) -> dict[str, tuple[float, float]]:
    """Where they are once they have stopped moving."""
    before, now = None, _letters(page)
    while now != before:
        page.wait_for_timeout(400)
        before, now = now, _letters(page)
    return now


def test_play_moves_the_letters_smoothly(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(_LINK))
    end = _letters(page)
    assert len(end) == 26
    page.evaluate(
        f"""() => {{
            window.seen = [];
            const look = () => {{
                const letters = {_CHART}?.querySelectorAll('.textpoint text') ?? [];
                window.seen.push([...letters].map(
                    (t) => [Number(t.getAttribute('x')), Number(t.getAttribute('y'))]));
                requestAnimationFrame(look);
            }};
            look();
        }}"""
    )
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    rested = _rested_letters(page)
    seen = page.evaluate("window.seen")
    assert all(len(letters) == 26 for letters in seen), "the chart is never blank"
    # Were they to jump from epoch to epoch, there would be six pictures in all.
    pictures = {tuple(map(tuple, letters)) for letters in seen}
    assert len(pictures) > 8, "the letters are seen on their way"
    assert rested == end
    assert _is_the_same_chart(page)
    assert complaints(page) == []


def test_the_slider_goes_back_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(_LINK))
    end = _letters(page)
    slider = page.get_by_role("slider", name="Epoch")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowLeft")
    expect(page.locator(".drift .epoch")).to_have_text("epoch 0 of 5")
    start = _rested_letters(page)
    assert sum(math.dist(start[letter], end[letter]) > 2 for letter in end) > 5
    assert _is_the_same_chart(page)
    slider.press("End")
    assert _rested_letters(page) == end


def test_a_click_on_a_letter_names_its_nearest(open_page: Callable[..., Page]) -> None:
    page = _answered(open_page(f"{_LINK}&letter=e"))
    near = page.locator(".drift .near")
    expect(near).to_contain_text("Nearest to e by the cosine of the angle in all 10 numbers")
    # No letter covers another: each can be hit for certain.
    letters = page.locator(".st-key-embeddings-plot .textpoint text")
    places = [box for box in map(Locator.bounding_box, letters.all()) if box]
    between = [math.dist((a["x"], a["y"]), (b["x"], b["y"])) for a, b in combinations(places, 2)]
    assert min(between) > 8, "pixels"
    box = letters.filter(has_text="q").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
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
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_the_chart_keeps_its_letters_when_the_window_and_the_theme_change(
    open_page: Callable[..., Page],
) -> None:
    page = _answered(open_page(_LINK))
    slider = page.get_by_role("slider", name="Epoch")
    slider.focus()
    slider.press("Home")
    page.set_viewport_size({"width": 900, "height": 800})
    settled(page)
    page.emulate_media(color_scheme="dark")
    # In the inks of dark ground it may be another chart, in the same place.
    inks = ", ".join(f"'{ink}'" for ink in INKS["dark"])
    page.wait_for_function(
        f"[{inks}].every((ink) => JSON.stringify({_CHART}?.data ?? []).includes(ink))"
    )
    settled(page)
    expect(page.locator(".drift .epoch")).to_have_text("epoch 0 of 5")
    start = _rested_letters(page)
    slider.focus()
    slider.press("End")
    end = _rested_letters(page)
    assert sum(math.dist(start[letter], end[letter]) > 2 for letter in end) > 5
