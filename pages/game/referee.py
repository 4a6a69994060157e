"""The referee who plays along: trained while the visitor plays, once for everybody."""

from __future__ import annotations

from dataclasses import replace

from namegen.lessons.game import Deck, lessons
from namegen.lessons.referee import Referee, train_referee
from namegen.ui.serving.opponents import Opponent, deck
from namegen.ui.serving.referees import Awaited, referees

_SEED = 0


def referee(opponent: Opponent, session: str) -> Awaited:
    """The referee against an opponent, who knows none of the names of its rounds."""
    names = deck(opponent)
    return referees().ask(opponent.identity, lambda: _train(opponent, names), session)


def _train(opponent: Opponent, names: Deck) -> Referee | None:
    parts = opponent.split
    real, made = lessons(opponent.model, parts.training, parts.validation, names)
    trained = train_referee(real, made, opponent.model.vocabulary, _SEED)
    # The names that it was checked on take most of its memory.
    return trained and replace(trained, judged=())
