"""Everything that can be set about a model and its training, in one frozen, validated dataclass.

The sliders' ranges, the URL's parameters, the command line's options and the identity of a run all
come from the fields of ``Settings``.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal

from namegen.errors import InputError
from namegen.optimizers import OPTIMIZERS
from namegen.wording import listed, shorten

FULL_BATCH = 0
TALK_SEED = 2147483647
"""The seed with which the counts of the talk's list give the talk's five names."""
_SEEDS = 10_000  # few enough to be read out in a hall


def new_seed() -> int:
    """A seed by chance, below 10,000."""
    return secrets.randbelow(_SEEDS)


@dataclass(frozen=True)
class ModelKind:
    """A kind of model.

    trained: by gradients, epoch after epoch; otherwise it is counted. embeds: a letter is a row of
    numbers that layers go on from; otherwise it is a row of the model's one table, the next
    letters' scores. fixed: the settings that its nature decides, whatever is asked for. usual: its
    defaults, where they differ from those of the settings.
    """

    label: str
    trained: bool = True
    embeds: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)
    usual: Mapping[str, Any] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        return not self.trained

    @property
    def said(self) -> str:
        """Such as "the deep network"."""
        return f"the {self.label.lower()}"


COUNTED, NETWORK, DEEP = "bigram", "bigram-network", "deep"
_ONE_LETTER: dict[str, Any] = {"context": 1, "hiddens": (), "embedding": 10}
MODELS: dict[str, ModelKind] = {
    COUNTED: ModelKind(
        "Counted bigram", trained=False, fixed={**_ONE_LETTER, "epochs": 0, "drop": False}
    ),
    NETWORK: ModelKind(
        "Bigram network", fixed=_ONE_LETTER, usual={"epochs": 200, "lr": 50.0, "batch": FULL_BATCH}
    ),
    DEEP: ModelKind("Deep network", embeds=True),
}
"""The one table of them. The file of a kind is in namegen/models."""
TRAINED = {name: kind.label for name, kind in MODELS.items() if kind.trained}
READY = "ready"
OPPONENTS = {READY: f"{MODELS[DEEP].label}, trained earlier"} | {
    name: f"{kind.label}, trained here" if kind.trained else kind.label
    for name, kind in MODELS.items()
}
"""What makes names up to play against: a network that needs no training, and every model."""


class SettingsError(InputError):
    """A setting that cannot be used; its text is one plain sentence that says what to do."""


@dataclass(frozen=True)
class Spec:
    """What a setting may be. ``low`` and ``high`` bound what makes sense at all, ``app`` what one
    visitor of a shared server may ask for. ``only``: of which models it makes a difference to."""

    label: str
    help: str
    low: float = 0
    high: float = math.inf
    app: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    only: Literal["", "counted", "trained", "embeds"] = ""

    @property
    def in_app(self) -> tuple[float, float]:
        return self.app or (self.low, self.high)


def _setting(default: Any, label: str, help: str, **spec: Any) -> Any:
    return field(default=default, metadata={"spec": Spec(label, help, **spec)})


@dataclass(frozen=True)
class Settings:
    """One model and its training. Raises SettingsError where a value is out of its range."""

    # fmt: off
    model: str = _setting(DEEP, "Model", "What is trained.", choices=tuple(MODELS))
    context: int = _setting(
        3, "Context length", "How many letters the network sees.", low=1, high=16, app=(1, 8),
        only="embeds",
    )
    embedding: int = _setting(
        10, "Embedding size", "How many numbers stand for a letter.", low=1, high=256, app=(2, 24),
        only="embeds",
    )
    hiddens: tuple[int, ...] = _setting(
        (200,), "Neurons in each layer", "Sizes of the hidden layers.", low=1, high=4096,
        app=(10, 300), only="embeds",
    )
    activation: str = _setting(
        "tanh", "Activation", "The bend between two layers.", choices=("tanh", "relu"),
        only="embeds",
    )
    optimizer: str = _setting(
        "gd", "Optimiser",
        "; ".join(f"{name} {kind.meaning}" for name, kind in OPTIMIZERS.items()) + ".",
        choices=tuple(OPTIMIZERS), only="trained",
    )
    drop: bool = _setting(
        False, "Drop", "The last third of the epochs with a tenth of the learning rate.",
        only="trained",
    )
    weight_decay: float = _setting(
        0.0, "Weight decay", "How strongly weights are drawn to zero.", high=100, app=(0, 2),
        only="trained",
    )
    epochs: int = _setting(
        30, "Epochs", "How many rounds of training.", low=0, high=1_000_000, app=(1, 500),
        only="trained",
    )
    lr: float = _setting(
        0.1, "Learning rate", "How large each step is.", low=1e-6, high=1e4, app=(0.001, 100),
        only="trained",
    )
    batch: int = _setting(
        32, "Batch", "How many contexts are looked at for one step; 0 is all of them.",
        high=1_000_000, app=(0, 4096), only="trained",
    )
    validation: float = _setting(
        0.1, "Validation", "The share of the names that only check the model.", high=0.9,
        app=(0, 0.5),
    )
    smoothing: float = _setting(
        0.01, "Smoothing", "Added to every count, so that no pair is impossible.",
        high=1e9, app=(0, 100), only="counted",
    )
    seed: int = _setting(TALK_SEED, "Seed", "The same seed gives the same start.", high=2**32 - 1)
    # fmt: on

    def __post_init__(self) -> None:
        if isinstance(self.hiddens, list):  # as the recipe takes them
            object.__setattr__(self, "hiddens", tuple(self.hiddens))
        for name, spec in SPECS.items():
            check(name, getattr(self, name), spec)

    @cached_property  # each frame of each stage asks for it
    def identity(self) -> tuple[Any, ...]:
        """Equal for settings whose trainings go the same way, epoch for epoch.

        How many epochs are asked for matters only where the learning rate drops near the end.
        """
        ignored = _unused(self.kind) | (set() if self.drop else {"epochs"})
        return tuple(getattr(self, name) for name in SPECS if name not in ignored)

    @property
    def kind(self) -> ModelKind:
        return MODELS[self.model]

    @property
    def label(self) -> str:
        """What its model is called: without a hidden layer no network is deep."""
        flat = self.kind.embeds and not self.hiddens
        return "Network without a hidden layer" if flat else self.kind.label

    @property
    def divergence_message(self) -> str:
        """What is to blame for a loss that blew up: each step adds to it what it should take."""
        decays = self.lr * self.weight_decay > 1
        return "The learning rate is too high" + (" for this weight decay" if decays else "")

    def start(self) -> tuple[Any, ...]:
        """Equal for settings whose trainings begin with the same network, however they go on."""
        return tuple(getattr(self, name) for name in _OF_THE_START)


SPECS: dict[str, Spec] = {f.name: f.metadata["spec"] for f in fields(Settings)}
APP_LAYERS = 6
_OF_THE_START = (
    "model", "context", "embedding", "hiddens", "activation", "optimizer", "validation", "seed",
)  # fmt: skip

PRESETS: dict[str, dict[str, Any]] = {
    "talk": {},
    "fast": {
        "optimizer": "adam", "lr": 0.04, "batch": 512, "epochs": 60, "drop": True,
        "weight_decay": 0.04,
    },
    "best": {
        "context": 8, "embedding": 24, "hiddens": (200, 100), "optimizer": "adam", "lr": 0.01,
        "batch": 1024, "epochs": 24, "drop": True, "weight_decay": 0.2,
    },
}  # fmt: skip


def settings_for(model: str = DEEP, preset: str | None = None, **given: Any) -> Settings:
    """The model's defaults, changed by a preset, changed by what is given.

    What the model's nature decides (the bigram sees one letter) stays as it is. Raises
    SettingsError.
    """
    check("model", model, SPECS["model"])
    kind = MODELS[model]
    chosen = dict(kind.usual)
    if preset is not None:
        if preset not in PRESETS:
            raise SettingsError(
                f"There is no preset {shorten(preset)}; choose {listed(PRESETS, 'or')}."
            )
        chosen |= PRESETS[preset] if kind.embeds else {}
    return Settings(**{**chosen, **given, **kind.fixed, "model": model})


def useless(model: str, given: Mapping[str, Any]) -> list[str]:
    """Which of the given settings the model has no use for, unless they say what it is anyway."""
    kind = MODELS[model]
    unused = _unused(kind)
    return [name for name in given if name in unused and kind.fixed.get(name) != given[name]]


def _unused(kind: ModelKind) -> set[str]:
    """What makes no difference to a model."""
    return {name for name, spec in SPECS.items() if spec.only and not getattr(kind, spec.only)}


def check(name: str, value: Any, spec: Spec) -> None:
    """Raises SettingsError where a value is not of its kind, or out of its range."""
    if spec.choices:
        if value not in spec.choices:
            known = listed(spec.choices, "or")
            raise SettingsError(f"{spec.label} {shorten(str(value))} is not known; choose {known}.")
        return
    if not _is_of_kind(getattr(Settings, name), value):
        raise not_understood(name, value)
    for number in value if isinstance(value, tuple) else (value,):
        if not spec.low <= number <= spec.high:  # also catches nan
            raise SettingsError(
                f"{spec.label} {shorten(written(number))} does not work; "
                f"choose from {written(spec.low)} to {written(spec.high)}."
            )


def _is_of_kind(default: Any, value: Any) -> bool:
    """Whether a value is of a default's kind; a whole number is a number, too."""
    if isinstance(default, tuple):
        return isinstance(value, tuple) and all(_is_of_kind(0, number) for number in value)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    return isinstance(value, int) or (isinstance(default, float) and isinstance(value, float))


_WANTED = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    tuple: "whole numbers with commas between, such as 200,100",
}


def not_understood(name: str, value: Any) -> SettingsError:
    """What to raise for a value that is not of its kind."""
    wanted = _WANTED[type(getattr(Settings, name))]
    return SettingsError(
        f"{SPECS[name].label} {shorten(str(value))!r} is not understood; give {wanted}."
    )


def written(value: Any) -> str:
    """A value as links and sentences have it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(str(number) for number in value)
    if isinstance(value, float) and abs(value) < 1e6 and float(f"{value:g}") == value:
        return f"{value:g}"
    return str(value)
