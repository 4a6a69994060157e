"""The one picture of each page, as the stage shows it."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import segno

from namegen import wording
from namegen.lessons import gradient_step, ladder, questions
from namegen.lessons.functions import FUNCTIONS, SAYS
from namegen.lessons.questions import FIVE
from namegen.lessons.seven_functions import could_stay, fate
from namegen.lessons.similar_names import MANY, NameIndex, all_alike
from namegen.models.evaluation import few_checked, loss_on, perplexity, worse_than_nothing
from namegen.models.sampling import generate
from namegen.settings import TALK_SEED, Settings
from namegen.training.run import TrainingRun
from namegen.training.split import split
from namegen.ui.serving import pretrained
from namegen.ui.serving.counted_bigrams import counted
from namegen.ui.serving.runs import dataset_of
from namegen.ui.serving.web.packed import encode_shares
from namegen.ui.stage import frames
from namegen.ui.stage.hall_pictures import SOME, chips, described, game, own, search
from namegen.ui.stage.scene import ASK, PICTURE, Scene, StageState, bar, listed, names_list
from namegen.wording import count_names, signed

_AT_ONCE = 5
_MOST_COMPARED = 3  # runs
_NEAREST = 8
_EARLIER = "a network that was trained earlier on this list"


def join(state: StageState) -> Scene:
    """The code of the hall, to be read from the back row."""
    hall = state.hall
    address = f"{state.url}/stage?join={hall.code}&in={hall.invitation}"
    code = segno.make(address, micro=False, error="m").svg_inline(border=2, omitsize=True)
    said = html.escape(state.url.removeprefix("http://").removeprefix("https://").rstrip("/"))
    return Scene(
        title="Join",
        html=f'<div class="join"><div class="qr">{code}</div><div><p class="address">{said}</p>'
        f'<p class="code">{html.escape(hall.code)}</p>'
        "<p>A machine made this name up.<br>Your phone gets one of its own.</p>"
        '<p class="here"></p></div></div>',
    )


def start(state: StageState, left: tuple[TrainingRun, int] | None) -> Scene:
    """The talk's five names, and behind their question those that two models make now.

    left: a network that was trained here, and up to which epoch, for a list that brings none."""
    title, shown, names = "Five names", listed("five", FIVE), state.names
    if state.place.phase == PICTURE:
        models = [("Counting, 1 letter", counted(names))]
        if file := pretrained.file(names):
            saved = pretrained.saved(file)
            models.append((f"{_called(saved.settings)}, trained earlier", saved.model))
        elif left:
            run, epoch = left
            called = f"{_called(run.settings)}, trained here up to epoch {epoch}"
            models.append((called, run.model(epoch)))
        title, shown = (
            "Names that are made up now",
            "".join(
                f"<h2>{html.escape(called)}</h2>"
                + names_list(state, generate(model, _AT_ONCE, TALK_SEED), "names chips")
                for called, model in models
            ),
        )
    return Scene(title=title, html=shown, question=questions.start(names), before=True)


def count(state: StageState) -> Scene:
    """The counted table, and names drawn from it."""
    names, model = state.names, counted(state.names)
    drawn = generate(model, _AT_ONCE * (state.place.turn + 1), TALK_SEED)[-_AT_ONCE:]
    return Scene(
        title="Count which letter follows which",
        line=f"{names.size}, {model.counts.sum():,} pairs of letters",
        html="<h2>Names drawn from this table</h2>" + names_list(state, drawn),
        chart="matrix",
        frame={
            "characters": list(model.vocabulary.characters),
            "matrix": encode_shares(model.matrix),
        },
        question=questions.count(names, model),
    )


def network(state: StageState) -> Scene:
    """The counted table beside the learned one."""
    return Scene(
        title="A network instead of a table",
        line=_too_fast(state.run, state.settings) or state.came_short,
        chart="table",
        question=questions.network(state.names, state.run.dataset.counted_loss),
    )


def _too_fast(run: TrainingRun, settings: Settings) -> str:
    """What is said of a bigram network that cannot come to rest at its rate; nothing of others."""
    if not gradient_step.oscillation_message(run.dataset, settings, settings.epochs):
        return ""
    rate, rest = f"{settings.lr:g}", gradient_step.resting_rate(run.dataset)
    return f"A learning rate of {rate} is too high for this list; at {rest} it comes to rest"


def train(state: StageState) -> Scene:
    """The loss as it falls, and names as they come to be."""
    return Scene(title=described(state.settings), line=state.came_short, chart="train")


def embeddings(state: StageState) -> Scene:
    """The letters before training, and where they are now."""
    found, title = state.learned, "Where training puts the letters"
    if found is None:
        wait = state.awaited if state.place.phase == ASK else ""
        return Scene(title=title, chart="points", wait=wait)
    now, characters = found.now, found.now.model.vocabulary.characters
    return Scene(
        title=title,
        line=_EARLIER.capitalize() if found.earlier else "",
        chart="points",
        frame=frames.letters(characters, found.start.view, now.view) if found.earlier else None,
        question=found.question(state.names),
    )


def similar_names(state: StageState, index: NameIndex | None, untrained: NameIndex | None) -> Scene:
    """The names nearest to one, by what the network makes of them, and how alike they were to it
    before training."""
    title, found = "Names that the network thinks alike", state.learned
    if found is None or index is None or untrained is None:
        return Scene(title=title, wait=state.awaited)
    asked = index.names[state.place.turn % len(index.names)]
    many = index.nearest(asked, MANY)
    near = many[:_NEAREST]
    before = untrained.similarity(asked, [one.name for one in near])
    rows = "".join(
        bar(
            html.escape(state.covered(one.name)), max(0.0, one.similarity),
            f"{signed(one.similarity)} "
            f'<small translate="yes">before training {signed(earlier)}</small>',
        )
        for one, earlier in zip(near, before, strict=True)
    )  # fmt: skip
    return Scene(
        title=title,
        line=f"Among {count_names(len(index.names))}{f'; {_EARLIER}' if found.earlier else ''}",
        html=f'<h2>Most like <span translate="no">{html.escape(state.covered(asked))}</span></h2>'
        f'<div class="bars">{rows}</div>'
        f'<p class="small">1 is the same direction, 0 unrelated. {all_alike(many)}</p>',
        question=questions.similar_names(state.names, index) if not state.place.turn else None,
    )


def recipe(state: StageState) -> Scene:
    """The seven functions, and which of them changed for the next letter."""

    def row(name: str) -> str:
        said = fate(name)
        look = "changes" if said == "changes" else ""
        return f'<code>{name}</code><span>{SAYS[name]}</span><em class="{look}">{said}</em>'

    return Scene(
        title="One recipe of seven functions",
        html=listed("seven", map(row, FUNCTIONS), "ol"),
        question=questions.recipe(*could_stay()),
    )


def compare(state: StageState, runs: Sequence[TrainingRun]) -> Scene:
    """Counting, what was trained in this talk, and the network trained earlier.

    runs: that have come to their last epoch. All are checked on the same names, and none is shown
    that was trained on some of them.
    """
    validation = state.settings.validation
    runs = [run for run in runs if run.settings.validation == validation]
    # Without smoothing a single pair that is new would make the loss infinite.
    counting = replace(counted(state.names, validation), smoothing=Settings.smoothing)
    names, models = state.names, [("Counting, 1 letter", counting)]
    for run in runs[-_MOST_COMPARED:]:
        fast = ", its learning rate too high" if _too_fast(run, run.settings) else ""
        models.append((_called(run.settings) + fast, run.model(run.settings.epochs)))
    if saved := pretrained.validated(names, validation):
        models.append((f"{_called(saved.settings)}, trained earlier", saved.model))
    parts = split(names.names, validation, names.weights)
    checked, weights = parts.checked
    which = "for validation" if parts.validation else "that they were trained on"
    losses = [loss_on(model, checked, weights) for _, model in models]
    characters = len(counting.vocabulary)
    nothing = math.log(characters)
    most = min(max(losses), nothing)  # a loss without bounds would leave the others no room
    worse = [bool(worse_than_nothing(loss, characters)) for loss in losses]
    rows = "".join(
        bar(
            html.escape(title) + ", worse than knowing nothing" * astray, min(1.0, loss / most),
            f"{loss:.2f}", "best" if loss == min(losses) else "",
        )
        + names_list(state, generate(model, 3, TALK_SEED), "names row")
        for (title, model), loss, astray in zip(models, losses, worse, strict=True)
    )  # fmt: skip
    counting_doubt, least = (f"{perplexity(loss):.1f}" for loss in (losses[0], min(losses)))
    best = f"; the best, as among {least}" if min(losses) < losses[0] else ""
    return Scene(
        title="Which model knows names best?",
        line=f"Loss on {count_names(len(checked))} {which}, in nats a letter: lower is better; "
        f"knowing nothing is {nothing:.2f}",
        html=f'<div class="bars models">{rows}</div>'
        f'<p class="small">Counting is as much in doubt as among {counting_doubt} equally likely '
        f"letters{best}. {few_checked(len(parts.validation))}</p>",
        question=questions.compare(names, losses[0], characters),
    )


def _called(settings: Settings) -> str:
    return f"{settings.label}, {wording.counted(settings.context, 'letter')}"


def rungs(state: StageState) -> Scene:
    """This network's own numbers beside those of large language models."""
    settings = state.settings
    dataset = dataset_of(state.names, settings.context, settings.validation)
    rows = (
        f"<b>{rung.model}</b><span>{rung.vocabulary:,}</span><span>{rung.context:,}</span>"
        f"<span>{ladder.in_words(rung.parameters)}</span><span>{rung.data}</span>"
        for rung in ladder.rungs(dataset, settings)
    )
    head = "<b></b><span>Vocabulary</span><span>Context</span><span>Parameters</span>"
    return Scene(
        title="From this network to large language models",
        line="Vocabulary and context in tokens; this network's token is one letter",
        html=listed("rungs", (f"{head}<span>Trained on</span>", *rows))
        + '<p class="small">All of them predict the next token from those before it, draw one, and '
        "go on.</p>",
    )


def own_list(state: StageState) -> Scene:
    """The list that a visitor has chosen: how long it is, and what its names are like."""
    names = state.names
    some = dict.fromkeys(names.names[:: max(1, len(names.names) // SOME)])
    return Scene(
        title=f"Names to learn from: {names.title}",
        line=f"{count_names(len(names.names))}; some of them:",
        html=chips(state, list(some)[:SOME]),
    )


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
    "ladder": rungs,
    "game": game,
    "own": own,
    "search": search,
}
