"""The controls that pages share. Each shows a setting and, when moved, changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from namegen.optimizers import OPTIMIZERS
from namegen.settings import APP_LAYERS, FULL_BATCH, PRESETS, SPECS, TRAINED, settings_for
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets.glossary import GLOSSARY, said
from namegen.ui.widgets.widget_state import show

# A log scale: two steps an octave or so, wide enough for both models.
RATES = [round(m * 10**p, 6) for p in range(-3, 2) for m in (1, 2, 3, 5, 7)] + [100.0]
BATCHES = [16, 32, 64, 128, 256, 512, 1024, 2048, FULL_BATCH]
_DECAYS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)
_ACTIVATIONS = {"tanh": "tanh", "relu": "ReLU"}
_OPTIMIZERS = {name: optimizer.label for name, optimizer in OPTIMIZERS.items()}
PRESET_LABELS = {"talk": "Epochs and rate of the talk", "fast": "Fast", "best": "Best"}


def _widget(
    visitor: Visitor,
    name: str,
    value: Any = None,
    read: Callable[[Any], Any] = lambda chosen: chosen,
    **more: Any,
) -> dict[str, Any]:
    """What each setting's widget has: a key, under which it shows the setting; a call-back that
    carries a move over to the visitor; help; and whether the model has no use for it.

    value, read: where it shows something of the setting, that, and what makes a setting of it.
    """
    key, settings, only = f"set-{name}", visitor.settings, SPECS[name].only
    show(key, getattr(settings, name) if value is None else value)

    def moved() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            visitor.change(**{name: read(chosen)})

    disabled = only != "" and not getattr(settings.kind, only)
    return {"key": key, "on_change": moved, "help": _help(name), "disabled": disabled, **more}


def model_choice(visitor: Visitor) -> None:
    """Bigram network or deep network."""
    show("set-model", visitor.settings.model)
    st.segmented_control(
        "Model",
        list(TRAINED),
        default=visitor.settings.model,
        format_func=TRAINED.__getitem__,
        key="set-model",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: visitor.choose_model(st.session_state["set-model"]),
    )


def preset_choice(visitor: Visitor) -> None:
    """The presets of the deep network; the one that the settings are is marked."""
    settings = visitor.settings
    presets = {settings_for(preset=name, seed=settings.seed): name for name in PRESETS}
    chosen = presets.get(settings)
    show("set-preset", chosen)
    st.pills(
        "Presets",
        list(PRESETS),
        default=chosen,
        format_func=PRESET_LABELS.__getitem__,
        key="set-preset",
        label_visibility="collapsed",
        on_change=lambda: visitor.model_state.preset(
            st.session_state["set-preset"] or chosen or "talk"
        ),
    )
    st.caption("Fast and Best need a few thousand names; they memorise shorter lists.")


def main_sliders(visitor: Visitor) -> None:
    """Learning rate, epochs, context, hidden layers, and the neurons in each."""
    sizes = visitor.settings.hiddens
    with st.container(horizontal=True, key="main-sliders"):
        rate_and_epochs(visitor)
        _slider(st, visitor, "context")
        st.slider(
            "Hidden layers", 0, APP_LAYERS, len(sizes),
            **_widget(
                visitor, "hiddens", len(sizes), lambda n: _resized(sizes, n),
                help=said("hidden layer"),
            ),
        )  # fmt: skip
        if visitor.settings.kind.embeds:
            _neurons(visitor)


def rate_and_epochs(visitor: Visitor) -> None:
    """The two sliders that every training has.

    The rate comes first and without a help of its own, which would be one more stop of the
    keyboard before it: the page explains it above.
    """
    # A rate from a link may stand between two marks of the scale.
    _scale(st, visitor, "lr", sorted({*RATES, visitor.settings.lr}), help=None)
    _slider(st, visitor, "epochs", help=said("epoch"))


def _slider(place: Any, visitor: Visitor, name: str, **more: Any) -> None:
    """A whole number, in the range that the app allows."""
    low, high = map(int, SPECS[name].in_app)
    value = getattr(visitor.settings, name)
    place.slider(SPECS[name].label, low, high, value, **_widget(visitor, name, **more))


def _scale(
    place: Any,
    visitor: Visitor,
    name: str,
    marks: Sequence[float],
    text: Callable[[Any], str] = "{:g}".format,
    **more: Any,
) -> None:
    """One of some numbers."""
    place.select_slider(
        SPECS[name].label, marks, getattr(visitor.settings, name), format_func=text,
        **_widget(visitor, name, **more),
    )  # fmt: skip


def _neurons(visitor: Visitor) -> None:
    """A slider for each hidden layer's size."""
    low, high = (int(end) for end in SPECS["hiddens"].in_app)
    sizes = visitor.settings.hiddens
    for i, size in enumerate(sizes):
        key = f"set-neurons-{i}"
        show(key, size)

        def moved(i: int = i, key: str = key) -> None:
            chosen = st.session_state[key]
            visitor.change(hiddens=(*sizes[:i], chosen, *sizes[i + 1 :]))

        label = "Neurons" if len(sizes) == 1 else f"Neurons in layer {i + 1}"
        st.slider(label, low, high, size, step=10, key=key, on_change=moved, help=said("neuron"))


def _resized(sizes: tuple[int, ...], layers: int) -> tuple[int, ...]:
    """So many hidden layers; a new one is half as wide as the one before it."""
    while len(sizes) < layers:
        sizes = (*sizes, max(10, sizes[-1] // 20 * 10) if sizes else 200)
    return sizes[:layers]


def more_settings(visitor: Visitor) -> None:
    """The settings that a first look does not need."""
    settings = visitor.settings
    if settings.kind.embeds:
        preset_choice(visitor)
    left, middle, right = st.columns(3)
    _slider(left, visitor, "embedding")
    batches = sorted({*BATCHES, settings.batch}, key=lambda size: size or 10**9)
    _scale(middle, visitor, "batch", batches, lambda n: "full" if n == FULL_BATCH else str(n))
    _choice(left, visitor, "activation", _ACTIVATIONS)
    _choice(middle, visitor, "optimizer", _OPTIMIZERS)
    _scale(right, visitor, "weight_decay", sorted({*_DECAYS, settings.weight_decay}))
    left.number_input(
        "Seed", 0, int(SPECS["seed"].high), settings.seed, step=1, **_widget(visitor, "seed")
    )
    right.toggle("Drop the rate for the last third", settings.drop, **_widget(visitor, "drop"))


def _help(name: str) -> str:
    """What a setting is, in the words of the glossary where it is a term of the field."""
    label, help = SPECS[name].label, SPECS[name].help
    return said(label.lower()) if label.lower() in GLOSSARY else help


def _choice(column: Any, visitor: Visitor, name: str, labels: dict[str, str]) -> None:
    column.selectbox(
        SPECS[name].label, list(labels), list(labels).index(getattr(visitor.settings, name)),
        format_func=labels.__getitem__, **_widget(visitor, name),
    )  # fmt: skip
