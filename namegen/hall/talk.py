"""A talk as steps: what the stage shows at each, what to press, and what to say.

A talk is one TOML file, which is edited without code; data/talks has one, and says how.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from namegen.errors import InputError
from namegen.lists.catalogue import LISTS
from namegen.setting_texts import from_texts
from namegen.settings import COUNTED, OPPONENTS, READY, SPECS
from namegen.wording import shorten

FOLDER = Path(__file__).parents[2] / "data" / "talks"
BUNDLED = "language"

# What a step asks of whoever gives it, as the presenter's window says it.
PRESSES = {
    "look": "Nothing to press.",
    "answer": "1 to 4 answers, Space reveals.",
    "play": "Space plays and pauses, S steps, R resets.",
    "draw": "Space draws more names.",
    "guess": "1 is real, 2 is made up; Space reveals, then shows the next name.",
    "search": "Space ends the search and trains the best.",
    "names": "Space trains on the names of the hall.",
}
ASKING = ("start", "count", "network", "embeddings", "alike", "recipe", "compare")
"""The pages that ask a question before their picture."""
_PAGES_OF = {
    "answer": ASKING,
    "play": ("network", "train", "embeddings"),
    "draw": ("count", "alike"),
    "guess": ("game",),
    "search": ("search",),
    "names": ("own",),
}
"""The pages on which a press does something; "look" goes with all of them."""
WITH_RUN = ("network", "train", "embeddings", "alike")
"""The pages that train what their step's settings say."""
_OF_THE_GAME = ("round", "against")  # what a step of the game says besides settings
_LINES, _WIDTH, _MOST_STEPS = 2, 160, 100
_MOST_BYTES = 1_000_000  # of a file
_ROUND = 4  # digits of a round's number


class TalkError(InputError):
    """A talk cannot be used; the text is one plain sentence that says what to do."""


@dataclass(frozen=True)
class Step:
    """page: whose picture the stage shows. link: list, model and settings, as a link says them.
    press: a key of PRESSES. say: up to two lines for the presenter; alone: the same for a reader
    who takes the steps alone."""

    page: str
    press: str
    say: tuple[str, ...]
    alone: tuple[str, ...]
    link: Mapping[str, str]


@dataclass(frozen=True)
class Talk:
    title: str
    steps: tuple[Step, ...]

    @cached_property
    def id(self) -> str:
        """The same for the same steps, whatever is said at them: a place in one talk is none in
        another."""
        steps = [(step.page, step.press, sorted(step.link.items())) for step in self.steps]
        return hashlib.sha256(repr(steps).encode()).hexdigest()[:16]


def chosen(pages: Collection[str]) -> tuple[Talk, str]:
    """The talk that NAMEGEN_TALK names (a name in data/talks, or a path), or else the bundled one
    with the sentence that says why. pages: what a step can show."""
    wanted = os.environ.get("NAMEGEN_TALK", "") or BUNDLED
    try:
        return load(wanted, pages), ""
    except TalkError as error:
        return load(BUNDLED, pages), f"NAMEGEN_TALK: {error}"


def load(source: str, pages: Collection[str]) -> Talk:
    """The talk of a name in data/talks, or of a file. Raises TalkError."""
    try:
        path = FOLDER / f"{source}.toml"
        return parse(_text(path if path.is_file() else Path(source)), pages)
    except TalkError:
        raise
    except (OSError, ValueError):
        raise TalkError(f"the talk {shorten(source)!r} cannot be read; name a TOML file.") from None


def _text(path: Path) -> str:
    """Raises OSError and ValueError for what is no file of text, or has no end."""
    if not path.is_file():
        raise OSError("a folder, or a pipe or device, which may have no end")
    with path.open("rb") as file:
        found = file.read(_MOST_BYTES + 1)
    if len(found) > _MOST_BYTES:
        raise ValueError("too large")
    return found.decode("utf-8-sig")


