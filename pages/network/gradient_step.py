"""One step of training in slow motion: forward, loss, backward, update, for one pair of letters."""

from __future__ import annotations

import html
import math
from collections.abc import Callable

import numpy as np
import streamlit as st

from namegen.lessons import gradient_step
from namegen.lessons.gradient_step import PairStep
from namegen.models.bigram import CountedBigram
from namegen.training.run import TrainingRun
from namegen.ui.serving.web import delivery
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import chance_bars, glossary
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.pair_choice import pair_choice
from namegen.vocabulary import BOUNDARY
from namegen.wording import percent, shown, signed, spoken

_BEFORE, _AFTER, _STEP = "slow-letter", "slow-next", "slow-step"
_BLOWN_UP = (
    "**This row's numbers have blown up:** its steps were so large that the scores are past what "
    "a computer can hold, so there is nothing left to add up. Choose a lower learning rate, and "
    "press Play."
)


def show(visitor: Visitor, run: TrainingRun) -> None:
    """The step that would follow the epoch on the screen."""
    settings, dataset = visitor.settings, run.dataset
    snapshot = run.history.at(visitor.playhead.shown)
    characters = dataset.vocabulary.characters
    weights = snapshot.coeffs[0][0]
    st.header("One step in slow motion", anchor=False)
    plain = gradient_step.is_plain(settings)
    first, here = (
        gradient_step.length(dataset, settings, run.history.at(epoch).coeffs, epoch)
        for epoch in (0, snapshot.epoch)
    )
    st.markdown(
        f"A step changes all {weights.numel():,} weights at once. Here is the next, from epoch "
        f"{snapshot.epoch}, for the weight of one pair."
        + " Step takes it." * (plain and snapshot.epoch < settings.epochs)
        + " Early steps are larger: drag the epoch slider back." * (first > here),
        help=glossary.explained("logits", "softmax", "gradient", "learning rate"),
    )
    if not plain:
        st.caption(
            "This training takes its steps another way (optimiser, batch or weight decay, set on "
            "the page Train); what is shown is a plain step of gradient descent on all pairs."
        )

    @delivery.fragment
    def step_by_step() -> None:
        before, after, last = _choices(dataset.table)
        step = gradient_step.take(dataset, settings, snapshot.coeffs, snapshot.epoch, before, after)
        if step.blown_up:
            st.markdown(_BLOWN_UP)
            return
        numbers, pictures = st.columns(2, gap="medium")
        with numbers:
            _arithmetic(step, characters, before, last)
        with pictures:
            _bars(step, characters, before, updated=last == len(_STEPS))

    step_by_step()


def commonest_pair(table: CountedBigram) -> tuple[int, int]:
    """The ids of the commonest pair of letters; of names of one letter, of start and letter."""
    inside = table.counts[1:, 1:]
    if not inside.any():
        return 0, int(table.counts[0].argmax())
    row, column = np.unravel_index(inside.argmax(), inside.shape)
    return int(row) + 1, int(column) + 1


def _choices(table: CountedBigram) -> tuple[int, int, int]:
    """The ids of the pair chosen, and how many of the steps are to be shown."""
    row, column = commonest_pair(table)
    before, after, steps = st.columns([1, 1, 2], gap="medium")
    pair = pair_choice(table, (before, after), (_BEFORE, _AFTER), row, lambda _: column)
    last = steps.segmented_control(
        "Show up to", list(_STEPS), default="Forward", required=True, key=_STEP, bind="query-params"
    )
    return *pair, [*_STEPS].index(last) + 1


def _arithmetic(step: PairStep, characters: tuple[str, ...], row: int, last: int) -> None:
    """The first steps, each with its numbers and a sentence."""
    pair = _called(characters[row], "the start"), _called(characters[step.column], "the end")
    items = "".join(
        f'<li><b>{name}</b><p class="sum">{" ".join(f"<span>{part}</span>" for part in parts)}</p>'
        f"<p>{sentence}</p></li>"
        for name, (parts, sentence) in (
            (name, say(step, *pair)) for name, say in list(_STEPS.items())[:last]
        )
    )
    st.html(f'<div class="slow-steps"><ol>{items}</ol></div>')


def _called(character: str, boundary: str) -> str:
    return boundary if character == BOUNDARY else f"<b>{html.escape(spoken(character))}</b>"


Said = tuple[list[str], str]


