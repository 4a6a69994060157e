"""The one picture of each page, as the stage shows it."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import segno

from namegen.hall.game_score import NameScore, fooled_most, share_interval, share_right
from namegen.hall.hall import Hall
from namegen.lessons import game as game_rules
from namegen.lessons import questions
from namegen.lessons.game import Card, Deck
from namegen.lessons.questions import FIVE, Question
from namegen.lessons.seven_functions import FUNCTIONS, changes, could_stay
from namegen.lessons.similar_names import NameIndex
from namegen.models import contexts
from namegen.models.evaluation import evaluate, perplexity
from namegen.models.sampling import LanguageModel, generate
from namegen.settings import Settings
from namegen.training.split import split
from namegen.ui import live
from namegen.ui.serving.counted import counted
from namegen.ui.stage.scene import Moment, Scene, bar, listed, names_list
from namegen.wording import count_names, percent

SEED = 2147483647  # the talk's
GUESSES = ("Real", "Made up")
_AT_ONCE = 5
_LEARNS = "One moment: the network learns."

_SAYS = {
    "init_coeffs": "random numbers to begin with",
    "calc_preds": "what goes in becomes predictions",
    "calc_loss": "how wrong they are, as one number",
    "update_coeffs": "every number moves a little",
    "execute_epoch": "once through all batches",
    "model_accuracy": "checked on names never trained on",
    "train_model": "begin, then epoch after epoch",
}


def join(moment: Moment) -> Scene:
    """The code of the hall, to be read from the back row."""
    address = f"{moment.url}/stage?join={moment.hall.code}"
    code = segno.make(address, micro=False, error="m").svg_inline(border=2, omitsize=True)
    said = html.escape(moment.url.removeprefix("http://").removeprefix("https://").rstrip("/"))
    return Scene(
        title="Join",
        html=f'<div class="join"><div class="qr">{code}</div><div><p>{said}</p>'
        f'<p class="code">{html.escape(moment.hall.code)}</p>'
        "<p>A machine made this name up.<br>Your phone gets one of its own.</p>"
        '<p class="here"></p></div></div>',
    )


def start(moment: Moment) -> Scene:
    """The talk's five names."""
    return Scene(
        title="Five names",
        html=listed("five", FIVE),
        question=questions.start(moment.names),
        before=True,
    )


def count(moment: Moment) -> Scene:
    """The counted table, and names drawn from it."""
    names, model = moment.names, counted(moment.names)
    drawn = generate(model, _AT_ONCE * (moment.place.turn + 1), SEED)[-_AT_ONCE:]
    return Scene(
        title="Count which letter follows which",
        line=f"{count_names(len(names.names))}, {model.counts.sum():,} pairs of letters",
        html="<h2>Names drawn from this table</h2>" + names_list(moment, drawn),
        chart="matrix",
        frame={
            "characters": list(model.vocabulary.characters),
            "matrix": live.encode_shares(model.matrix),
        },
        question=questions.count(names, model),
    )


def network(moment: Moment) -> Scene:
    """The counted table beside the learned one."""
    return Scene(
        title="A network instead of a table",
        chart="table",
        question=questions.network(moment.names, moment.run.dataset.counted_loss),
    )


def train(moment: Moment) -> Scene:
    """The loss as it falls, and names as they come to be."""
    return Scene(title=_described(moment.settings), chart="train")


def _described(settings: Settings) -> str:
    letters = f"{settings.context} letter{'s' if settings.context > 1 else ''}"
    layers = len(settings.hiddens)
    hidden = "no hidden layer" if not layers else "one hidden layer" if layers == 1 else ""
    return f"A network that sees {letters}, with {hidden or f'{layers} hidden layers'}"


