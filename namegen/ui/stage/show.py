"""A talk as it is given: what the stage shows for where it is."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from dataclasses import replace
from typing import Any

from namegen.errors import InputError
from namegen.hall.hall import LEADER, Hall
from namegen.hall.said import NOWHERE, Began
from namegen.hall.talk import PRESSES, WITH_RUN, Talk
from namegen.lessons import gradient_step
from namegen.lessons.game import Card
from namegen.setting_texts import from_texts
from namegen.settings import DEEP, OPPONENTS
from namegen.training.run import TrainingRun
from namegen.ui.serving import examined, name_indexes, opponents
from namegen.ui.serving.examined import Examined
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.name_indexes import Making
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import scheduler
from namegen.ui.stage import frames
from namegen.ui.stage.hall_pictures import cards_of
from namegen.ui.stage.led import Action, Led
from namegen.ui.stage.pictures import PICTURES
from namegen.ui.stage.scene import ASK, PICTURE, Scene, StageState

_log = logging.getLogger(__name__)

_FRAME = 0.1  # seconds between two frames of what moves
_REST = 1.0  # seconds between two looks at what the hall has sent
_SILENT = 3.0  # seconds after which a server that played is taken to be gone
_RUN_TAKES = 6.0  # seconds in which a run is played, where it is trained that fast


class Show(Led):
    """One talk in one hall, in a thread of its own: keys come in, scenes and frames go out.

    A hall may be led from two servers; that on which the last key was pressed shows it, and the
    other follows.
    """

    _round = ""  # of the game, where its step names none; without one it is the hall's own

    def __init__(
        self,
        hall: Hall,
        url: str,
        talk: Talk,
        note: str = "",
        at: Began = NOWHERE,
    ) -> None:
        """Begins where the hall is. url: the app's address, for those who join."""
        before = hall.place
        super().__init__(hall, talk, note, at)
        self._shown, self._follows, self._heard = before, False, 0.0
        self.url = url
        self._ticked = time.monotonic()
        self._scene = Scene(title="")
        self._makings: tuple[Making, ...] = ()
        self._drawn: Any = None
        self._ready = True  # whether the epoch to be shown is there
        self._actions: queue.SimpleQueue[Action | None] = queue.SimpleQueue()
        self.do("")  # who comes first is shown something at once, and not after a rest
        self._thread = threading.Thread(target=self._go, name="show", daemon=True)
        self._thread.start()

    def do(self, name: str, number: int = 0, text: str = "") -> None:
        """Have an action done soon."""
        self._actions.put(Action(name, number, text))

    def close(self) -> None:
        """Stop; the hall keeps the last scene."""
        self._actions.put(None)
        self._thread.join(timeout=5)

    def _rest(self) -> None:
        """Nothing is trained for a stage that nobody sees."""
        scheduler().leave(self._session)

    def _go(self) -> None:
        while True:
            wait = _FRAME if self.place.playing or self._busy else _REST
            try:
                action = self._actions.get(timeout=wait)
                if action is None:
                    return self._rest()
            except queue.Empty:
                action = Action("")
            try:
                self._hear(action)
                self.act(action)
                self._show()
            except (InputError, LimitError) as error:
                self._stage(scene=json.dumps(Scene(title=str(error)).pack(self.place, "")))
                self.place = replace(self.place, playing=False)
            except Exception:  # whatever is wrong with one step, the talk goes on to the next
                _log.exception("A step of the talk cannot be shown.")
                time.sleep(_REST)

    def _hear(self, action: Action) -> None:
        """Take over where another server has led the hall to; a key leads from here again."""
        place, now = self.hall.place, time.monotonic()
        if place != self._shown:
            self.place = self._shown = place
            self.exact, self._follows, self._heard = float(place.epoch), True, now
        elif self.place.playing and now - self._heard > _SILENT:
            self._follows = False
        if action.name:
            self._follows = False

    # ---- what is shown ----

    def _stage(self, **pictures: str) -> None:
        if not self._follows:
            self.hall.stage(**pictures)

    @property
    def _session(self) -> str:
        return f"show {self.hall.code}"

    @property
    def _plan(self) -> Plan:
        """The training of this place."""
        return Plan(self.names, self.settings)

    def _run(self) -> TrainingRun | None:
        if not self.has_run:
            return None
        plan = self._plan
        self._key = plan.key
        return plan.start(self._session)

    @property
    def verdict_due(self) -> bool:
        """Only where the answer is on the stage: a rate too high for the list leads elsewhere."""
        run = self._plan.run if super().verdict_due else None
        if run is None:
            return False
        return gradient_step.has_arrived(run.dataset, run.history.at(self.place.epoch).train_loss)

    @property
    def _busy(self) -> bool:
        return bool(self._scene.wait) or not self._ready

    def _show(self) -> None:
        run = self._run()
        if not self._follows:
            if run is not None:
                self._advance(run)
            self.hall.show(self.place)
            self._shown = self.hall.place
        learned = self._learned(run)
        reads = learned is not None and self.place.page == "alike"
        self._makings = self._begin_to_read(learned) if reads else ()
        read = sum(one.share for one in self._makings) / 2
        state = StageState(
            self.hall, self.place, self.names, self.settings, run, self.url, learned, read
        )
        # A step or a scrub may go to an epoch that is still to be trained.
        self._ready = run is None or run.last_epoch >= self.place.epoch
        if run is not None and run.error:
            raise InputError(run.error)
        if run is not None and run.last_epoch < 0:
            return
        drawn = self._what_is_drawn(state)
        if drawn != self._drawn:
            self._scene = self._picture(state)
            self.pose(self._scene.question)
            self.waiting, self.untrained = bool(self._scene.wait), learned is None
            began, self._drawn = self._drawn is None, drawn
            asked = self.asked if self._scene.question and self.place.phase < PICTURE else ""
            packed = self._scene.pack(self.place, self.asked, state.covered)
            self._stage(scene=json.dumps(packed), ask=asked)
            if began:  # the hall may have this scene already: its leader is to hear of the votes
                self.hall.tell_present()
        frame = self._scene.frame or frames.frame(state, self._scene.chart)
        frame = frame and {"chart": self._scene.chart, **frame}
        self._stage(frame=json.dumps(frame) if frame else "")

    def _learned(self, run: TrainingRun | None) -> Examined | None:
        """The network that is looked into: the run's, once it is trained to the end."""
        epochs = self.settings.epochs
        there = run is not None and run.last_epoch >= epochs
        return examined.of_run(self._key, run, epochs) if there else None

    def _what_is_drawn(self, state: StageState) -> Any:
        """Changes when another scene is to be drawn: not with every epoch."""
        place = replace(self.place, epoch=0, playing=False)
        if place.page in ("own", "search") and place.phase == ASK:
            return place, self.hall.results(), self.hall.sent_names()
        learned = state.learned and state.learned.key
        read = [bool(one.index) for one in self._makings]
        return place, state.awaited, learned, read, state.came_short

    def _picture(self, state: StageState) -> Scene:
        page, draw = self.place.page, PICTURES[self.place.page]
        if page == "start":
            return draw(state, self._left)
        if page == "alike":
            return draw(state, *([one.index for one in self._makings] or (None, None)))
        if page == "game":
            return draw(state, self._cards)
        if page == "compare":
            return draw(state, self._trained_here())
        return draw(state)

    @property
    def _cards(self) -> tuple[Card, ...]:
        """Those that the step says as a link does, or the hall's own. Raises GameError."""
        link = self.place.link
        title = link.get("against", "")
        trained = {OPPONENTS[run.settings.model]: run for run in self._trained_here()}
        if run := trained.get(title):
            opponent = opponents.of_run(self.names, run.id, run, run.last_epoch)
        else:
            opponent = opponents.of_title(self.names, title)
        return cards_of(self.hall, opponents.deck(opponent), link.get("round", self._round))

    def _advance(self, run: TrainingRun) -> None:
        """Have the run trained and the playhead moved to this moment."""
        now, before = time.monotonic(), self._ticked
        self._ticked = now
        place, epochs = self.place, self.settings.epochs
        scheduler().want(self._session, {self._key: epochs if place.playing else place.epoch})
        if not place.playing:
            return
        reached = min(self.exact + (now - before) * epochs / _RUN_TAKES, run.last_epoch, epochs)
        self.exact = max(self.exact, reached)
        self.place = replace(place, epoch=int(self.exact), playing=self.exact < epochs)

    def _begin_to_read(self, learned: Examined) -> tuple[Making, Making]:
        """The indexes of the names by the trained network and by the untrained one, which are made
        while somebody looks."""
        trained, untrained = (
            name_indexes.making(self.names, (learned.key, at.epoch), at.model)
            for at in (learned.now, learned.start)
        )
        trained.go_on()
        untrained.go_on()
        return trained, untrained

    def _plans(self) -> list[Plan]:
        """What is trained in this talk, on this list."""
        shown = (step for step in self.talk.steps if step.page in WITH_RUN)
        return [Plan(self.names, from_texts(step.link)[0]) for step in shown]

    def _trained_here(self) -> list[TrainingRun]:
        """The runs of this talk that have been trained to the end."""
        return list(dict.fromkeys(run for plan in self._plans() if (run := plan.trained)))

    @property
    def _left(self) -> tuple[TrainingRun, int] | None:
        """A deep network that was trained here, and up to which epoch."""
        deep = (run for run in self._trained_here() if run.settings.model == DEEP)
        return next(((run, run.last_epoch) for run in deep), None)

    # ---- what its leader is told ----

    @property
    def address(self) -> dict[str, str]:
        """What the page's address is to say of this moment; a hall's keeps its own."""
        return {}

    def told(self) -> str:
        """What only those who lead see, as JSON: notes, votes, names sent, where the talk is."""
        return json.dumps(self._told())

    def _told(self) -> dict[str, Any]:
        place, steps = self.place, self.talk.steps
        asked, question = self._posed  # of the stage, which may be elsewhere for a moment
        counted = question is not None and place.phase < PICTURE
        return {
            "talk": self.talk.id,
            "steps": [step.page for step in steps],
            "step": place.step,
            "done": self.done,
            "say": self.step.say,
            "press": PRESSES[self.step.press],
            "next": steps[place.step + 1].say if place.step + 1 < len(steps) else (),
            "counts": self.hall.votes(asked, len(question.options)) if counted else [],
            "vote": self.hall.vote_of(asked, LEADER) if counted else None,
            "sent": [[one.phone, one.name, one.struck] for one in self.hall.sent_names()],
            "cover": place.cover,
            "plays": self.plays,
            "address": self.address,
            "epochs": self.settings.epochs if self.has_run else 0,
            "note": self.note,
        }
