"""What a stage shows at one moment, as data that any browser can draw."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from namegen.alphabets import isolated
from namegen.hall.embarrassing import embarrasses
from namegen.hall.hall import Hall
from namegen.hall.said import Place
from namegen.lessons.gradient_step import NOT_THERE, has_arrived
from namegen.lessons.questions import Question
from namegen.lists.name_list import NameList
from namegen.models.evaluation import LEARNED_NOTHING, learned_nothing
from namegen.settings import Settings
from namegen.training.run import TrainingRun
from namegen.ui.serving.examined import Examined
from namegen.wording import percent

ASK, ANSWER, PICTURE = range(3)
"""The phases of a step: its question, the answer, and the picture."""

HALL_LIST = "hall"
"""The key of the list of a hall's own names; no page knows it."""

_COVER = "█"


@dataclass(frozen=True)
class StageState:
    """What a picture is made from. run: None on pages without one. epoch: the one shown. learned:
    the network that is looked into, once there is one. read: the share of the names that it has
    read, where it is to say which are alike."""

    hall: Hall
    place: Place
    names: NameList
    settings: Settings
    run: TrainingRun | None
    url: str
    learned: Examined | None = None
    read: float = 0.0

    @property
    def epoch(self) -> int:
        return min(self.place.epoch, self.run.last_epoch) if self.run else 0

    @property
    def awaited(self) -> str:
        """What is said while there is no network to look into, or it has not read the names."""
        if self.learned:
            return f"One moment: the network reads the names, {percent(self.read)}."
        if not self.place.playing:
            return "Press Play: the network learns."
        done = max(0, self.run.last_epoch) if self.run else 0
        return f"One moment: the network learns, epoch {done} of {self.settings.epochs}."

    @property
    def came_short(self) -> str:
        """What is said of a training that has gone astray at the epoch shown, or on Network ends
        before its table is the counted one; nothing of others."""
        run, epoch = self.run, self.epoch
        if not run or not epoch:
            return ""
        loss = run.history.train[epoch]
        if learned_nothing(loss, len(run.dataset.vocabulary)):
            return LEARNED_NOTHING
        ended = self.place.page == "network" and epoch >= self.settings.epochs
        return NOT_THERE if ended and not has_arrived(run.dataset, loss) else ""

    def covered(self, name: str) -> str:
        """A made-up name, drawn over where it would embarrass."""
        return _COVER * len(name) if self.place.cover and embarrasses(name) else name


@dataclass(frozen=True, kw_only=True)
class Scene:
    """title, line: what stands above. html: a picture in HTML. chart: a picture that frames feed:
    train, table, matrix, points, dots, or none. frame: its first frame, where the scene has it.
    form: what phones fill in. before: whether the picture stands beside the question, too, and not
    only beside its answer. wait: what is said until there is a picture.
    """

    title: str
    line: str = ""
    html: str = ""
    chart: str = ""
    frame: dict[str, Any] | None = None
    question: Question | None = None
    form: str = ""
    before: bool = False
    wait: str = ""

    def pack(self, place: Place, ask: str, covered: Callable[[str], str] = str) -> dict[str, Any]:
        """For JSON, without the answer until it is revealed. ask: what votes are counted under.
        covered: draws over a word of the question that would embarrass.
        """

        def said(text: str) -> str:
            return re.sub(r"\w+", lambda word: covered(word[0]), text)

        packed: dict[str, Any] = {
            "page": place.page, "step": place.step, "title": self.title, "line": self.line,
            "turn": place.turn, "blank": place.blank, "form": self.form, "wait": self.wait,
            "phase": place.phase,
            "link": {name: said for name, said in place.link.items() if said != HALL_LIST},
        }  # fmt: skip
        question = self.question
        if self.wait and place.phase == ASK:
            return packed
        if question and place.phase < PICTURE:
            options = [said(option) for option in question.options]
            packed["ask"] = {"id": ask, "text": said(question.text), "options": options}
            if place.phase == ANSWER:
                right = question.options.index(question.right)
                packed["answer"] = {"right": right, "because": isolated(said(question.because))}
        if not question or place.phase > ASK or self.before:
            packed |= {"html": self.html, "chart": self.chart}
        return packed


def listed(look: str, items: Iterable[str], tag: str = "ul") -> str:
    """Items of HTML as a list, in a look of view.css."""
    return f'<{tag} class="{look}">{"".join(f"<li>{item}</li>" for item in items)}</{tag}>'


def names_list(state: StageState, names: Sequence[str], look: str = "names") -> str:
    """Made-up names, each with the words new or in the list."""
    return listed(look, (_name(state, name) for name in names))


def _name(state: StageState, name: str) -> str:
    said = "in the list" if name in state.names.distinct else "new"
    look = "" if said == "new" else ' class="known"'
    return (
        f"<b{look}>{html.escape(state.covered(name)) or '(no letters)'}</b> <small>{said}</small>"
    )


def bar(label: str, share: float, said: str, look: str = "") -> str:
    """A row of a bar chart in HTML. share: of the whole width, from 0 to 1."""
    return (
        f'<div class="bar {look}" style="--share: {share:.4f}"><span>{label}</span><b>{said}</b>'
        "<i></i></div>"
    )
