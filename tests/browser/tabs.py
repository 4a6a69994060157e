"""Five tabs, each in the middle of something, and what each has to be again after a loss."""

from __future__ import annotations

import re
import time

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import at_rest, complaints, settled

SESSION = """[...document.querySelectorAll("*")].find((it) => it.namegen?.back)?.namegen.path"""


class Tabs:
    """Opened at a server's address: a round half done, a question answered, a training at rest and
    one in play, and a page with a list of one's own."""

    def __init__(self, context: BrowserContext, url: str, patience: float) -> None:
        """patience: in ms, for what should take a moment."""
        self._context, self._patience = context, patience
        self._game = self._open(f"{url}/game?against=Counted+bigram")
        self._judged = 0
        for _ in range(2):
            self._judge("Real")

        self._count = count = self._open(f"{url}/count")
        count.get_by_role("button", name="Just show me").click()
        count.get_by_role("tab", name="Draw a name").click()
        count.get_by_role("button", name="Next letter").wait_for()
        settled(count)

        self._own = own = self._open(f"{url}/own")
        own.get_by_label("Paste names").fill("asha\nbenoît\nchloé\ndmitri")
        own.get_by_role("button", name="Read these names").click()
        own.get_by_role("link", name="Count its letters").click()
        own.get_by_role("heading", level=1, name="Count").wait_for()
        settled(own)

        self._rests = rests = self._open(f"{url}/train?epochs=3&seed=5&speed=most")
        rests.get_by_role("button", name="Play", exact=True).click()
        self._loss = at_rest(rests, 3).get_attribute("data-loss")

        # Its epochs are short, and it plays one a second: who began again would not be so far yet.
        bigram = "model=bigram-network&epochs=500&seed=6"
        self._plays = self._open(f"{url}/train?{bigram}&epoch=100&play=1&speed=1")
        self._wait_until_plays_on()
        self._know_sessions()

    @property
    def _all(self) -> dict[str, Page]:
        return {
            "round": self._game, "question": self._count, "own list": self._own,
            "at rest": self._rests, "in play": self._plays,
        }  # fmt: skip

    def _open(self, url: str) -> Page:
        page = self._context.new_page()
        page.set_default_timeout(self._patience)
        page.goto(url)
        page.get_by_role("heading", level=1).first.wait_for()
        settled(page)
        return page

    def _judge(self, answer: str) -> None:
        """The name on the game's page, and go on to the next one."""
        self._judged += 1
        self._game.get_by_role("button", name=answer).click()
        on = self._game.locator(".st-key-game-next button")
        expect(on).to_be_enabled()
        on.click()
        expect(self._game.get_by_text(f"Name {self._judged + 1} of 10")).to_be_visible()
        self._name = self._game.locator(".game-name").inner_text()

    def _know_sessions(self) -> None:
        self._sessions = {page: page.evaluate(SESSION) for page in self._all.values()}

    def _wait_until_plays_on(self) -> None:
        self._plays.get_by_role("button", name="Pause", exact=True).wait_for()
        stage = self._plays.locator(".stage")
        expect(stage).to_have_attribute("data-epoch", re.compile(r"^[1-4]\d\d$"))
        now = stage.get_attribute("data-epoch")
        expect(stage).not_to_have_attribute("data-epoch", str(now))

    def wait(self, seconds: float) -> None:
        self._game.wait_for_timeout(1000 * seconds)

    def until_back(self) -> dict[str, float]:
        """Nobody touches them: in how many seconds each has a session that draws its page again."""
        begun, took = time.monotonic(), {}
        waiting = self._all
        while waiting:
            for name, page in list(waiting.items()):
                if page.evaluate(SESSION) != self._sessions[page]:
                    took[name] = time.monotonic() - begun
                    del waiting[name]
            if time.monotonic() - begun > self._patience / 1000:
                raise TimeoutError(f"Not back after {self._patience / 1000:g} s: {list(waiting)}")
            self.wait(0.1)
        return {name: took[name] for name in self._all}

    def check(self) -> None:
        """Each is what it was, and goes on: until the next loss."""
        for page in self._all.values():
            settled(page)
        expect(self._own.get_by_text("The list “a pasted list”")).to_be_visible()
        assert self._game.locator(".game-name").inner_text() == self._name
        marks = self._game.locator(".game-marks .right, .game-marks .wrong")
        expect(marks).to_have_count(self._judged)
        self._judge("Made up")
        expect(marks).to_have_count(self._judged)
        assert at_rest(self._rests, 3).get_attribute("data-loss") == self._loss
        self._wait_until_plays_on()
        self._count.get_by_role("tab", name="Draw a name").click()
        self._count.get_by_role("button", name="Next letter").click()
        expect(self._count.locator(".count-list ol li").first).to_be_visible()
        for page in self._all.values():
            assert complaints(page) == []
        self._know_sessions()

    def close(self) -> None:
        for page in self._all.values():
            page.close()
