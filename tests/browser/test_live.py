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
            const feed = (server, made, frame) =>
                window.feed({ data: { stage: 'one', server, made, frame } });
            feed('a', 2.0, 'first');
            feed('a', 1.5, 'late');
            feed('a', 2.5, 'next');
            feed('b', 0.5, 'of another server');
            feed('b', 0.4, 'late again');
            return [shown, window.namegenStages.one.frame];
        }"""
    )
    page.close()
    assert shown == [["first", "next", "of another server"], "of another server"]