def embeddings(moment: Moment) -> Scene:
    """The letters before training, and where they are now."""
    run, epochs = moment.run, moment.settings.epochs
    title = "Where training puts the letters"
    if run.last_epoch < epochs:
        return Scene(title=title, chart="points", wait=_LEARNS)
    dataset, snapshot = run.dataset, run.history.at(epochs)
    return Scene(
        title=title,
        chart="points",
        question=questions.embeddings(
            moment.names, dataset.vocabulary.characters, dataset.frequencies,
            run.history.at(0).embedding, snapshot.embedding, epochs,
        ),
    )  # fmt: skip


def similar_names(moment: Moment, index: NameIndex | None) -> Scene:
    """The names nearest to one, by what the network makes of them."""
    title = "Names that the network thinks alike"
    if index is None:
        return Scene(title=title, wait=_LEARNS)
    asked = index.names[moment.place.turn % len(index.names)]
    near = index.nearest(asked, 8)
    rows = "".join(
        bar(html.escape(one.name), max(0.0, one.similarity), f"{one.similarity:.2f}")
        for one in near
    )
    return Scene(
        title=title,
        line=f"Among the first {count_names(len(index.names))} of the list",
        html=f"<h2>Most like {html.escape(asked)}</h2>"
        f'<div class="bars">{rows}</div><p class="small">1 is the same direction, 0 unrelated</p>',
        question=questions.similar_names(moment.names, index) if not moment.place.turn else None,
    )


def recipe(moment: Moment) -> Scene:
    """The seven functions, and which of them changed for the next letter."""
    rows = (
        f"<code>{name}</code><span>{_SAYS[name]}</span>"
        + ("<em class=adapted>adapted</em>" if changes(name) else "<em>unchanged</em>")
        for name in FUNCTIONS
    )
    return Scene(
        title="One recipe of seven functions",
        html=listed("seven", rows, "ol"),
        question=questions.recipe(*could_stay()),
    )


def compare(moment: Moment, others: Sequence[tuple[str, LanguageModel]]) -> Scene:
    """Counting, what was trained in this talk, and the network trained earlier.

    others: models beside the counted one, each with what it is called.
    """
    validation = Settings.validation
    # Without smoothing a single pair that is new would make the loss infinite.
    counting = replace(counted(moment.names, validation), smoothing=Settings.smoothing)
    models = [("Counting, 1 letter", counting), *others]
    names = moment.names
    checked = split(names.names, validation, names.weights).validation or names.names
    losses = [_loss(model, checked) for _, model in models]
    most = max(losses)
    rows = "".join(
        bar(
            html.escape(title), loss / most, f"{loss:.2f}",
            "best" if loss == min(losses) else "",
        )
        + names_list(moment, generate(model, 3, SEED), "names row")
        for (title, model), loss in zip(models, losses, strict=True)
    )  # fmt: skip
    doubt = [f"{perplexity(loss):.1f}" for loss in (losses[0], min(losses))]
    return Scene(
        title="Which model knows names best?",
        line=f"Loss on {count_names(len(checked))} for validation, in nats a letter: lower is "
        "better",
        html=f'<div class="bars models">{rows}</div>'
        f'<p class="small">Counting is as much in doubt as among {doubt[0]} equally likely '
        f"letters; the best, as among {doubt[1]}.</p>",
    )


def _loss(model: LanguageModel, names: Sequence[str]) -> float:
    """In nats a letter."""
    return evaluate(model, contexts.build(names, model.vocabulary, model.context)).loss


def own(moment: Moment) -> Scene:
    """The names that the hall has sent, or the network that learns from them."""
    if moment.run is not None:
        return Scene(
            title=f"A network that learns from {count_names(len(moment.names.names))} of this hall",
            chart="train",
        )
    sent = [html.escape(one.name) for one in moment.hall.sent_names() if not one.struck]
    latest = [f"<b>{name}</b>" for name in sent[-24:]]
    return Scene(
        title="Names of this hall",
        line="Send one name from your phone: your own, or one that you like",
        html=listed("names chips", latest) if latest else '<p class="empty">None yet</p>',
        form="name",
    )


