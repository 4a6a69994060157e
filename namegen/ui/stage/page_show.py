"""Stage mode: the one picture of a page, with its visitor's own list, settings and playhead."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from namegen.hall.hall import LEADER, Hall
from namegen.hall.store import Store
from namegen.hall.talk import ASKING, WITH_RUN, Step, Talk
from namegen.lists.name_list import NameList
from namegen.settings import DEEP, Settings
from namegen.training.run import TrainingRun
from namegen.ui.navigation import Page
from namegen.ui.serving import examined, pretrained
from namegen.ui.serving.examined import Examined
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import scheduler
from namegen.ui.session import link
from namegen.ui.session.visitor import Visitor, answers_given
from namegen.ui.stage.led import TO_THE_END, Action
from namegen.ui.stage.pictures import own_list
from namegen.ui.stage.scene import ASK, PICTURE, Scene, StageState
from namegen.ui.stage.show import Show

_PRESSES = dict.fromkeys(ASKING, "answer") | {"game": "guess"}
_COVER = "stage-cover"


class PageShow(Show):
    """A talk of one step, the page, in a hall that nobody else is in.

    The page's settings, its playhead and what has been answered are the visitor's: whoever leaves
    the stage finds the page where the stage was.
    """

    def __init__(self, visitor: Visitor, page: Page) -> None:
        self.visitor = visitor
        step = Step(page.name, _PRESSES.get(page.name, "look"), (), (), {})
        hall = Hall(secrets.token_hex(4), math.inf, Store(), "")
        super().__init__(hall, "", Talk(page.title, (step,)))

    def _begin(self, *_: object) -> None:
        self._go_to(0)

    def _go_to(self, number: int) -> None:
        super()._go_to(number)
        cover = self.visitor.things.get(_COVER, True)
        self.place = replace(self.place, cover=cover, playing=False)
        self._follow()

    @property
    def names(self) -> NameList:
        return self.visitor.names

    @property
    def settings(self) -> Settings:
        return self.visitor.settings

    @property
    def _earlier(self) -> Path | None:
        """The network trained earlier on this list, where it is looked into: as on the page, while
        the visitor's own has not been trained."""
        epoch, plays = self.visitor.playhead.place
        looks = self.place.page in TO_THE_END and not epoch and not plays
        return pretrained.file(self.names) if looks else None

    @property
    def has_run(self) -> bool:
        return self.place.page in WITH_RUN and not self._earlier

    @property
    def _session(self) -> str:
        return self.visitor.session

    # ---- the playhead is the visitor's ----

    def _follow(self) -> None:
        playhead = self.visitor.playhead
        self.place = replace(self.place, epoch=playhead.shown, playing=playhead.playing)

    @property
    def _plan(self) -> Plan:
        return self.visitor.plan

    def _run(self) -> TrainingRun | None:
        if not self.has_run:
            return None
        self._key = self.visitor.key
        return self.visitor.run()

    def _advance(self, run: TrainingRun) -> None:
        visitor = self.visitor
        visitor.advance(run)
        if not visitor.playhead.playing:
            scheduler().want(visitor.session, {self._key: visitor.playhead.shown})
        self._follow()

    def _learned(self, run: TrainingRun | None) -> Examined | None:
        """The visitor's network where it stands, if it has been trained and is at rest; else the
        one trained earlier."""
        if file := self._earlier:
            return examined.of_file(self.names, file)
        epoch, plays = self.visitor.playhead.place
        there = run is not None and 0 < epoch <= run.last_epoch and not plays
        return examined.of_run(self._key, run, epoch) if there else None

    def _play_or_pause(self) -> None:
        model_state, playing = self.visitor.model_state, self.visitor.playhead.playing
        self._move(model_state.playhead.pause if playing else model_state.play)

    def _move(self, move: Callable[[], None]) -> None:
        move()
        self._follow()

    def _do_step(self, _: Action) -> None:
        if self.place.page in WITH_RUN:
            self._move(self.visitor.model_state.step)

    def _do_reset(self, action: Action) -> None:
        if self.has_run:
            self._move(self.visitor.model_state.reset)
        else:
            super()._do_reset(action)

    def _stand(self, epoch: int) -> None:
        """An epoch that is still to be trained is trained, and then shown."""
        playhead = self.visitor.playhead
        epoch = min(max(0, epoch), self.settings.epochs)
        playhead.jump(min(epoch, playhead.shown))
        self._move(lambda: playhead.play(epoch, return_to=epoch))

    # ---- so are the answers ----

    @property
    def _answers(self) -> dict[str, str]:
        """By the question's key."""
        return answers_given(self.visitor)

    @property
    def _to_be_trained(self) -> bool:
        """Whether Play is about the training: the picture waits for it, or has shown what there is
        to see without."""
        if self._earlier:
            return self.place.page == "embeddings" and self.place.phase == PICTURE
        epoch, plays = self.visitor.playhead.place
        return self.waiting and (plays or not epoch)

    @property
    def plays(self) -> str:
        if self._to_be_trained:
            return "Pause" if self.place.playing else "Play"
        return "" if self.place.page == "own" else super().plays

    def _do_play(self, action: Action) -> None:
        if self._to_be_trained:
            self._play_or_pause()
        else:
            super()._do_play(action)
            started = self.place.playing and not self.visitor.playhead.playing
            if started and self.place.epoch < self.settings.epochs:
                self._move(self.visitor.model_state.play)
        if self.question and self.hall.is_revealed(self.asked):
            self._answers.setdefault(self.question.key, "")

    def _do_answer(self, action: Action) -> None:
        question = self.question if self.place.phase == ASK else None
        answers = question is not None and 0 <= action.number < len(question.options)
        if answers:  # before the hall tells of the vote, and with it the page's address
            self._answers[question.key] = question.options[action.number]
        super()._do_answer(action)
        if answers and self.place.page != "network":  # its answer is seen, not said
            super()._do_play(action)

    def _reveal(self) -> None:
        """With what was guessed before a reload."""
        question = self.question
        guess = question and self._answers.get(question.key)
        if guess in question.options:
            self.hall.vote(self.asked, LEADER, question.options.index(guess))
        super()._reveal()

    def _do_cover(self, action: Action) -> None:
        super()._do_cover(action)
        self.visitor.things[_COVER] = self.place.cover

    # ---- what is shown ----

    def _picture(self, state: StageState) -> Scene:
        scene = own_list(state) if self.place.page == "own" else super()._picture(state)
        question = scene.question
        if question and question.key in self._answers and self.place.phase == ASK:
            if self.place.page != "network" or state.epoch >= self.settings.epochs:
                self.hall.reveal(self.asked)
            self.place = replace(self.place, phase=PICTURE)
        return scene

    def _plans(self) -> list[Plan]:
        states = self.visitor.model_states.values()
        return [Plan(self.names, state.settings, state.rate_changes) for state in states]

    @property
    def _left(self) -> tuple[TrainingRun, int] | None:
        return self.visitor.trained(DEEP)

    @property
    def address(self) -> dict[str, str]:
        place = link.moving(self.visitor.playhead.place, self.visitor.speed)
        if (question := self.question) and question.key in self._answers:
            place[link.ANSWERED] = question.key
        return place

    def _rest(self) -> None:
        scheduler().rest(self._session)
