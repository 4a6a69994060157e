"""The controls that pages share. Each shows a setting and, when moved, changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from namegen.optimizers import OPTIMIZERS
from namegen.settings import APP_LAYERS, FULL_BATCH, PRESETS, SPECS, TRAINED, settings_for
from namegen.ui.serving.runs import scheduler
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets.glossary import GLOSSARY, said
from namegen.ui.widgets.widget_state import show

# A log scale: two steps an octave or so, wide enough for both models.
RATES = [round(m * 10**p, 6) for p in range(-3, 2) for m in (1, 2, 3, 5, 7)] + [100.0]
BATCHES = [16, 32, 64, 128, 256, 512, 1024, 2048, FULL_BATCH]
_ACTIVATIONS = {"tanh": "tanh", "relu": "ReLU"}
_OPTIMIZERS = {name: optimizer.label for name, optimizer in OPTIMIZERS.items()}
_PRESETS = {"talk": "Epochs and rate of the talk", "fast": "Fast", "best": "Best"}


def _bound(visitor: Visitor, name: str, read: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """The key of a setting's widget, and the call-back that carries a move over to the visitor."""
    key = f"set-{name}"

    def moved() -> None:
        value = st.session_state[key]
        if value is not None:
            visitor.change(scheduler(), **{name: read(value) if read else value})

    return {"key": key, "on_change": moved}


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
    chosen = next((p for p in PRESETS if _is_preset(visitor, p)), None)
    show("set-preset", chosen)
    st.pills(
        "Presets",
        list(PRESETS),
        default=chosen,
        format_func=_PRESETS.__getitem__,
        key="set-preset",
        label_visibility="collapsed",
        on_change=lambda: visitor.model_state.preset(
            st.session_state["set-preset"] or chosen or "talk"
        ),
    )
    st.caption("Fast and Best need a few thousand names; they memorise shorter lists.")


def _is_preset(visitor: Visitor, preset: str) -> bool:
    return visitor.settings == settings_for(preset=preset, seed=visitor.settings.seed)


def main_sliders(visitor: Visitor) -> None:
    """Learning rate, epochs, context, hidden layers, and the neurons in each."""
    settings = visitor.settings
    deep = settings.kind.embeds
    with st.container(horizontal=True, key="main-sliders"):
        rate_and_epochs(visitor)
        _size(st, visitor, "context")
        show("set-hiddens", len(settings.hiddens))
        st.slider(
            "Hidden layers", 0, APP_LAYERS, len(settings.hiddens), disabled=not deep,
            help=said("hidden layer"),
            **_bound(visitor, "hiddens", lambda n: _resized(settings.hiddens, n)),
        )  # fmt: skip
        if deep:
            _neurons(visitor)


def rate_and_epochs(visitor: Visitor) -> None:
    """The two sliders that every training has.

    The rate comes first and without a help of its own, which would be one more stop of the
    keyboard before it: the page explains it above.
    """
    settings = visitor.settings
    # A rate from a link may stand between two marks of the scale.
    rates = sorted({*RATES, settings.lr})
    show("set-lr", settings.lr)
    st.select_slider(
        "Learning rate", rates, settings.lr, format_func="{:g}".format, **_bound(visitor, "lr")
    )
    low, high = SPECS["epochs"].in_app
    show("set-epochs", settings.epochs)
    st.slider(
        "Epochs", int(low), int(high), settings.epochs, help=said("epoch"),
        **_bound(visitor, "epochs"),
    )  # fmt: skip


def _size(place: Any, visitor: Visitor, name: str) -> None:
    """A slider for a size that only a deep network has a choice of."""
    low, high = (int(end) for end in SPECS[name].in_app)
    size = getattr(visitor.settings, name)
    show(f"set-{name}", size)
    place.slider(
        SPECS[name].label, low, high, size, help=_help(name),
        disabled=not visitor.settings.kind.embeds, **_bound(visitor, name),
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
            visitor.change(scheduler(), hiddens=(*sizes[:i], chosen, *sizes[i + 1 :]))

        label = "Neurons" if len(sizes) == 1 else f"Neurons in layer {i + 1}"
        st.slider(label, low, high, size, step=10, key=key, on_change=moved, help=said("neuron"))


def _resized(sizes: tuple[int, ...], layers: int) -> tuple[int, ...]:
    """So many hidden layers; a new one is half as wide as the one before it."""
    while len(sizes) < layers:
        sizes = (*sizes, max(10, sizes[-1] // 20 * 10) if sizes else 200)
    return sizes[:layers]


def more_settings(visitor: Visitor) -> None:
    """The settings that a first look does not need."""
    settings, deep = visitor.settings, visitor.settings.kind.embeds
    if deep:
        preset_choice(visitor)
    left, middle, right = st.columns(3)
    _size(left, visitor, "embedding")
    batches = sorted({*BATCHES, settings.batch}, key=lambda size: size or 10**9)
    show("set-batch", settings.batch)
    middle.select_slider(
        "Batch", batches, settings.batch,
        format_func=lambda size: "full" if size == FULL_BATCH else str(size),
        help=_help("batch"), **_bound(visitor, "batch"),
    )  # fmt: skip
    _choice(left, visitor, "activation", _ACTIVATIONS, disabled=not deep)
    _choice(middle, visitor, "optimizer", _OPTIMIZERS)
    decays = sorted({0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, settings.weight_decay})
    show("set-weight_decay", settings.weight_decay)
    right.select_slider(
        "Weight decay", decays, settings.weight_decay, format_func="{:g}".format,
        help=_help("weight_decay"), **_bound(visitor, "weight_decay"),
    )  # fmt: skip
    show("set-seed", settings.seed)
    left.number_input(
        "Seed", 0, int(SPECS["seed"].high), settings.seed, step=1,
        help=_help("seed"), **_bound(visitor, "seed"),
    )  # fmt: skip
    show("set-drop", settings.drop)
    right.toggle(
        "Drop the rate for the last third",
        settings.drop,
        help=_help("drop"),
        **_bound(visitor, "drop"),
    )


def _help(name: str) -> str:
    """What a setting is, in the words of the glossary where it is a term of the field."""
    label, help = SPECS[name].label, SPECS[name].help
    return said(label.lower()) if label.lower() in GLOSSARY else help


def _choice(
    column: Any, visitor: Visitor, name: str, labels: dict[str, str], disabled: bool = False
) -> None:
    value = getattr(visitor.settings, name)
    show(f"set-{name}", value)
    column.selectbox(
        SPECS[name].label, list(labels), index=list(labels).index(value),
        format_func=labels.__getitem__, help=_help(name), disabled=disabled,
        **_bound(visitor, name),
    )  # fmt: skip