def _forward(step: PairStep, letter: str, following: str) -> Said:
    score = step.logits[step.column]
    total = np.exp(step.logits.astype(float)).sum()
    sum = [
        f"p = e<sup>{_weight(score)}</sup> ÷ sum of all e<sup>logit</sup>",
        f"= {_number(np.exp(score), 5)} ÷ {_number(total, 5)}",
        f"= <b>{_number(step.probabilities[step.column])}</b>",
    ]
    return sum, (
        f"The row of {letter} holds {len(step.logits)} weights: the scores, or logits, of what may "
        f"follow. Softmax makes chances of them; p is the chance of {following}."
    )


def _loss(step: PairStep, letter: str, following: str) -> Said:
    sum = [
        f"−ln p = <b>{_number(step.surprise, 5)}</b> nats,",
        f"× {step.count:,} ÷ {step.examples:,} pairs",
        f"= {_number(step.loss_share)} nats",
    ]
    return sum, (
        f"That is the network's surprise each time {following} follows {letter}. The loss, "
        f"{step.loss:.3f}, is the mean over all pairs; {percent(step.share)} of them are this one."
    )


def _backward(step: PairStep, letter: str, following: str) -> Said:
    p, target = step.probabilities[step.column], step.targets[step.column]
    chances = _chances(step, 4)
    sum = [
        f"share of {letter} × (p − target)",
        f"= {_number(step.row_share, 5)} × ({chances[0]} − {chances[1]})",
        f"= <b>{_number(step.gradient[step.column])}</b>",
    ]
    how = "too low: a higher weight" if p < target else "too high: a lower weight"
    return sum, (
        f"The target is counted: {following} is {step.count:,} of {step.row_count:,} that follow "
        f"{letter}. p is {how} makes the loss smaller. A rare letter has a small share, so its row "
        "learns slowly."
    )


def _update(step: PairStep, letter: str, following: str) -> Said:
    weight, gradient = step.logits[step.column], step.gradient[step.column]
    sum = [
        "weight − learning rate × gradient",
        f"= {_weight(weight)} − {step.lr:g} × {_bracketed(gradient)}",
        f"= <b>{_weight(step.logits_after[step.column])}</b>",
    ]
    p, target, after = _chances(step, 1)
    return sum, (
        f"Every weight moves against its gradient. p goes from {p} to <b>{after}</b>, where "
        f"{target} is the target, and the loss from {step.loss:.3f} to {step.loss_after:.3f}."
    )


_STEPS: dict[str, Callable[[PairStep, str, str], Said]] = {
    "Forward": _forward,
    "Loss": _loss,
    "Backward": _backward,
    "Update": _update,
}


def _chances(step: PairStep, digits: int) -> list[str]:
    """p, its target, and p after the step, with decimals enough for this number of digits of what
    parts the first two."""
    rows = step.probabilities, step.targets, step.probabilities_after
    p, target, after = (float(row[step.column]) for row in rows)
    decimals = (
        4 if p == target else min(9, max(4, math.ceil(-math.log10(abs(p - target))) + digits))
    )
    return [f"{chance:.{decimals}f}" for chance in (p, target, after)]


def _number(value: float, digits: int = 4) -> str:
    """Digits that count, such as 0.01234; a minus that reads as one. What a result is computed from
    has more of them than the result, so that who computes it again comes to the same."""
    if abs(value) < 1e-9:
        return "0"
    text = np.format_float_positional(
        value, precision=digits, unique=False, fractional=False, trim="-"
    )
    return text.replace("-", "−")


def _weight(value: float) -> str:
    """To the fifth decimal, before a step and after it."""
    return signed(float(value), 5)


def _bracketed(value: float) -> str:
    text = _number(value, 6)
    return f"({text})" if value < 0 else text


def _bars(step: PairStep, characters: tuple[str, ...], row: int, updated: bool) -> None:
    """The row's chances before the step and, when that is taken, after it."""
    rows = [("Before the step", step.probabilities)]
    if updated:
        rows.append(("After the step", step.probabilities_after))
    top = max(step.probabilities.max(), step.probabilities_after.max(), step.targets.max())
    for title, probabilities in rows:
        chance_bars.show(
            characters, probabilities, f"slow-{title}", before=characters[row], marked=step.column,
            title=title, targets=step.targets, top=float(top),
        )  # fmt: skip
    before = "the start" if characters[row] == BOUNDARY else plain(shown(characters[row]))
    st.caption(
        f"What follows {before}. Bars: the network. Outlines: the counted table, its target."
    )
