"""A link may put a phone into stage mode, which has no keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from namegen.ui.stage.led import talk

_REFUSE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
});"""


def test_a_page_on_a_phone_is_read_and_left_without_a_key(open_page: Callable[..., Page]) -> None:
    page = open_page("/train?list=given&model=deep&epoch=3&stage=1", width=390, height=664)
    view = page.locator(".view.full")
    expect(view.get_by_role("button", name="Step")).to_be_visible()
    small = view.evaluate(
        """(view) => [...view.querySelectorAll("header *, footer *")]
            .filter((one) => one.checkVisibility() && one.textContent)
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 14)
            .map((one) => one.textContent)"""
    )
    assert small == []
    page.get_by_role("button", name="Leave the stage").click()
    expect(view).to_have_count(0)


def test_a_tap_shows_how_a_stage_on_its_side_is_left(open_page: Callable[..., Page]) -> None:
    page = open_page("/count?stage=1", width=740, height=360)
    page.locator(".view.full .question").tap()
    way_out = page.locator("[class*=st-key-stage-mode]")
    expect(way_out).to_have_css("opacity", "1")
    expect(page.locator(".namegen-keys")).to_be_hidden()
    way_out.get_by_role("button", name="Leave the stage").tap()
    expect(page.locator(".view.full")).to_have_count(0)


def test_a_talk_is_led_on_a_tablet_without_a_key(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage", width=740, height=360)
    page.get_by_role("button", name="Start a hall").tap()
    page.locator(".view .code").wait_for()
    page.get_by_role("button", name="Stage mode").tap()
    stage = page.locator(".view.full")
    stage.get_by_role("button", name="Next").tap()
    expect(stage).to_have_attribute("data-step", "1")
    stage.get_by_role("button", name="Back").tap()
    expect(stage).to_have_attribute("data-step", "0")


def test_every_chart_of_a_page_is_seen_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("/network?list=given&epoch=200&stage=1", width=390)
    charts = page.locator(".view canvas")
    page.locator(".view").get_by_role("button", name="Play").click()
    expect(charts).to_have_count(3)
    for chart in charts.all():
        expect(chart).to_be_visible()


def test_what_is_pressed_without_a_line_is_done_on_the_next(open_page: Callable[..., Page]) -> None:
    page = open_page("/network?list=given&epoch=200&stage=1", width=390)
    play = page.locator(".view").get_by_role("button", name="Play")
    play.wait_for()
    page.evaluate(
        """() => {
            const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
            roots.find((root) => root?.namegen?.socket).namegen.socket.close();
        }"""
    )
    play.click()
    expect(page.locator(".view canvas")).to_have_count(3)


def test_a_code_that_is_no_halls_can_be_typed_again(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage?join=nosuchhall", width=390)
    page.get_by_role("link", name="Join another hall").click()
    expect(page.get_by_label("Code of a hall")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 800), (740, 360)])
def test_a_phone_in_a_hall_leaves_its_height_to_the_stage(
    open_page: Callable[..., Page], width: int, height: int
) -> None:
    page = open_page("/stage?join=nosuchhall", width=width, height=height)
    view = page.locator(".view")
    view.wait_for()
    assert view.bounding_box()["y"] < 80
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()  # the title does not lie over it
    expect(page.get_by_role("link", name="Count", exact=True)).to_be_in_viewport()


def test_who_has_ended_a_hall_can_start_another(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start a hall").click()
    stage = page.locator(".view")
    phone = open_page(f"/stage?join={stage.locator('.code').inner_text()}", width=390)
    page.goto(f"{page.url}&notes=1")
    search = [step.page for step in talk(alone=False)[0].steps].index("search")
    stage.locator(".steps").select_option(str(search))
    expect(phone.locator(".view form")).to_be_visible()
    stage.get_by_role("button", name="End the hall").click()
    expect(phone.get_by_text("This hall has ended.")).to_be_visible()
    expect(phone.locator(".view form")).to_be_hidden()
    again = stage.get_by_role("link", name="Start another hall")
    again.wait_for()
    assert stage.get_by_role("button").count() == 0, "nothing is left to press"
    again.click()
    expect(page.get_by_role("button", name="Start a hall")).to_be_visible()


def test_a_phone_that_keeps_nothing_follows_all_the_same(browser: Browser, server: str) -> None:
    leads, follows = browser.new_page(), browser.new_page()
    leads.goto(f"{server}/stage")
    leads.get_by_role("button", name="Start a hall").click()
    code = leads.locator(".view .code").inner_text()
    follows.add_init_script(_REFUSE)
    follows.goto(f"{server}/stage?join={code}")
    expect(follows.locator(".view")).to_contain_text("You are")
    for page in (leads, follows):
        page.context.close()


def test_a_question_stays_where_it_was_answered(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage?tour=1", width=390, height=844)
    view = page.locator(".view")
    view.locator(".way button").nth(9).click()
    expect(view).to_have_attribute("data-page", "recipe")
    option = view.locator(".option").first
    option.tap()
    below_title = """(option) => option.getBoundingClientRect().top
        - option.getRootNode().querySelector(".title").getBoundingClientRect().top"""
    before = option.evaluate(below_title)
    view.get_by_role("button", name="Reveal").tap()
    expect(view.locator(".seven")).to_be_visible()
    assert option.evaluate(below_title) == before


def test_a_step_is_read_from_its_top_with_its_buttons_in_sight(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/stage?tour=1", width=390, height=664)
    view = page.locator(".view")
    on, back = (view.get_by_role("button", name=name, exact=True) for name in ("Next", "Back"))
    expect(back).to_have_attribute("aria-disabled", "true")  # there is no step before the first
    for _ in range(5):
        expect(on).to_be_in_viewport(ratio=1)
        view.get_by_role("group", name="Steps").scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        step = int(view.get_attribute("data-step") or 0)
        on.tap()
        expect(view).to_have_attribute("data-step", str(step + 1))
        expect(view.locator(".title")).to_be_in_viewport(ratio=1)
    expect(view.locator(".scrub")).to_be_visible()
    shown = view.locator("footer button").filter(visible=True)
    assert shown.count() == 5  # in one row
    assert shown.first.bounding_box()["y"] == shown.last.bounding_box()["y"]
    view.locator(".way button").last.tap()
    expect(on).to_have_attribute("aria-disabled", "true")
    expect(back).to_have_attribute("aria-disabled", "false")
