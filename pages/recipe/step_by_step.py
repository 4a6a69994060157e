"""One function at a time: each click runs the next on a real batch and shows what came out."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from itertools import islice

import streamlit as st

from namegen.lessons.functions import STEPS
from namegen.lessons.seven_functions import (
    Begun,
    Checked,
    Compared,
    Derived,
    Gone,
    Outcome,
    Predicted,
    Updated,
    walk,
)
from namegen.models.recipe import Recipe
from namegen.ui.session.visitor import Visitor, current
from namegen.ui.widgets import trained_run
from namegen.ui.widgets.escape import plain
from namegen.wording import counted, percent, signed
from pages.recipe.source_and_shapes import FUNCTION, shapes
from pages.recipe.tasks import Task, answerer

_PROGRESS = "recipe-progress"
_NUMBERS = 5
_NAMES = 5


@dataclass
class Progress:
    """How many of the steps of a task have been run."""

    of: Hashable
    done: int = 0

    def next(self, done: int) -> None:
        """Run the next one, and look at it; a second quick click on it runs no other."""
        if done == self.done:
            st.session_state[FUNCTION] = STEPS[done]
            self.done += 1

    def train(self, visitor: Visitor, done: int) -> None:
        """Run train_model, which trains the visitor's own network to its last epoch."""
        if done == self.done and visitor.playhead.shown < visitor.settings.epochs:
            visitor.model_state.play()
        self.next(done)

    def start_over(self) -> None:
        self.done = 0
        st.session_state[FUNCTION] = STEPS[0]


def progress(task: Task) -> Progress:
    """The session's; another task, list or setting begins anew."""
    kept = current().things.get(_PROGRESS)
    if kept is None or kept.of != task.key:
        kept = current().things[_PROGRESS] = Progress(task.key)
    return kept


def buttons(visitor: Visitor, task: Task, kept: Progress) -> None:
    trains = kept.done == len(STEPS) - 1 and task.recipe_class is not Recipe
    press = partial(kept.train, visitor) if trains else kept.next
    with st.container(horizontal=True, vertical_alignment="center"):
        if kept.done < len(STEPS):
            st.button(
                f"Run {STEPS[kept.done]}", type="primary", icon=":material/play_arrow:",
                key="recipe-run", on_click=press, args=(kept.done,),
            )  # fmt: skip
        if kept.done:
            st.button(
                "Start over", icon=":material/restart_alt:", key="recipe-over",
                on_click=kept.start_over,
            )  # fmt: skip
        st.caption(f"{kept.done} of {len(STEPS)} steps have run.")


def came_out(visitor: Visitor, task: Task, kept: Progress, function: str) -> None:
    """What the function gave when it ran, in real numbers."""
    place = STEPS.index(function)
    if place >= kept.done:
        st.markdown("**What came out**")
        st.markdown("It has not run yet.")
    elif function == "train_model":
        _trained(visitor, task)
    else:
        with st.container(border=True, key="recipe-outcome"):
            for line in _told(task, ran(task.key, place + 1, task)[place]):
                st.markdown(line)


@st.cache_resource(show_spinner=False, max_entries=256)
def ran(key: Hashable, steps: int, _task: Task) -> list[Outcome]:
    """What the first steps of the task of this key give, run one after another."""
    recipe = _task.quick()
    return list(islice(walk(recipe, recipe.rate(_task.lr, 0, _task.epochs)), steps))


def _told(task: Task, outcome: Outcome) -> list[str]:
    """An outcome in a few lines."""
    match outcome:
        case Begun(first, parameters):
            row, named = task.row
            some = "  ".join(f"{signed(number, 3):>6}" for number in first[row][:_NUMBERS])
            return [
                f"**{parameters:,} numbers** for training to move. In {named}:",
                f"`{some}  ...`",
            ]
        case Predicted(indeps, preds):
            return [f"**{task.example(indeps)}:**", task.verdict(preds)]
        case Compared(loss):
            return [f"Loss of the batch: **{_loss(loss)}**", task.knowing_nothing]
        case Derived(sizes):
            layers = shapes(task.key, task)
            named = [f"`weights[{i}]`" for i in range(len(layers.weights))]
            named += [f"`biases[{i}]`" for i in range(len(layers.biases))]
            rows = [f"- {name} {size:.2g}" for name, size in zip(named, sizes, strict=True)]
            return ["How strongly a number moves the loss, on average:", "\n".join(rows)]
        case Updated():
            return _updated(task, outcome)
        case Gone((before, after), held_out):
            on = "validation names" if held_out else "the names that it was trained on"
            said = [f"The loss on {on}:", f"**{_loss(before)}** → **{_loss(after)}**"]
            if task.every > 1:
                said.append(f"One in {task.every} contexts stands for all here, to be quick.")
            return said
        case Checked(None):
            return ["No name of this list is for validation, so there is nothing to check it on."]
        case Checked(accuracy):
            return [f"**{percent(accuracy)}** {task.accuracy}."]


def _updated(task: Task, outcome: Updated) -> list[str]:
    # Two digits more than what they come to, so that it can be worked out from them.
    before, gradient = signed(outcome.before, 7), signed(outcome.gradient, 8)
    after = signed(outcome.after, 5)
    factor = f"({gradient})" if outcome.gradient < 0 else gradient
    moved = f"{before} − {task.lr:g} × {factor} = **{after}**"
    if not task.plain_descent:
        moved = f"{before} → **{after}**; its gradient was {gradient}"
    return [
        f"The weight {task.weight(*outcome.place)}:",
        moved,
        f"The loss of the batch: **{_loss(outcome.loss[0])}** → **{_loss(outcome.loss[1])}**",
    ]


def _loss(loss: float) -> str:
    return f"{loss:.4f}" if math.isfinite(loss) else "not a number: the learning rate is too high"


def _trained(visitor: Visitor, task: Task) -> None:
    """What many epochs come to."""
    if task.recipe_class is Recipe:
        st.markdown(f"**{task.epochs} epochs** later:")
        st.markdown(f"**{percent(answerer().accuracy)}** {task.accuracy}.")
        return
    found = trained_run.of(visitor)
    if found:
        run, snapshot = found
        losses = run.history.validation if snapshot.validation_loss else run.history.train
        st.markdown(f"**{counted(snapshot.epoch, 'epoch')}** later the loss is:")
        st.markdown(f"**{losses[0]:.4f}** → **{losses[snapshot.epoch]:.4f}**")
        made = run.names(snapshot.epoch, _NAMES)
        st.markdown(f"It makes names: {', '.join(map(plain, made))}")