def search(moment: Moment) -> Scene:
    """Each phone's short training as a dot: its learning rate against its loss."""
    if moment.run is not None:
        return Scene(title=f"The best of you: {_described(moment.settings).lower()}", chart="train")
    results = moment.hall.results()
    said = '<p class="empty">No dot yet</p>'
    if results:
        phone, best = next(iter(results.items()))
        names = [html.escape(moment.covered(name)) for name in best.names[:_AT_ONCE]]
        said = (
            f'<p>Best: <b class="code">{html.escape(moment.hall.name_of(phone))}</b></p>'
            f"<p>loss <b>{best.loss:.2f}</b>, {_short(best.link)}</p>"
            + listed("names", (f"<b>{name}</b>" for name in names))
        )
    dots = [
        [float(one.link["lr"]), one.loss, _layers(one.link), int(phone == next(iter(results)))]
        for phone, one in results.items()
    ]
    return Scene(
        title="Find better settings",
        line="Pick a learning rate, layers and a context on your phone",
        html=f'<div class="found">{said}</div>',
        chart="dots",
        frame={"dots": dots},
        form="search",
    )


def _layers(link: Mapping[str, str]) -> int:
    return len([size for size in link["hiddens"].split(",") if size])


def _short(link: Mapping[str, str]) -> str:
    return (
        f"rate {float(link['lr']):g}, {_layers(link)} layer{'' if _layers(link) == 1 else 's'}, "
        f"{link['context']} letter{'' if link['context'] == '1' else 's'}"
    )


def game(moment: Moment, deck: Deck) -> Scene:
    """A name that is real or made up, or after the last one what the hall has scored."""
    cards, turn = cards_of(moment.hall, deck), moment.place.turn
    if turn >= len(cards):
        return _score(moment, [_name_score(moment.hall, i, card) for i, card in enumerate(cards)])
    card = cards[turn]
    return Scene(
        title="Real or made up?",
        html=f'<p class="big">{html.escape(moment.covered(card.name))}</p>',
        question=card_question(turn, card),
        before=True,
    )


def cards_of(hall: Hall, deck: Deck) -> tuple[Card, ...]:
    """The names of a hall's round."""
    return deck.deal(int.from_bytes(hall.code.encode()[:4].ljust(4), "big"))


def card_question(turn: int, card: Card) -> Question:
    """What is asked of a name."""
    because = "it is in the list." if card.real else "a model made it up."
    text = f"Name {turn + 1} of {game_rules.NAMES}"
    return Question(f"game-{turn}", text, GUESSES, GUESSES[not card.real], because)


def _name_score(hall: Hall, turn: int, card: Card) -> NameScore:
    real, made = hall.votes(f"game-{turn}", 2)
    return NameScore(card.name, card.real, real + made, real if card.real else made)


def _score(moment: Moment, scores: Sequence[NameScore]) -> Scene:
    share, most = share_right(scores), fooled_most(scores)
    if share is None:
        return Scene(title="Real or made up?", html='<p class="empty">Nobody has guessed</p>')
    low, high = share_interval(scores)
    said = f'<p class="big">{percent(share)} <small>right</small></p>' + (
        f"<p>With other names it might have been {percent(low)} to {percent(high)}; pure guessing "
        "scores 50 %.</p>"
    )
    if most is not None:
        what = "is real" if most.real else "was made up"
        said += (
            f'<h2>The name that fooled most of you</h2><p class="big">'
            f"{html.escape(moment.covered(most.name))}</p><p>It {what}; "
            f"{most.guesses - most.right} of {most.guesses} said otherwise.</p>"
        )
    return Scene(title="Real or made up?", html=f'<div class="score">{said}</div>')


PICTURES: dict[str, Callable[..., Scene]] = {
    "join": join,
    "start": start,
    "count": count,
    "network": network,
    "train": train,
    "embeddings": embeddings,
    "alike": similar_names,
    "recipe": recipe,
    "compare": compare,
    "game": game,
    "own": own,
    "search": search,
}
