"""The seven functions: their source, and what goes in and comes out with which shapes."""

from __future__ import annotations

import inspect
import math
import textwrap
from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from namegen.lessons.functions import BACKWARD, CHANGED_FOR_MANY_LAYERS, FUNCTIONS, SAYS, STEPS
from namegen.lessons.seven_functions import Shape, changes, fate, flow
from namegen.models.recipe import NextCharacter, Recipe
from namegen.ui.widgets import glossary
from pages.recipe.tasks import NEXT_LETTER, YES_OR_NO, Task

TASK, FUNCTION = "task", "function"
_NO_BREAK = "\N{NO-BREAK SPACE}"

_TERMS = {
    "init_coeffs": glossary.explained("parameters"),
    "calc_preds": glossary.explained("logits"),
    "calc_loss": glossary.explained("loss", "batch"),
    BACKWARD: glossary.explained("gradient"),
    "update_coeffs": glossary.explained("gradient", "learning rate"),
    "execute_epoch": glossary.explained("epoch", "batch", "gradient"),
    "model_accuracy": glossary.explained("accuracy", "validation"),
    "train_model": glossary.explained("epoch", "learning rate"),
}
_CHANGES = {
    "stays": ":green-badge[no change]",
    "changes": ":orange-badge[changed for this task]",
    "could stay": ":orange-badge[changed for other optimisers and weight decay]",
}


@dataclass(frozen=True)
class Shapes:
    """The shapes of a task. flow: from indeps to preds through the layers."""

    hiddens: tuple[int, ...]
    weights: tuple[Shape, ...]
    biases: tuple[Shape, ...]
    flow: tuple[Shape, ...]
    deps: Shape
    batches: int
    held_out: tuple[Shape, Shape]


def what_changes() -> None:
    """The seven functions, and which of them change at each of the talk's two steps."""
    many = len(FUNCTIONS) - len(CHANGED_FOR_MANY_LAYERS)
    st.markdown(
        f"From one hidden layer to any number, {many} of the seven stay as they were. That is the "
        "talk's own count. The next letter is a new task: what it changes is read from the code."
    )
    rows = []
    for function in FUNCTIONS:
        layers = "changes" if function in CHANGED_FOR_MANY_LAYERS else "stays"
        rows.append(f"| `{function}` | {_badge(layers)} | {_badge(fate(function))} |")
    head = ["| Function | One hidden layer to many | Yes or no to next letter |"]
    table = "\n".join([*head, "| --- | --- | --- |", *rows])
    st.container(key="worded-changes").markdown(table)
    st.caption(
        "The talk's own settings belong to its yes-or-no task: 30 epochs, learning rate 0.1, "
        "hidden layers of 10 and 10, ReLU between them. For the next letter the app begins "
        "with those epochs and that rate; embedding, batches and tanh are its own choice."
    )


def _badge(said: str) -> str:
    return f":{'orange' if said == 'changes' else 'green'}-badge[{said}]"


def what_they_do() -> None:
    """The seven functions, for who is asked about them."""
    rows = "\n".join(f"| `{function}` | {SAYS[function]} |" for function in FUNCTIONS)
    st.markdown(f"| Function | What it does |\n| --- | --- |\n{rows}")


