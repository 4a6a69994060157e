"""A network instead of a table: three tables on canvas, never blank, and a number that shrinks."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import at_rest, complaints, live_stage, settled

_TABLES = ("counted", "learned", "difference")


def _open(page: Page) -> Locator:
    page.get_by_role("button", name="Just show me").click()
    stage = live_stage(page)
    expect(stage).to_have_attribute("data-extra", re.compile(r"\d"))
    page.get_by_role("button", name="Play", exact=True).wait_for()
    settled(page)
    return stage


def _extra(stage: Locator) -> float:
    return float(stage.get_attribute("data-extra") or "nan")


def _pictures(stage: Locator) -> list[str]:
    """What each canvas shows, or nothing where it is blank."""
    return stage.locator("canvas").evaluate_all(
        """(all) => all.map((canvas) => {
            const { width, height } = canvas;
            const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
            return data.some((value) => value) ? canvas.toDataURL() : '';
        })"""
    )


def test_the_learned_table_becomes_the_counted_one(open_page: Callable[..., Page]) -> None:
    page = open_page("/network", height=1000)
    stage = _open(page)
    start, extra = _pictures(stage), _extra(stage)
    assert len(start) == 4
    assert all(start), "no chart is blank before Play"
    extras = [extra]
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    for _ in range(10):
        assert all(_pictures(stage)), "no chart is ever blank"
        extras.append(_extra(stage))
        page.wait_for_timeout(100)
    expect(stage).to_have_attribute("data-epoch", "200")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    settled(page)
    extras.append(_extra(stage))
    assert extras == sorted(extras, reverse=True)
    assert extras[-1] < 0.02 < 0.5 < extras[0]
    expect(stage.locator(".extra b")).to_have_text(f"{extras[-1]:.3f} nats")
    end = _pictures(stage)
    assert end[0] == start[0], "the counted table stays as it is"
    assert all(before != after for before, after in zip(start[1:], end[1:], strict=True))
    assert complaints(page) == []


def test_the_tables_say_in_words_what_they_show(open_page: Callable[..., Page]) -> None:
    page = open_page("/network")
    stage = _open(page)
    for name in ("Counted matrix", "Learned matrix", "Difference of the two matrices"):
        expect(stage.get_by_role("application", name=re.compile(name))).to_be_visible()
    learned = stage.locator(".learned canvas")
    box = learned.bounding_box()
    assert box is not None
    before = _pictures(stage)
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.7 * box["height"])
    expect(stage.locator(".tip")).to_contain_text(
        re.compile(r"after \w comes \w \d+ % of the time")
    )
    after = _pictures(stage)
    assert all(one != two for one, two in zip(before[:3], after[:3], strict=True)), "marked in all"
    difference = stage.locator(".difference canvas").bounding_box()
    assert difference is not None
    page.mouse.move(
        difference["x"] + 0.7 * difference["width"], difference["y"] + 0.7 * difference["height"]
    )
    expect(stage.locator(".tip")).to_contain_text("counted")
    # What is said of a run at rest is hidden while it plays.
    assert stage.evaluate(
        """(stage) => {
            const { host } = stage.getRootNode();
            const seen = () => ['.st-key-at-rest', '.st-key-while-playing']
                .map((part) => document.querySelector(part).checkVisibility());
            const rests = seen();
            host.toggleAttribute('data-playing');
            return [rests, seen()];
        }"""
    ) == [[True, False], [False, True]]


def test_slow_motion_announces_what_step_does_and_is_in_the_link(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/network?model=bigram-network&epoch=3&slow-letter=q&slow-next=u")
    stage = _open(page)
    expect(stage).to_have_attribute("data-epoch", "3")
    page.get_by_text("Update", exact=True).click()
    steps = page.locator(".slow-steps li")
    expect(steps).to_have_count(4)
    announced = steps.nth(3).locator(".sum b").inner_text()
    expect(page).to_have_url(re.compile("slow-step=Update"))
    page.get_by_role("button", name="Step", exact=True).click()
    expect(stage).to_have_attribute("data-epoch", "4")
    expect(steps.nth(0).locator(".sum")).to_contain_text(f"e{announced}")
    for part in ("epoch=4", "slow-letter=q", "slow-step=Update"):
        expect(page).to_have_url(re.compile(part))
    assert complaints(page) == []


def test_on_a_phone_the_learned_table_stands_beside_the_counted_one(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/network", width=390, height=844)
    stage = _open(page)
    boxes = [stage.locator(f".{name} canvas").bounding_box() or {} for name in _TABLES]
    counted, learned, difference = boxes
    assert counted["y"] == learned["y"]
    assert counted["x"] + counted["width"] <= learned["x"]
    assert counted["y"] + counted["height"] <= difference["y"]
    assert learned["x"] + learned["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_train_keeps_the_model_chosen_there(open_page: Callable[..., Page]) -> None:
    page = open_page("/network")
    _open(page)
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.get_by_role("slider", name="Hidden layers")).to_be_enabled()
    expect(live_stage(page).locator("canvas")).to_have_count(3)
    page.get_by_role("link", name="A network instead of a table", exact=True).click()
    expect(live_stage(page).locator("canvas")).to_have_count(4)
    expect(live_stage(page)).to_have_attribute("data-extra", re.compile(r"\d"))
    assert complaints(page) == []


def test_in_another_page_the_tables_are_seen_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/network?embed=true&list=given&answered=network-given&epoch=2")
    at_rest(page, 2)
    for width, height in ((800, 600), (600, 400)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        for table in ("counted", "learned", "difference"):
            expect(live_stage(page).locator(f".{table} canvas")).to_be_in_viewport(ratio=0.95)


def test_curves_that_end_above_knowing_nothing_are_in_sight(
    open_page: Callable[..., Page],
) -> None:
    """Networks that know thirty names by heart are surprised by three others."""
    page = open_page("/own")
    page.emulate_media(reduced_motion="reduce")
    family = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
    names = [name + "伟娜敏洋静帆磊丽杰刚"[i // 3] for i, name in enumerate(family)]
    page.get_by_label("Paste names").fill("\n".join(names))
    page.get_by_role("button", name="Read these names").click()
    page.get_by_role("link", name="Count its letters").wait_for()
    page.get_by_role("link", name="A network instead of a table", exact=True).click()
    page.get_by_role("button", name="Just show me").click()
    page.get_by_role("button", name="Train all 5").click()
    expect(page.get_by_text("all of them are worse than knowing nothing")).to_be_visible()
    settled(page)
    chart = page.get_by_role("img", name="Losses: ")
    ends = chart.locator("polyline").evaluate_all(
        "(lines) => lines.map((l) => [...l.points].at(-1).y)"
    )
    assert max(ends) > min(ends), "the best is not at the edge with all others"
    marks = chart.locator('text[text-anchor="end"]')
    assert 3 <= marks.count() <= 9
