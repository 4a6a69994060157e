"""The steps of the talk for one reader, whose browser keeps what has been answered."""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from namegen.hall.hall import LEADER, Hall
from namegen.hall.said import Began
from namegen.hall.store import Store
from namegen.lessons.questions import Question
from namegen.ui.stage.hall_pictures import card_question
from namegen.ui.stage.led import talk
from namegen.ui.stage.scene import ANSWER, ASK, Scene, StageState
from namegen.ui.stage.show import Show

_MOST, _LONGEST = 200, 200
_ROUNDS = 10_000


@dataclass(frozen=True)
class Kept:
    """What a reader's browser keeps of a tour: the number of the game's round, and by a question's
    key the option that was chosen, if any, with whether the answer was revealed."""

    round: str
    answers: Mapping[str, tuple[str, bool]]

    @classmethod
    def of(cls, told: Any) -> Kept:
        """What a browser says that it has kept, without what cannot be understood of it."""
        number, answers = str(secrets.randbelow(_ROUNDS)), {}
        match told:
            case {"round": str(round), "answers": dict(given)}:
                if re.fullmatch(r"\d{1,4}", round, re.ASCII):
                    number = round
                for key, answer in list(given.items())[:_MOST]:
                    match answer:
                        case [str(option), bool(revealed)]:
                            answers[key[:_LONGEST]] = option[:_LONGEST], revealed
        return cls(number, answers)


class TourShow(Show):
    """A talk in a hall that nobody joins, and that goes with its reader's line.

    Answers are kept by the question and not by the step, so that they are none to the questions of
    another list, and by what the option says, so that it is one that is offered.
    """

    def __init__(self, at: Began, kept: Kept) -> None:
        """Raises TalkError where the talk has no step for a reader."""
        self._kept, self._round = kept, kept.round
        hall = Hall(secrets.token_hex(8), math.inf, Store(), "")
        super().__init__(hall, "", *talk(alone=True), at)

    def _show(self) -> None:
        self._kept = self._to_keep()
        super()._show()

    def _to_keep(self) -> Kept:
        """With the answer to the question on the stage as it is now: whoever is told of that answer
        is told to keep it."""
        asked, question = self._posed
        chosen, revealed = self.hall.vote_of(asked, LEADER), self.hall.is_revealed(asked)
        if question is None or (chosen is None and not revealed):
            return self._kept
        said = "" if chosen is None else question.options[chosen]
        return replace(self._kept, answers={**self._kept.answers, question.key: (said, revealed)})

    def _picture(self, state: StageState) -> Scene:
        place = state.place
        if place.page == "game":  # its score is of all its names
            for turn, card in enumerate(self._cards):
                self._answer(card_question(turn, card), replace(place, turn=turn).asked)
        scene = super()._picture(state)
        if scene.question:
            self._answer(scene.question, place.asked)
        if place.phase == ASK and self.hall.is_revealed(place.asked):
            playing = place.playing or place.page == "network"
            self.place = replace(place, phase=ANSWER, playing=playing)
        return scene

    def _answer(self, question: Question, asked: str) -> None:
        """Answer it as it was before."""
        chosen, revealed = self._kept.answers.get(question.key, ("", False))
        if chosen in question.options and self.hall.vote_of(asked, LEADER) is None:
            self.hall.vote(asked, LEADER, question.options.index(chosen))
        if revealed:
            self.hall.reveal(asked)

    def _told(self) -> dict[str, Any]:
        return super()._told() | {"kept": asdict(self._to_keep())}
