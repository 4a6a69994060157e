"""The tour of a reader alone: where it was, and what has been done, kept by the browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

# What of the picture lies outside of its place, over what stands above it or below.
_OUTSIDE = """
(view) => {
  const room = view.querySelector("main").getBoundingClientRect();
  return [...view.querySelectorAll("main :is(h3, .option, li, figure)")]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const at = one.getBoundingClientRect();
      return at.height && (at.top < room.top - 3 || at.bottom > room.bottom + 3);
    })
    .map((one) => one.textContent.slice(0, 40));
}
"""


def test_a_tour_whose_place_cannot_be_understood_is_there_again_after_a_reload(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/stage?tour=1")
    expect(page.locator(".view")).to_have_attribute("data-page", "start")
    page.evaluate("localStorage['namegenLed-tour'] = 'of a talk,nowhere'; location.reload()")
    page.get_by_text("reload it").wait_for()
    page.reload()
    expect(page.locator(".view")).to_have_attribute("data-page", "start")


def test_the_checks_of_a_tour_are_of_its_talk(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage?tour=1")
    ticked = page.locator(".way .done")
    expect(page.locator(".view")).to_have_attribute("data-page", "start")
    for talk, found in (("known.talk", 1), ("'another'", 0)):
        page.evaluate(
            "const known = JSON.parse(localStorage.namegenTour);"
            f"localStorage.namegenTour = JSON.stringify({{ talk: {talk}, done: [1] }});"
            "location.reload()"
        )
        expect(page.locator(".way button").nth(1)).to_be_visible()
        expect(ticked).to_have_count(found)


def test_on_a_page_no_step_of_a_tour_is_cut(open_page: Callable[..., Page]) -> None:
    for width, height in ((1280, 800), (1280, 720), (1024, 768), (740, 360)):
        page = open_page("/stage?tour=1", width=width, height=height)
        view = page.locator(".view")
        for step in range(1, 13):
            view.locator(".way button").nth(step - 1).click()
            expect(view).to_have_attribute("data-step", str(step - 1))
            page.wait_for_timeout(300)
            assert view.evaluate(_OUTSIDE) == [], (width, height, step)


def test_a_reload_of_a_tour_forgets_no_guess_and_asks_nothing_again(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/stage?tour=1")
    view, options = page.locator(".view"), page.locator(".option")
    expect(view).to_have_attribute("data-page", "start")
    page.keyboard.press("2")
    expect(options.nth(1)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(options.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".option.right")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator(".option.right")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(view).to_have_attribute("data-page", "count")
    page.reload()
    expect(view).to_have_attribute("data-page", "count")
    page.keyboard.press("PageUp")
    expect(page.locator(".option.right")).to_have_count(1)
    expect(options.nth(1)).to_have_attribute("aria-pressed", "true")


def test_a_tour_and_a_hall_are_on_the_list_that_is_chosen(open_page: Callable[..., Page]) -> None:
    page = open_page("/stage?tour=1&list=surnames")
    view, line = page.locator(".view"), page.locator(".view .line")
    expect(view).to_have_attribute("data-page", "start")
    page.keyboard.press("PageDown")
    expect(line).to_have_text("88,799 names, 695,422 pairs of letters")
    page.goto(page.url.split("?")[0] + "?list=surnames")
    page.get_by_role("button", name="Start a hall").click()
    expect(view).to_have_attribute("data-page", "join")
    for _ in range(2):
        page.keyboard.press("PageDown")
    expect(line).to_have_text("88,799 names, 695,422 pairs of letters")
    page.goto(page.url.replace("list=surnames", "list=given"))
    expect(line).to_have_text("88,799 names, 695,422 pairs of letters")  # its hall goes on
