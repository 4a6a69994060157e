"""Where the parts of a stage meet: whichever comes first or ends late, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import namegen.ui.live
from namegen.ui.serving.web.scripts import KEEP

LIVE = Path(namegen.ui.live.__file__).parent


@pytest.fixture
def feed_alone(browser: Browser) -> Iterator[Page]:
    """A page that has ``window.feed``, which Streamlit would call."""
    page = browser.new_page()
    script = "".join((LIVE / f"{name}.js").read_text("utf-8") for name in ("room", "feed"))
    page.add_script_tag(content=script.replace("export default", "window.feed ="))
    yield page
    page.close()


def test_a_frame_that_comes_too_late_is_not_shown(feed_alone: Page) -> None:
    shown = feed_alone.evaluate(
        """() => {
            const shown = [];
            roomOf('one').stage = { show: (frame) => shown.push(frame) };
            const feed = (server, made, frame) =>
                window.feed({ data: [{ stage: 'one', server, made, frame }] });
            feed('a', 2.0, 'first');
            feed('a', 1.5, 'late');
            feed('a', 2.5, 'next');
            feed('b', 0.5, 'of another server');
            feed('b', 0.4, 'late again');
            return [shown, window.namegenStages.one.frame];
        }"""
    )
    assert shown == [["first", "next", "of another server"], "of another server"]


def test_what_is_said_between_two_frames_is_sent_by_the_next(feed_alone: Page) -> None:
    sent = feed_alone.evaluate(
        """() => {
            const sent = [];
            const data = [{ stage: 'one', server: 'a', made: 1 }];
            const setTriggerValue = (name, value) => sent.push([name, value]);
            const leave = window.feed({ data, setTriggerValue });
            leave();
            roomOf('one').tell({ epoch: 3 });
            for (const _ of [1, 2]) window.feed({ data, setTriggerValue });
            return sent;
        }"""
    )
    assert sent == [["said", {"epoch": 3}]]


def test_what_is_said_between_two_sockets_is_sent_by_the_next(feed_alone: Page) -> None:
    feed_alone.add_script_tag(content=(LIVE / "line.js").read_text("utf-8"))
    sent = feed_alone.evaluate(
        """() => {
            const sockets = [];
            window.WebSocket = class {
                sent = [];
                constructor() { sockets.push(this); }
                send(text) { this.sent.push(JSON.parse(text)); }
                close() {}
            };
            const room = roomOf('one');
            const first = new Line(room, '/');
            sockets[0].onopen();
            first.end();
            room.tell({ do: 'play' });
            new Line(room, '/');
            sockets[1].onopen();
            sockets[0].onclose(); // the first's own end comes late
            room.tell({ do: 'pause' });
            return sockets.map((socket) => socket.sent);
        }"""
    )
    assert sent == [[], [{"do": "play"}, {"do": "pause"}]]


def test_a_late_clean_up_leaves_the_buttons_that_a_new_theme_has_kept(feed_alone: Page) -> None:
    script = KEEP + "".join(
        (LIVE / f"{name}.js").read_text("utf-8") for name in ("scrubber", "buttons")
    )
    feed_alone.add_script_tag(content=script.replace("export default", "window.buttons ="))
    kept = feed_alone.evaluate(
        """() => {
            const parentElement = document.body;
            parentElement.innerHTML = '<div class="buttons"><button class="play"></button>'
                + '<button class="step"></button><input type="range"></div>';
            const mount = () => window.buttons({ data: [{ stage: 'one' }], parentElement });
            const [first, second] = [mount(), mount()];
            first();
            const kept = Boolean(roomOf('one').buttons);
            second();
            return [kept, Boolean(roomOf('one').buttons)];
        }"""
    )
    assert kept == [True, False]


def test_an_older_feed_that_comes_late_and_goes_leaves_the_newer_one(feed_alone: Page) -> None:
    left = feed_alone.evaluate(
        """() => {
            const called = [];
            const mount = (made) => window.feed({
                data: [{ stage: 'one', server: 'a', made }],
                setTriggerValue: () => called.push(made),
            });
            mount(2);
            mount(1)?.();
            roomOf('one').tell({ epoch: 0 });
            return called;
        }"""
    )
    assert left == [2]
