"""What is seen of a page or a stage before its picture has come."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, Route, expect

from namegen.lists.name_list import COUNTED
from tests.browser.conftest import settled


def test_nothing_of_a_page_is_seen_before_its_picture(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.add_init_script(
        """const look = () => {
            const beneath = "[data-testid=stSidebar], [data-testid=stMarkdown]";
            const seen = [...document.querySelectorAll(beneath)].some(
                (part) => part.checkVisibility({ visibilityProperty: true }));
            const covered = document.documentElement?.matches("[data-namegen-stage]");
            window.seen ||= seen && !covered;
            requestAnimationFrame(look);
        };
        look();"""
    )
    for opened in ("count?", "game?", "stage?tour=1&"):
        page.goto(f"{page.url.rpartition('/')[0]}/{opened}stage=1")
        expect(page.locator(".view.full .option").first).to_be_visible()
        assert not page.evaluate("window.seen"), opened
        settled(page)
        page.keyboard.press("f")
        expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_stage_that_no_server_answers_yet_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page()
    settled(page)
    page.route_web_socket(re.compile("/hall/"), lambda _: None)
    page.keyboard.press("f")
    expect(page.locator(".view.full .wait")).to_have_text("One moment.")
    expect(page.locator(".view.full .wait")).to_be_visible()
    expect(page.locator(".view.full .play")).not_to_be_visible()  # there is nothing to play


def test_a_page_whose_scripts_are_long_in_coming_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page()
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\."), lambda route: held.append(route))
    page.goto(page.url, wait_until="commit")
    expect(page).to_have_title("namegen")
    loading = page.get_by_text("One moment: the page is loading.")
    expect(loading).to_be_visible()
    page.unroute_all()  # what is held goes on
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(loading).to_have_count(0)


def test_without_scripts_nothing_is_said_to_load(browser: Browser, server: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server)
        expect(page.locator("noscript p").first).to_be_visible()
        expect(page.get_by_text("One moment: the page is loading.")).to_be_hidden()


def test_what_is_waited_for_stands_in_the_middle(open_page: Callable[..., Page]) -> None:
    page = open_page(f"/embeddings?stage=1&list={next(iter(COUNTED))}", width=1280)
    wait = page.locator(".view.full .wait:not(:empty)")
    wait.wait_for()
    words = wait.evaluate(
        """(wait) => {
            const range = document.createRange();
            range.selectNodeContents(wait);
            return range.getBoundingClientRect().toJSON();
        }"""
    )
    assert abs(words["left"] + words["right"] - 1280) <= 2
