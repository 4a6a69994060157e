"""A page of the app in a test: its buttons pressed, its words read."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from namegen.lessons.game import Round
from tests.load.stage import BUTTONS

MAIN = Path(__file__).parents[1] / "namegen" / "ui" / "main.py"
"""The script that Streamlit runs for every page."""


def opened(name: str, **link: str) -> AppTest:
    """A page by its name and what its link says, about to run.

    It plays as fast as it goes, unless the link says otherwise.

    Before it runs the page Start, since AppTest knows pages by their address only after a run.
    """
    page = AppTest.from_file(MAIN, default_timeout=60)
    page.query_params.update({"speed": "most"} | link)
    return turn_to(page.run(), name)


def turn_to(page: AppTest, name: str) -> AppTest:
    """The same visitor on another page, about to run."""
    return page.switch_page(f"../../pages/{name}/page.py")


def button(page: AppTest, label: str) -> Any:
    """The first button with this label, as it is read. Raises StopIteration where there is none."""
    return next(button for button in page.button if button.label.replace("\\", "") == label)


def press(page: AppTest, label: str) -> AppTest:
    """The page after a button was pressed; one of its stage speaks to the server by itself."""
    if label in BUTTONS and (stage := stage_of(page)):
        page.session_state[f"{stage}-watched"].take({"do": BUTTONS[label]})
        page.run()
    else:
        page = button(page, label).click().run()
    assert not page.exception
    return page


def game_round(page: AppTest) -> Round:
    """The round of the game that is played there."""
    return page.session_state["visitor"].things["game-round"][1]


def past_its_question(page: AppTest) -> AppTest:
    """The page with what it shows, whether it asks something first or not."""
    asks = any(button.label == "Just show me" for button in page.button)
    return press(page, "Just show me") if asks else page


def sent(page: AppTest, component: str) -> list[Any]:
    """What the page's components of a name are sent."""
    components = (element.proto for element in page.get("bidi_component"))
    found = [one for one in components if one.component_name == f"namegen_{component}"]
    return [json.loads(one.json)[0] for one in found]


def stage_of(page: AppTest) -> str:
    """The stage whose buttons are on the page, or nothing."""
    found = sent(page, "buttons")
    return found[0]["stage"] if found else ""


def written(page: AppTest) -> str:
    """The words on the page as Markdown has them, with what escapes them."""
    words = [*page.markdown, *page.caption, *page.info, *page.text]
    return "\n".join(element.value for element in words)


def said(page: AppTest) -> str:
    """The words on the page as they are read."""
    return written(page).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def awaited(page: AppTest) -> list[str]:
    """The sentences on what the page waits for, each with a bar."""
    return [said for one in sent(page, "waiting") for _, said in one[1]]


def html(page: AppTest) -> str:
    """The page's own HTML."""
    return "\n".join(element.proto.body for element in page.get("html"))


def run_until(page: AppTest, true: Callable[[], bool]) -> AppTest:
    """Run the page until something is true, with the processor left to training in between."""
    end = time.monotonic() + 120
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
        page.run()
    assert true()
    assert not page.exception
    return page


def play_to_the_end(page: AppTest) -> AppTest:
    """Run the page until its training is over."""
    return run_until(page, lambda: not page.session_state["visitor"].playhead.playing)


def wait_for_trainings(page: AppTest) -> AppTest:
    """Run the page until it has no button left that stops what one click has begun."""
    return run_until(page, lambda: not any(button.label == "Stop" for button in page.button))


def badges(page: AppTest) -> list[str]:
    """The names that a page has made, as they stand in their badges."""
    said = " ".join(element.value for element in page.markdown)
    return re.findall(r"-badge\[[●○] (.*?)\]", said)
