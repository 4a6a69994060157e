"""A talk as it is given: where it is, what each key does, and what the stage shows for it."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from namegen.errors import InputError
from namegen.hall.hall import LEADER, Hall, Place
from namegen.hall.talk import PRESSES, Step, Talk, chosen
from namegen.lessons import game as game_rules
from namegen.lists import catalogue
from namegen.lists.name_list import NameList, bundled, from_text
from namegen.setting_texts import differing, from_texts
from namegen.settings import Settings, settings_for
from namegen.training.run import TrainingRun
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.runs import make_run, scheduler
from namegen.ui.stage import frames, making
from namegen.ui.stage.pictures import PICTURES
from namegen.ui.stage.scene import ANSWER, ASK, PICTURE, Moment, Scene

_log = logging.getLogger(__name__)

HALL_LIST = "hall"
_FRAME = 0.1  # seconds between two frames of what moves
_REST = 1.0  # seconds between two looks at what the hall has sent
_RUN_TAKES = 6.0  # seconds in which a run is played, where it is trained that fast
_LEAST_NAMES = 8
_WITH_RUN = ("network", "train", "embeddings", "alike")
_TO_THE_END = ("embeddings", "alike")
_FOR_HALLS = ("join", "own", "search")


@dataclass(frozen=True)
class Action:
    """What a key or a button asks for. number: an option, an epoch or a step. text: whom or what
    it is about."""

    name: str
    number: int = 0
    text: str = ""


def talk(alone: bool) -> tuple[Talk, str]:
    """The talk of this server, with the sentence that says why it is not the one asked for.

    alone: without the steps that need a hall.
    """
    found, note = chosen(PICTURES)
    if alone:
        steps = tuple(step for step in found.steps if step.page not in _FOR_HALLS)
        found = replace(found, steps=steps)
    return found, note


class Show:
    """One talk in one hall, in a thread of its own: keys come in, scenes and frames go out."""

    def __init__(self, hall: Hall, url: str, alone: bool = False) -> None:
        """Begins where the hall is. url: the app's address, for those who join."""
        self.hall, self.url = hall, url
        self.talk, self.note = talk(alone)
        place = hall.place
        self.place = place
        self._exact = float(place.epoch)  # the epoch with its fraction
        self._ticked = time.monotonic()
        self._similar = making.SimilarNames()
        self._scene = Scene(title="")
        self._drawn: Any = None
        self._actions: queue.SimpleQueue[Action | None] = queue.SimpleQueue()
        if not place.page:
            self._go_to(place.step)
        self._thread = threading.Thread(target=self._go, name="show", daemon=True)
        self._thread.start()

    def do(self, name: str, number: int = 0, text: str = "") -> None:
        """Have an action done soon."""
        self._actions.put(Action(name, number, text))

    def close(self) -> None:
        """Stop; the hall keeps the last scene."""
        self._actions.put(None)
        self._thread.join(timeout=5)

    def _go(self) -> None:
        while True:
            wait = _FRAME if self.place.playing or self._busy else _REST
            try:
                action = self._actions.get(timeout=wait)
                if action is None:
                    return scheduler().leave(self._session)
            except queue.Empty:
                action = Action("")
            try:
                self._act(action)
                self._show()
            except (InputError, LimitError) as error:
                self.hall.stage(scene=json.dumps(Scene(title=str(error)).pack(self.place, "")))
                self.place = replace(self.place, playing=False)
            except Exception:  # whatever is wrong with one step, the talk goes on to the next
                _log.exception("A step of the talk cannot be shown.")
                time.sleep(_REST)

    # ---- where it is ----

    @property
    def step(self) -> Step:
        return self.talk.steps[self.place.step]

    @property
    def _session(self) -> str:
        return f"show {self.hall.code}"

    @property
    def names(self) -> NameList:
        key = self.place.link.get("list") or catalogue.default_key()[0]
        return self._hall_list() if key == HALL_LIST else bundled(key)

    def _hall_list(self) -> NameList:
        sent = [one.name for one in self.hall.sent_names() if not one.struck]
        return replace(from_text("\n".join(sent), "the names of this hall"), key=HALL_LIST)

    @property
    def settings(self) -> Settings:
        link = {name: text for name, text in self.place.link.items() if name != "list"}
        return from_texts(link)[0]

    @property
    def _has_run(self) -> bool:
        page, phase = self.place.page, self.place.phase
        return page in _WITH_RUN or (page in ("own", "search") and phase == PICTURE)

    def _run(self) -> TrainingRun | None:
        if not self._has_run:
            return None
        names, settings = self.names, self.settings
        self._key = names.digest, settings.identity(), ()
        return scheduler().run(self._key, partial(make_run, names, settings), self._session)

    # ---- what keys do ----

    def _act(self, action: Action) -> None:
        act: Callable[[Action], None] | None = getattr(self, f"_do_{action.name}", None)
        if act:
            act(action)

    def _do_on(self, _: Action) -> None:
        self._go_to(self.place.step + 1)

    def _do_back(self, _: Action) -> None:
        self._go_to(self.place.step - 1)

    def _do_go(self, action: Action) -> None:
        self._go_to(action.number)

    def _go_to(self, number: int) -> None:
        """The step of this number; before the first and after the last there is none."""
        if not 0 <= number < len(self.talk.steps):
            return
        step, before = self.talk.steps[number], self.place
        chosen_list = before.link.get("list")
        kept = {"list": chosen_list} if chosen_list not in (None, HALL_LIST) else {}
        self._exact = 0.0
        self.place = Place(number, step.page, {**kept, **step.link}, cover=before.cover)
        asks = step.press in ("answer", "guess")
        asked = asks and self.hall.is_revealed(self._ask)
        phase = ANSWER if asked else ASK if asks or step.page in ("own", "search") else PICTURE
        self.place = replace(self.place, phase=phase, playing=step.page in _TO_THE_END)

    def _do_play(self, _: Action) -> None:
        place, page = self.place, self.place.page
        if self._scene.question and place.phase == ASK:
            self.hall.reveal(self._ask)
            self.place = replace(place, phase=ANSWER)
        elif page == "game":
            last = place.turn >= game_rules.NAMES
            self.place = place if last else replace(place, turn=place.turn + 1, phase=ASK)
        elif place.phase == ANSWER:
            self.place = replace(place, phase=PICTURE)
        elif page == "own" and place.phase == ASK:
            self._train_on_the_hall()
        elif page == "search" and place.phase == ASK:
            self._train_the_best()
        elif self._has_run and page != "alike":
            self._play_or_pause()
        elif page in ("count", "alike"):
            self.place = replace(place, turn=place.turn + 1)

    def _play_or_pause(self) -> None:
        place, epochs = self.place, self.settings.epochs
        if not place.playing and place.epoch >= epochs:
            self._exact = 0.0
        self.place = replace(place, playing=not place.playing, epoch=int(self._exact))

    def _train_on_the_hall(self) -> None:
        if sum(not one.struck for one in self.hall.sent_names()) < _LEAST_NAMES:
            return
        settings = settings_for(
            "deep", context=2, hiddens=(50,), epochs=100, lr=0.3, batch=16, validation=0.0
        )
        self._train(settings, HALL_LIST)

    def _train_the_best(self) -> None:
        best = next(iter(self.hall.results().values()), None)
        if best is not None:
            found = from_texts(dict(best.link))[0]
            self._train(replace(found, epochs=settings_for().epochs), self.place.link.get("list"))

    def _train(self, settings: Settings, list_key: str | None) -> None:
        link = {"model": settings.model, **differing(settings)}
        link |= {"list": list_key} if list_key else {}
        self._exact = 0.0
        self.place = replace(self.place, link=link, phase=PICTURE, epoch=0, playing=True)

    def _do_step(self, _: Action) -> None:
        if self._has_run:
            self._stand(self.place.epoch + 1)

    def _do_reset(self, _: Action) -> None:
        if self._has_run:
            self._stand(0)
        else:
            self.place = replace(self.place, turn=0)

    def _do_scrub(self, action: Action) -> None:
        if self._has_run:
            self._stand(self.place.epoch + action.number)

    def _do_epoch(self, action: Action) -> None:
        if self._has_run:
            self._stand(action.number)

    def _stand(self, epoch: int) -> None:
        epoch = min(max(0, epoch), self.settings.epochs)
        self._exact = float(epoch)
        self.place = replace(self.place, epoch=epoch, playing=False)

    def _do_answer(self, action: Action) -> None:
        question = self._scene.question
        if question and 0 <= action.number < len(question.options):
            self.hall.vote(self._ask, LEADER, action.number)

    def _do_blank(self, _: Action) -> None:
        self.place = replace(self.place, blank=not self.place.blank)

    def _do_cover(self, _: Action) -> None:
        self.place = replace(self.place, cover=not self.place.cover)

    def _do_strike(self, action: Action) -> None:
        self.hall.strike(action.text, bool(action.number))

    def _do_end(self, _: Action) -> None:
        self.hall.end()

    # ---- what is shown ----

    @property
    def _ask(self) -> str:
        """What the votes on the question of this moment are counted under."""
        place = self.place
        return f"game-{place.turn}" if place.page == "game" else f"step-{place.step}"

    @property
    def _busy(self) -> bool:
        return self._similar.busy or bool(self._scene.wait)

    def _show(self) -> None:
        run = self._run()
        if run is not None:
            self._advance(run)
        self.hall.show(self.place)
        moment = Moment(self.hall, self.place, self.names, self.settings, run, self.url)
        if not self._is_ready(run):
            return
        drawn = self._what_is_drawn(run)
        if drawn != self._drawn:
            self._scene = self._picture(moment)
            self._drawn = drawn
            asked = self._ask if self._scene.question and self.place.phase < PICTURE else ""
            packed = self._scene.pack(self.place, self._ask)
            self.hall.stage(scene=json.dumps(packed), ask=asked)
        frame = self._scene.frame or frames.frame(moment, self._scene.chart)
        frame = frame and {"chart": self._scene.chart, **frame}
        self.hall.stage(frame=json.dumps(frame) if frame else "")

    def _is_ready(self, run: TrainingRun | None) -> bool:
        """Whether there is an epoch to show."""
        if run is not None and run.error:
            raise InputError(run.error)
        return run is None or run.last_epoch >= 0

    def _what_is_drawn(self, run: TrainingRun | None) -> Any:
        """Changes when another scene is to be drawn: not with every epoch."""
        place = replace(self.place, epoch=0, playing=False)
        if place.page in ("own", "search") and place.phase == ASK:
            return place, self.hall.results(), self.hall.sent_names()
        trained = run is not None and run.last_epoch >= self.settings.epochs
        return place, trained, place.page == "alike" and self._index(run) is not None

    def _picture(self, moment: Moment) -> Scene:
        page, draw = self.place.page, PICTURES[self.place.page]
        if page == "alike":
            return draw(moment, self._index(moment.run))
        if page == "game":
            return draw(moment, making.deck(moment.names))
        if page == "compare":
            return draw(moment, making.trained_models(moment.names, self._trained_here()))
        return draw(moment)

    def _advance(self, run: TrainingRun) -> None:
        """Have the run trained and the playhead moved to this moment."""
        now, before = time.monotonic(), self._ticked
        self._ticked = now
        place, epochs = self.place, self.settings.epochs
        scheduler().want(self._session, {self._key: epochs if place.playing else place.epoch})
        if not place.playing:
            return
        reached = min(self._exact + (now - before) * epochs / _RUN_TAKES, run.last_epoch, epochs)
        self._exact = max(self._exact, reached)
        self.place = replace(place, epoch=int(self._exact), playing=self._exact < epochs)

    def _index(self, run: TrainingRun | None) -> making.NameIndex | None:
        """The index of the names, once the run is trained and it has been made."""
        epochs = self.settings.epochs
        if run is None or run.last_epoch < epochs:
            return None
        return self._similar.of(self._key, run.model(epochs), self.names)

    def _trained_here(self) -> list[TrainingRun]:
        """The runs of this talk's steps that have been trained on this list to the end."""
        found = {}
        for step in self.talk.steps:
            settings = from_texts({k: v for k, v in step.link.items() if k != "list"})[0]
            key = self.names.digest, settings.identity(), ()
            run = scheduler().known(key) if step.page in _WITH_RUN else None
            if run is not None and run.last_epoch >= settings.epochs:
                found[key] = run
        return list(found.values())

    # ---- what its leader is told ----

    def told(self) -> str:
        """What only those who lead see, as JSON: notes, votes, names sent, where the talk is."""
        place, steps, question = self.place, self.talk.steps, self._scene.question
        asked = question is not None and place.phase < PICTURE
        return json.dumps(
            {
                "talk": self.talk.title,
                "steps": [step.page for step in steps],
                "step": place.step,
                "say": self.step.say,
                "press": PRESSES[self.step.press],
                "next": steps[place.step + 1].say if place.step + 1 < len(steps) else (),
                "counts": self.hall.votes(self._ask, len(question.options)) if asked else [],
                "sent": [[one.phone, one.name, one.struck] for one in self.hall.sent_names()],
                "cover": place.cover,
                "playing": place.playing,
                "epochs": self.settings.epochs if self._has_run else 0,
                "note": self.note,
            }
        )
