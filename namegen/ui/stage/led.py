"""A talk as it is led: where it is, and what each key does to that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from namegen.hall.hall import LEADER, Hall
from namegen.hall.said import NOWHERE, Began, Place
from namegen.hall.talk import WITH_RUN, Step, Talk, TalkError, chosen
from namegen.lessons import game as game_rules
from namegen.lessons.questions import Question
from namegen.lists import catalogue
from namegen.lists.name_list import NameList, bundled, from_text
from namegen.setting_texts import differing, from_texts
from namegen.settings import Settings, settings_for
from namegen.ui.stage.hall_pictures import LEAST_NAMES
from namegen.ui.stage.pictures import PICTURES
from namegen.ui.stage.scene import ANSWER, ASK, HALL_LIST, PICTURE

_FEW_NAMES = 20
TO_THE_END = ("embeddings", "alike")
ASKS = ("answer", "guess")
_FOR_HALLS = ("join", "own", "search")
_NOTHING: tuple[str, Callable[[], None]] = "", lambda: None


@dataclass(frozen=True)
class Action:
    """What a key or a button asks for. number: an option, an epoch or a step. text: whom or what
    it is about."""

    name: str
    number: int = 0
    text: str = ""


def talk(alone: bool) -> tuple[Talk, str]:
    """The talk of this server, with the sentence that says why it is not the one asked for.

    alone: without the steps that need a hall, and with what is said to a reader; raises TalkError
    where there are no others.
    """
    found, note = chosen(PICTURES)
    if alone:
        steps = tuple(
            replace(step, say=step.alone) for step in found.steps if step.page not in _FOR_HALLS
        )
        if not steps:
            raise TalkError("This talk has no step for a reader alone; join a hall to see it.")
        found = replace(found, steps=steps)
    return found, note


class Led:
    """A talk in a hall, at a place of it."""

    def __init__(self, hall: Hall, talk: Talk, note: str = "", at: Began = NOWHERE) -> None:
        """Begins where the hall is; one that is nowhere yet, or in another talk, where ``at`` says.
        note: what is to be said of the talk."""
        self.hall, self.place = hall, hall.place
        self.talk, self.note = talk, note
        # The question shown, with what votes on it are counted under; whether it is being made.
        self._posed: tuple[str, Question | None] = ("", None)
        self.waiting = False
        self.untrained = False  # whether that is for want of a network
        self.exact = float(self.place.epoch)  # the epoch with its fraction
        if self.place.talk != self.talk.id:
            self._begin(*at)

    def _begin(self, step: int, phase: int, epoch: int, turn: int, talk: str, key: str) -> None:
        if key in catalogue.LISTS:
            self.place = replace(self.place, link={"list": key})
        if talk != self.talk.id or not 0 <= step < len(self.talk.steps):
            step = phase = epoch = turn = 0
        self._go_to(step)
        if self.place.page == "game":
            self.place = replace(self.place, turn=min(max(0, turn), game_rules.NAMES))
        if self.step.press in ASKS and phase in (ANSWER, PICTURE):
            self.place = replace(self.place, phase=phase)
            if phase == ANSWER:
                self.hall.reveal(self.asked)
        if self.has_run and not self.place.playing:
            self._stand(epoch)

    @property
    def step(self) -> Step:
        """Where the talk is; the last step where another server's talk is longer."""
        return self.talk.steps[min(self.place.step, len(self.talk.steps) - 1)]

    @property
    def names(self) -> NameList:
        """The list of this place."""
        key = self.place.link.get("list") or catalogue.default_key()[0]
        return self._hall_list() if key == HALL_LIST else bundled(key)

    def _hall_list(self) -> NameList:
        kept = "\n".join(self.hall.kept_names())
        return replace(from_text(kept, "the names of this hall"), key=HALL_LIST)

    @property
    def settings(self) -> Settings:
        """The settings of this place."""
        return from_texts(self.place.link)[0]

    @property
    def has_run(self) -> bool:
        """Whether a training is shown."""
        page, phase = self.place.page, self.place.phase
        return page in WITH_RUN or (page in ("own", "search") and phase == PICTURE)

    @property
    def asked(self) -> str:
        """What votes on it would be counted under."""
        return self.place.asked

    @property
    def question(self) -> Question | None:
        """The one on the stage, where it is this place's: no other can be answered."""
        asked, question = self._posed
        return question if asked == self.asked else None

    def pose(self, question: Question | None) -> None:
        """Say which question is on the stage now."""
        self._posed = self.asked, question

    @property
    def done(self) -> bool:
        """Whether what this step asks of a reader has been done."""
        place = self.place
        match self.step.press:
            case "answer":
                return self.hall.is_revealed(self.asked)
            case "guess":
                return place.turn >= game_rules.NAMES
            case "draw":
                return place.turn > 0
            case "play":
                return place.epoch >= self.settings.epochs
        return True

    @property
    def verdict_due(self) -> bool:
        """Whether Network's question has been asked, and what it asks about is on the stage."""
        place, asked = self.place, self.step.press == "answer"
        at_end = place.phase == PICTURE and place.epoch >= self.settings.epochs
        due = place.page == "network" and asked and at_end
        return due and not self.hall.is_revealed(self.asked)

    @property
    def plays(self) -> str:
        """What Play would do now, as its button says it; nothing where it does nothing."""
        return self._on_play[0]

    @property
    def _on_play(self) -> tuple[str, Callable[[], None]]:
        """What Play does now, and the word for it."""
        place, page = self.place, self.place.page
        if self.waiting:
            rests = self.untrained and not place.playing
            return ("Play", self._play_or_pause) if rests else _NOTHING
        if page == "network" and place.phase == ASK:  # its answer is seen, not said
            return "Play", lambda: self._move_to(phase=PICTURE, playing=True)
        if self.verdict_due or (self.question and place.phase == ASK):
            return "Reveal", self._reveal
        if page == "game":
            on = game_rules.onward(place.turn), lambda: self._turn(phase=ASK)
            return on if place.phase == ANSWER else _NOTHING
        if place.phase == ANSWER:
            return "Go on", lambda: self._move_to(phase=PICTURE)
        if page in ("own", "search") and place.phase == ASK:
            train = self._train_on_the_hall if page == "own" else self._train_the_best
            return ("Train", train) if self._can_train else _NOTHING
        if self.has_run and page != "alike":
            return "Pause" if place.playing else "Play", self._play_or_pause
        said = {"count": "More names", "alike": "Another name"}.get(page)
        return (said, self._turn) if said else _NOTHING

    def act(self, action: Action) -> None:
        """Do what a key asks for; an action that is not known does nothing."""
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
        self.exact = 0.0
        link = {**kept, **step.link}
        self.place = Place(number, step.page, link, cover=before.cover, talk=self.talk.id)
        if step.page == "game":  # at the last name whose answer is known
            turns = (replace(self.place, turn=i) for i in reversed(range(game_rules.NAMES)))
            known = (place for place in turns if self.hall.is_revealed(place.asked))
            self.place = next(known, self.place)
        asks = step.press in ASKS
        answered = asks and self.hall.is_revealed(self.asked)
        phase = ANSWER if answered else ASK if asks or step.page in ("own", "search") else PICTURE
        playing = step.page in TO_THE_END or (answered and step.page == "network")
        self.place = replace(self.place, phase=phase, playing=playing)

    def _do_play(self, _: Action) -> None:
        self._on_play[1]()

    def _reveal(self) -> None:
        self.hall.reveal(self.asked)
        self._move_to(phase=ANSWER)

    def _turn(self, **changes: Any) -> None:
        self._move_to(turn=self.place.turn + 1, **changes)

    def _move_to(self, **changes: Any) -> None:
        self.place = replace(self.place, **changes)

    def _play_or_pause(self) -> None:
        place, epochs = self.place, self.settings.epochs
        if not place.playing and place.epoch >= epochs:
            self.exact = 0.0
        self.place = replace(place, playing=not place.playing, epoch=int(self.exact))

    @property
    def _can_train(self) -> bool:
        """Whether phones have sent what is to be trained on, or found what is to be trained."""
        if self.place.page == "search":
            return bool(self.hall.results())
        return len(self.hall.kept_names()) >= LEAST_NAMES

    def _train_on_the_hall(self) -> None:
        names = len(self.hall.kept_names())
        # Who sees two letters learns a few names by heart, and invents none.
        context = 1 if names < _FEW_NAMES else 2
        settings = settings_for(
            "deep", context=context, hiddens=(50,), epochs=100, lr=0.1, batch=16, validation=0.0
        )
        self._train(settings, HALL_LIST)

    def _train_the_best(self) -> None:
        best = self.hall.results()[0]
        found = from_texts(dict(best.link))[0]
        self._train(replace(found, epochs=settings_for().epochs), self.place.link.get("list"))

    def _train(self, settings: Settings, list_key: str | None) -> None:
        link = {"model": settings.model, **differing(settings)}
        link |= {"list": list_key} if list_key else {}
        self.exact = 0.0
        self.place = replace(self.place, link=link, phase=PICTURE, epoch=0, playing=True)

    def _do_step(self, _: Action) -> None:
        if self.has_run:
            self._stand(self.place.epoch + 1)

    def _do_reset(self, _: Action) -> None:
        if self.has_run:
            self._stand(0)
        else:
            self.place = replace(self.place, turn=0)

    def _do_epoch(self, action: Action) -> None:
        if self.has_run:
            self._stand(action.number)

    def _stand(self, epoch: int) -> None:
        epoch = min(max(0, epoch), self.settings.epochs)
        self.exact = float(epoch)
        self.place = replace(self.place, epoch=epoch, playing=False)

    def _do_answer(self, action: Action) -> None:
        question = self.question
        asked = question and self.place.phase == ASK
        if asked and 0 <= action.number < len(question.options):
            self.hall.vote(self.asked, LEADER, action.number)

    def _do_blank(self, _: Action) -> None:
        self.place = replace(self.place, blank=not self.place.blank)

    def _do_cover(self, _: Action) -> None:
        self.place = replace(self.place, cover=not self.place.cover)

    def _do_strike(self, action: Action) -> None:
        self.hall.strike(action.text, bool(action.number))

    def _do_end(self, _: Action) -> None:
        self.hall.end()