def choices() -> tuple[str, str]:
    """The task and the function to look at."""
    task = st.segmented_control(
        "Task", (NEXT_LETTER, YES_OR_NO), default=NEXT_LETTER, required=True, key=TASK,
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    function = st.pills(
        "Function", STEPS, default=STEPS[0], required=True, key=FUNCTION, bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    return task, function


def heading(task: Task, function: str) -> None:
    """What the function is called with, what it does, and whether the second task changes it."""
    st.header(f"`{_signature(task, function)}`", anchor=False)
    badge = ""
    if task.recipe_class is NextCharacter and function != BACKWARD:
        badge = " " + _CHANGES[fate(function)]
    st.container(key="worded-change").markdown(
        f"It {SAYS[function]}.{badge}", help=_TERMS[function]
    )


def _signature(task: Task, function: str) -> str:
    if function == BACKWARD:
        return f"{BACKWARD}()"
    parameters = inspect.signature(getattr(task.recipe_class, function)).parameters.values()
    wanted = [
        parameter.name
        if parameter.default is parameter.empty
        else f"{parameter.name}={parameter.default}"
        for parameter in parameters
        if parameter.name != "self"
    ]
    return f"{function}({', '.join(wanted)})"


def in_and_out(task: Task, function: str) -> tuple[list[str], list[str]]:
    """What the function is given and what it gives back, with the shapes of this task."""
    of = shapes(task.key, task)
    coeffs = "- `coeffs`, weights and biases"
    batch = f"- `indeps` {_text(of.flow[0])} {task.indeps}"
    truth = f"- `deps` {_text(of.deps)} {task.deps}"
    rate = f"- `lr` {task.lr:g}"
    layers = [
        f"- `weights` {' '.join(map(_text, of.weights))}",
        f"- `biases` {' '.join(map(_text, of.biases)) or 'none'}",
    ]
    changed = ["- nothing: `coeffs` themselves are changed"]
    batches = f"{of.batches:,} batches" if of.batches > 1 else "one batch, of everything"
    held_out = [
        f"- `validationIn` {_text(of.held_out[0])}, `validationOut` {_text(of.held_out[1])}"
    ]
    table: dict[str, tuple[list[str], list[str]]] = {
        "init_coeffs": ([f"- `hiddens` {list(of.hiddens)}"], layers),
        "calc_preds": (
            [coeffs, batch],
            [
                f"- {_text(of.flow[-1])} {task.preds}",
                f"- on the way: {' → '.join(map(_text, of.flow))}",
            ],
        ),
        "calc_loss": ([coeffs, batch, truth], ["- one number"]),
        BACKWARD: (
            ["- the loss, which remembers how it was computed"],
            ["- a `grad` beside each of the `coeffs`, of the same shape"],
        ),
        "update_coeffs": ([f"{coeffs}, with their `grad`", rate], changed),
        "execute_epoch": ([coeffs, rate, f"- {batches}"], changed),
        "model_accuracy": ([coeffs, *held_out], ["- one number, from 0 to 1"]),
        "train_model": ([f"- `epochs` {task.epochs}", rate], ["- `coeffs`, trained"]),
    }
    return table[function]


def code(task: Task, function: str) -> None:
    """The function's real source; beside it on request that of the other task."""
    shown = "execute_epoch" if function == BACKWARD else function
    with st.container(key="recipe-code"):
        st.code(source(task.recipe_class, shown), language="python", wrap_lines=True)
    other = Recipe if task.recipe_class is NextCharacter else NextCharacter
    if changes(shown):
        named = YES_OR_NO if other is Recipe else NEXT_LETTER
        with st.expander(f"The same function for “{named}”"), st.container(key="recipe-other"):
            st.code(source(other, shown), language="python", wrap_lines=True)


def source(recipe_class: type[Recipe], function: str) -> str:
    """The source of the function as the class has it, its own or inherited."""
    return textwrap.dedent(inspect.getsource(getattr(recipe_class, function))).rstrip()


@st.cache_resource(show_spinner=False, max_entries=64)
def shapes(key: Hashable, _task: Task) -> Shapes:
    """The shapes of the task of this key."""
    recipe = _task.make()
    coeffs = recipe.init_coeffs(recipe.hiddens)
    indeps, deps = next(recipe.batches())
    weights, biases = (tuple(tuple(layer.shape) for layer in layers) for layers in coeffs)
    return Shapes(
        tuple(recipe.hiddens),
        weights,
        biases,
        tuple(flow(recipe, coeffs, indeps)),
        tuple(deps.shape),
        math.ceil(len(recipe.trainingIn) / len(indeps)),
        (tuple(recipe.validationIn.shape), tuple(recipe.validationOut.shape)),
    )


def _text(shape: Shape) -> str:
    """Such as "(32, 27)", never broken; a single number has no shape, and is called so."""
    if not shape:
        return "(a number)"
    return f"({f',{_NO_BREAK}'.join(map(str, shape))})"
