"""The main job, as a person does it: move three sliders, press Play, watch it learn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import at_rest, complaints, settled, stage_of


def _loss(stage: Locator) -> float:
    return float(stage.get_attribute("data-loss") or "nan")


def _names(stage: Locator) -> list[str]:
    names = stage.get_by_role("list", name="Generated names")
    return names.get_by_role("listitem").all_inner_texts()


def _ink(page: Page) -> list[int]:
    """How many pixels each canvas of the stage has drawn on."""
    return page.evaluate(
        """() => {
            const inside = (root) => [...root.querySelectorAll('*')].flatMap(
                (e) => e.shadowRoot ? [...e.shadowRoot.querySelectorAll('.stage canvas')] : []);
            return inside(document).map((canvas) => {
                const { width, height } = canvas;
                if (!width || !height) return 0;
                const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
                let ink = 0;
                for (let i = 3; i < data.length; i += 4) ink += data[i] > 0;
                return ink;
            });
        }"""
    )


def _move(page: Page, label: str, key: str, times: int) -> None:
    control = page.get_by_test_id("stSlider").filter(has=page.get_by_text(label, exact=True))
    thumb = control.get_by_role("slider")
    thumb.focus()
    for _ in range(times):
        thumb.press(key)
    settled(page)


def test_move_three_sliders_press_play_and_watch(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep")
    stage = stage_of(page)
    settled(page)
    _move(page, "Epochs", "ArrowLeft", 5)
    _move(page, "Learning rate", "ArrowRight", 2)
    _move(page, "Hidden layers", "ArrowRight", 1)
    for part in ("epochs=25", "lr=0.3", "hiddens=200%2C100"):
        expect(page).to_have_url(_holding(part))
    stage = stage_of(page)
    loss, names = _loss(stage), _names(stage)
    assert len(_ink(page)) == 3
    assert all(_ink(page)), "no chart is blank before Play"

    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    for _ in range(8):
        assert all(_ink(page)), "no chart is ever blank"
        page.wait_for_timeout(100)
    expect(stage).to_have_attribute("data-epoch", "25")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    settled(page)
    expect(stage.locator(".said")).to_contain_text("Finished: epoch 25 of 25, loss")
    assert _loss(stage) < loss - 0.5
    assert _names(stage) != names
    assert all(_ink(page))
    page.get_by_role("button", name="Matrix: enlarge, save").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Matrix: save the numbers").click()
    numbers = saved.value.path().read_text("utf-8-sig").splitlines()
    assert (numbers[0][:9], len(numbers)) == ("letter,.,", 28)
    assert sum(map(float, numbers[1].split(",")[1:])) == pytest.approx(1, abs=0.01)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Matrix: save the numbers")).to_be_hidden()
    assert complaints(page) == []


def _holding(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def test_pause_step_scrub_and_reset(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=4")
    stage = at_rest(page, 4)
    page.get_by_role("button", name="Step", exact=True).click()
    expect(stage).to_have_attribute("data-epoch", "5")
    settled(page)
    loss = _loss(stage)
    scrubber = page.get_by_role("slider", name="Epoch", exact=True)
    scrubber.focus()
    for _ in range(3):
        scrubber.press("ArrowLeft")
    expect(stage).to_have_attribute("data-epoch", "2")
    assert _loss(stage) > loss
    expect(page).to_have_url(_holding("epoch=2"))
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(stage).to_have_attribute("data-epoch", "0")
    assert complaints(page) == []


def test_play_and_pause_by_keyboard_without_looking_for_the_button(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep&epochs=500")
    stage_of(page)
    settled(page)
    page.get_by_role("button", name="Play", exact=True).focus()
    for name in ("Pause", "Play", "Pause"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
        settled(page)
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    assert complaints(page) == []


def test_a_loss_that_blows_up_is_said_aloud(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&seed=5&lr=100&activation=relu&hiddens=300,300,300")
    said = stage_of(page).locator(".said")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(said).to_contain_text(re.compile("^Stopped: epoch .*The learning rate is too high"))


def test_a_matrix_is_read_by_keyboard_cell_by_cell(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=1")
    stage = at_rest(page, 1)
    stage.get_by_role("application", name="Matrix").focus()
    for key, said in (
        ("ArrowRight", "of names have no letters"),
        ("ArrowRight", "of names begin with “a”"),
        ("ArrowDown", "after a comes a"),
        ("Home", "after a the name ends"),
    ):
        page.keyboard.press(key)
        expect(stage.locator(".said")).to_contain_text(said)


def test_a_typed_name_lights_up_the_network(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep")
    inside = page.get_by_role("group", name="The network from the inside")
    expect(inside.locator(".said")).to_have_attribute("aria-live", "off")
    page.get_by_label("Type a name").fill("Sofia")
    expect(inside.locator(".said")).to_contain_text("Before training. It sees f i a and expects")
    expect(inside.locator(".said")).to_have_attribute("aria-live", "polite")
    inside.get_by_role("button", name="Read up to letter 2, o").click()
    expect(inside.locator(".said")).to_contain_text("It sees . s o and expects")
    expect(inside.locator(".said")).to_contain_text("In the name f comes")
    inside.get_by_role("application", name="Hidden layer").press("ArrowRight")
    expect(inside.locator(".tip")).to_have_text(
        re.compile(r"^Neuron 1 of 200: \S+\nHighest after .+, .+\nLowest after .+, .+$")
    )
    inside.get_by_role("application", name="Embeddings").press("ArrowRight")
    expect(inside.locator(".tip")).to_contain_text(
        re.compile(r"for the start: \S+\s+Highest for \w, ")
    )
    inside.get_by_role("link", name="Where letters lie").click()
    expect(page).to_have_title("Embeddings · namegen")


def test_the_network_is_seen_from_the_inside_as_its_sliders_have_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/train?model=deep")
    inside = page.get_by_role("group", name="The network from the inside")
    expect(inside).to_contain_text("200 neurons")
    _move(page, "Hidden layers", "Home", 1)
    expect(inside).not_to_contain_text("neurons")
    _move(page, "Context length", "Home", 1)
    expect(inside).to_contain_text("1 letter: all that the network sees.")


def test_the_names_can_be_taken_home(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&epoch=3")
    at_rest(page, 3)
    page.get_by_text("Copy or download").click()
    # The box unfolds over its button: a click before that goes past it.
    page.wait_for_function(
        """() => document.getAnimations().every((each) =>
            each.playState !== 'running' || !each.effect.target.closest('details'))"""
    )
    shown = page.get_by_test_id("stCode").filter(visible=True).first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert download.value.path().read_text(encoding="utf-8") == shown
    assert len(shown.split()) >= 5
    assert complaints(page) == []


def test_a_reload_comes_back_to_the_same_epoch(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&seed=5&epoch=3")
    loss = _loss(at_rest(page, 3))
    page.reload()
    expect(stage_of(page)).to_have_attribute("data-epoch", "3")
    assert _loss(stage_of(page)) == loss


def test_a_reload_while_it_plays_returns_and_plays_on(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?model=deep&seed=6&epochs=400&speed=3")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("new URLSearchParams(location.search).get('epoch') >= 4")
    before = page.evaluate("Number(new URLSearchParams(location.search).get('epoch'))")
    assert "play=1" in page.url
    page.reload()
    page.get_by_role("button", name="Pause").wait_for()
    # Further than it was, and not near the end, which would be given away.
    further = "|".join(map(str, range(before + 1, before + 100)))
    expect(stage_of(page)).to_have_attribute("data-epoch", re.compile(f"^({further})$"))
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("!new URLSearchParams(location.search).has('play')")
    assert "speed=3" in page.url