def parse(text: str, pages: Collection[str]) -> Talk:
    """The talk that a TOML text describes. Raises TalkError, which names the step at fault."""
    try:
        known = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TalkError(f"this talk is not TOML: {error}.") from None
    steps = known.get("steps")
    if not isinstance(steps, list) or not 0 < len(steps) <= _MOST_STEPS:
        raise TalkError(f"a talk has 1 to {_MOST_STEPS} steps; write each under [[steps]].")
    title = known.get("title", "")
    if not isinstance(title, str) or not title.strip():
        raise TalkError('a talk needs a title: write title = "..." in its first line.')
    read: list[Step] = []
    for number, step in enumerate(steps, start=1):
        try:
            read.append(_step(step, pages, read))
        except TalkError as error:
            raise TalkError(f"step {number}: {error}") from None
    return Talk(title, tuple(read))


def _step(given: Any, pages: Collection[str], before: Sequence[Step]) -> Step:
    if not isinstance(given, Mapping):
        raise TalkError("a step is a table; write it under [[steps]].")
    unknown = given.keys() - {"page", "press", "say", "alone", "list", "settings"}
    if unknown:
        raise TalkError(f"{shorten(min(unknown))!r} is not known; take it out.")
    page, press = str(given.get("page")), str(given.get("press", "look"))
    if page not in pages:
        raise TalkError(f"there is no page {shorten(page)!r}; choose {', '.join(pages)}.")
    if press not in PRESSES:
        raise TalkError(f"press cannot be {shorten(press)!r}; choose {', '.join(PRESSES)}.")
    if page not in _PAGES_OF.get(press, pages):
        known = [one for one in PRESSES if page in _PAGES_OF.get(one, pages)]
        raise TalkError(f"{press!r} does nothing on the page {page!r}; choose {', '.join(known)}.")

    def lines(key: str) -> tuple[str, ...]:
        text = given.get(key, "")
        if not isinstance(text, str):
            raise TalkError(f"{key} is a text; write it in quotation marks.")
        said = tuple(line.strip() for line in text.strip().splitlines())
        if len(said) > _LINES or any(len(line) > _WIDTH for line in said):
            raise TalkError(f"{key} takes {_LINES} lines of up to {_WIDTH} characters; shorten it.")
        return said

    say = lines("say")
    settings = given.get("settings", {})
    if not isinstance(settings, Mapping):
        raise TalkError('settings is a table, such as { model = "deep", epochs = "30" }.')
    link = {name: str(value) for name, value in settings.items()}
    if unknown := link.keys() - {*SPECS, *(_OF_THE_GAME if page == "game" else ())}:
        raise TalkError(f"{page!r} has no setting {shorten(min(unknown))!r}; take it out.")
    round = link.get("round", "0")
    if not (round.isdecimal() and len(round) <= _ROUND):
        raise TalkError(f"the round {shorten(round)!r} is no number from 0 to 9999; write one.")
    if "against" in link:
        _check_opponent(link["against"], before)
    notes = from_texts(link)[1]
    if notes:
        raise TalkError(notes[0])
    if "list" in given:
        link = {"list": str(given["list"]), **link}
        if link["list"] not in LISTS:
            raise TalkError(
                f"there is no list {shorten(link['list'])!r}; choose {', '.join(LISTS)}."
            )
    return Step(page, press, say, lines("alone") or say, link)


def _check_opponent(against: str, before: Sequence[Step]) -> None:
    trained = [from_texts(step.link)[0].model for step in before if step.page in WITH_RUN]
    known = dict.fromkeys(OPPONENTS[kind] for kind in (READY, COUNTED, *trained))
    if against not in known:
        when = "before a step trains it" if against in OPPONENTS.values() else "here"
        choose = ", ".join(map(repr, known))
        raise TalkError(f"nobody plays against {shorten(against)!r} {when}; choose {choose}.")
