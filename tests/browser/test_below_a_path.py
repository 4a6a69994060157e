"""An app below a path of its host (server.baseUrlPath) has all of its addresses there."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import live_stage
from tests.load.server import Server


def test_a_stage_below_a_path_is_fed_by_its_socket(browser: Browser) -> None:
    options = ("--server.baseUrlPath", "names")
    server = Server(cores=None, env={"NAMEGEN_LIST": "given"}, options=options, fresh=False)
    server.url += "/names"
    with server:
        page = browser.new_page()
        answers: dict[str, int] = {}
        sockets: list[str] = []
        page.on("response", lambda one: answers.update({one.url: one.status}))
        page.on("websocket", lambda one: sockets.append(one.url))
        page.goto(f"{server.url}/train?epoch=2&play=1&epochs=4")
        expect(live_stage(page)).to_have_attribute("data-epoch", "4")
        page.wait_for_function("namegenStages.train.send !== undefined")
        page.keyboard.press("f")
        expect(page.locator(".view[data-page=train] .status")).to_have_text(re.compile("epoch 4"))
        page.close()
    own = [url for url in (*answers, *sockets) if re.search("/(live|hall|here|fonts)/", url)]
    assert len(own) >= 4
    assert all(re.search(r"://[^/]+/names/(live|hall|here|fonts)/", url) for url in own)
    assert {answers[url] for url in own if url in answers} <= {200, 204}
