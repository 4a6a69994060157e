"""The feed of the live stages: what is shown is the newest frame, whatever comes last."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import namegen.ui.live

FEED = Path(namegen.ui.live.__file__).parent / "feed.js"


def test_a_frame_that_comes_too_late_is_not_shown(browser: Browser) -> None:
    page = browser.new_page()
    script = FEED.read_text(encoding="utf-8").replace(
        "export default function", "window.feed = function"
    )
    page.add_script_tag(content=script)
    shown = page.evaluate(
        """() => {
            const shown = [];
            window.namegenStages = { one: { show: (frame) => shown.push(frame) } };
            const feed = (made, frame) => window.feed({ data: { stage: 'one', made, frame } });
            feed(2.0, 'first');
            feed(1.5, 'late');
            feed(2.5, 'next');
            return [shown, window.namegenStages.one.frame];
        }"""
    )
    page.close()
    assert shown == [["first", "next"], "next"]
