"""The pictures that a hall makes itself: its names, its search for settings, its game."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from namegen.hall.game_score import NameScore, fooled_most, share_interval, share_right
from namegen.hall.hall import LEADER, Hall
from namegen.lessons import game as game_rules
from namegen.lessons.game import Card, Deck
from namegen.lessons.questions import Question
from namegen.setting_texts import from_texts
from namegen.settings import Settings
from namegen.ui.stage.scene import Scene, StageState, listed
from namegen.wording import count_names, counted, percent, shorten

LEAST_NAMES = 8
"""With fewer names of its own no network is trained for a hall."""
SOME = 24
"""Names that have room on a stage."""
_FEW, _MANY = 150, 200  # letters of them that have room to be larger, and that need to be smaller
_NAMES = 5  # of the best network's


def own(state: StageState) -> Scene:
    """The names that the hall has sent, or the network that learns from them."""
    if state.run is not None:
        return Scene(
            title=f"A network that learns from {count_names(len(state.names.names))} of this hall",
            chart="train",
        )
    sent = state.hall.kept_names()
    still = LEAST_NAMES - len(sent)
    needed = f"; {still} more, and a network can learn them" if still > 0 else ""
    return Scene(
        title="Names of this hall",
        line=f"Send one name from your phone: your own, or one that you like{needed}",
        html=chips(state, sent[-SOME:]) if sent else '<p class="empty">None yet</p>',
        form="name",
    )


def chips(state: StageState, names: Sequence[str]) -> str:
    """Names beside one another, the smaller the more letters they have. names: at most SOME."""
    shown = [shorten(state.covered(name)) for name in names]
    letters = sum(map(len, shown))
    size = "few" if letters < _FEW else "many" if letters > _MANY else ""
    return listed(f"names chips {size}", (f"<b>{html.escape(name)}</b>" for name in shown))


def search(state: StageState) -> Scene:
    """Each short training as a dot: its learning rate against its loss."""
    if state.run is not None:
        return Scene(title=f"The best of you: {described(state.settings).lower()}", chart="train")
    results = [(one, from_texts(one.link)[0]) for one in state.hall.results()]
    said = '<p class="empty">No dot yet</p>'
    if results:
        best, settings = results[0]
        names = [html.escape(state.covered(name)) for name in best.names[:_NAMES]]
        said = (
            f'<p>Best: <b class="code">{html.escape(state.hall.name_of(best.phone))}</b></p>'
            f"<p>loss <b>{best.loss:.2f}</b>, {_short(settings)}</p>"
            + listed("names", (f"<b>{name}</b>" for name in names))
        )
    dots = [
        [settings.lr, one.loss, len(settings.hiddens), int(place == 0)]
        for place, (one, settings) in enumerate(results)
    ]
    return Scene(
        title="Find better settings",
        line="On your phone, pick a learning rate, layers and how many letters it sees",
        html=f'<div class="found">{said}</div>',
        chart="dots",
        frame={"dots": dots},
        form="search",
    )


def _short(settings: Settings) -> str:
    layers = counted(len(settings.hiddens), "layer") if settings.hiddens else "no layer"
    return f"rate {settings.lr:g}, {layers}, {counted(settings.context, 'letter')}"


def game(state: StageState, cards: Sequence[Card]) -> Scene:
    """A name that is real or made up, or after the last one what the hall has scored."""
    turn = state.place.turn
    if turn >= len(cards):
        return _score(state, cards)
    card = cards[turn]
    return Scene(
        title="Real or made up?",
        html=f'<p class="big">{html.escape(state.covered(card.name))}</p>',
        question=card_question(turn, card),
        before=True,
    )


def cards_of(hall: Hall, deck: Deck, number: str) -> tuple[Card, ...]:
    """The names of the round of a number, or without one of a round of the hall's own."""
    own = int.from_bytes(hall.code.encode()[:4].ljust(4), "big")
    return deck.deal(int(number) if number.isdecimal() else own)


def card_question(turn: int, card: Card) -> Question:
    """What is asked of a name."""
    because = "it is in the list." if card.real else "a model made it up."
    text = f"Name {turn + 1} of {game_rules.NAMES}"
    right = game_rules.GUESSES[not card.real]
    return Question(f"game-{turn}-{card.name}", text, game_rules.GUESSES, right, because)


def _scores(state: StageState, cards: Sequence[Card]) -> list[NameScore]:
    """What the phones have scored; where none has guessed, what the one has who leads."""
    hall = state.hall
    asked = [replace(state.place, turn=turn).asked for turn in range(len(cards))]
    votes = [hall.votes(name, 2) for name in asked]
    if not any(map(sum, votes)):
        votes = [[hall.vote_of(name, LEADER) == option for option in range(2)] for name in asked]
    return [
        NameScore(card.name, card.real, real + made, real if card.real else made)
        for card, (real, made) in zip(cards, votes, strict=True)
    ]


def _score(state: StageState, cards: Sequence[Card]) -> Scene:
    scores = _scores(state, cards)
    guesses = [(score.guesses, score.right) for score in scores]
    share, most = share_right(guesses), fooled_most(scores)
    if share is None:
        return Scene(title="Real or made up?", html='<p class="empty">Nobody has guessed</p>')
    low, high = share_interval(guesses)
    said = (
        f'<div><h2>You were right</h2><p class="big">{percent(share)}</p><p>With other names it '
        f"might have been {percent(low)} to {percent(high)}; pure guessing scores 50 %.</p></div>"
    )
    if max(score.guesses for score in scores) == 1:
        said += _fooled_one(state, [score for score in scores if score.fooled])
    elif most is not None:
        what = "is real" if most.real else "was made up"
        said += (
            f'<div><h2>The name that fooled most of you</h2><p class="big">'
            f"{html.escape(state.covered(most.name))}</p><p>It {what}; "
            f"{most.guesses - most.right} of {most.guesses} said otherwise.</p></div>"
        )
    return Scene(title="Real or made up?", html=f'<div class="score">{said}</div>')


def _fooled_one(state: StageState, fooled: Sequence[NameScore]) -> str:
    """What the score says to one who has played alone."""
    if not fooled:
        return "<div><h2>No name fooled you</h2></div>"
    names = (
        f"<b>{html.escape(state.covered(score.name))}</b> "
        f"<small>{'real' if score.real else 'made up'}</small>"
        for score in fooled
    )
    title = "The name that fooled you" if len(fooled) == 1 else "The names that fooled you"
    return f"<div><h2>{title}</h2>{listed('names', names)}</div>"


def described(settings: Settings) -> str:
    """A network in words."""
    letters = counted(settings.context, "letter")
    layers = len(settings.hiddens)
    hidden = "no hidden layer" if not layers else "one hidden layer" if layers == 1 else ""
    return f"A network that sees {letters}, with {hidden or f'{layers} hidden layers'}"
