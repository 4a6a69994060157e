"""The game in stage mode: the page's own round, from the name that its visitor is at."""

from __future__ import annotations

from dataclasses import replace

from namegen.hall.hall import LEADER
from namegen.lessons.game import GUESSES, Card, Round, onward
from namegen.ui.navigation import Page
from namegen.ui.session.visitor import Visitor
from namegen.ui.stage.led import Action
from namegen.ui.stage.page_show import PageShow
from namegen.ui.stage.scene import ANSWER, ASK, Scene, StageState
from namegen.ui.stage.show import Show


class RoundShow(PageShow):
    """Guesses on the stage are guesses on the page: whoever leaves it goes on at the same name."""

    def __init__(self, visitor: Visitor, page: Page, playing: Round) -> None:
        self._playing = playing
        super().__init__(visitor, page)

    def _follow(self) -> None:
        super()._follow()
        playing = self._playing
        for turn, real in enumerate(playing.guesses):
            self.hall.vote(replace(self.place, turn=turn).asked, LEADER, int(not real))
        phase = ANSWER if playing.answered else ASK
        self.place = replace(self.place, turn=playing.place, phase=phase)

    @property
    def _cards(self) -> tuple[Card, ...]:
        return self._playing.cards

    def _picture(self, state: StageState) -> Scene:
        return Show._picture(self, state)  # what has been answered is the round's to say

    @property
    def plays(self) -> str:
        return onward(self._playing.place) if self._playing.answered else ""

    def _do_play(self, _: Action) -> None:
        self._playing.go_on(self.place.turn)
        self._follow()

    def _do_answer(self, action: Action) -> None:
        if 0 <= action.number < len(GUESSES):
            self._playing.guess(self.place.turn, action.number == 0)
            self._follow()

    def _do_reset(self, _: Action) -> None:
        """What has been guessed stays guessed."""

    @property
    def address(self) -> dict[str, str]:
        return super().address | {"played": self._playing.text}
