"""The models that are compared: those at hand, and networks that are trained with one click."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from namegen import wording
from namegen.lessons import gradient_step
from namegen.lists.name_list import NameList
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import loss_on, share_new
from namegen.models.model_file import SavedModel
from namegen.models.network import NetworkModel
from namegen.models.sampling import LanguageModel, generate_bulk
from namegen.settings import COUNTED, DEEP, MODELS, NETWORK, PRESETS, Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.ui.serving import pretrained
from namegen.ui.serving.plan import Plan
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets.generated_names import Wanted
from namegen.ui.widgets.training_controls import PRESET_LABELS
from namegen.ui.widgets.widget_state import begin

YOURS, EARLIER = "yours", "earlier"
CHOICES = {
    NETWORK: MODELS[NETWORK].label,
    YOURS: "Your settings",
    **PRESET_LABELS,
    EARLIER: "Trained earlier",
}

_CHOICE = "compare"
_BULK = 1000  # names that the share of new ones is taken from


@dataclass(frozen=True)
class Contender:
    """A model that can be compared. ``identity`` is equal where the model and its list are."""

    title: str
    about: str
    identity: Hashable
    model: CountedBigram | NetworkModel
    loss: float  # on validation names; where there are none, on those trained on
    training: str  # how long it took, in words
    dataset: Dataset


def about(settings: Settings) -> str:
    """How much the network sees, and how large it is."""
    letters = f"sees {wording.counted(settings.context, 'letter')}"
    if not settings.kind.embeds:
        return letters
    hidden = wording.listed(map(str, settings.hiddens or ["no"]))
    return f"{letters}, {hidden} hidden neurons"


def choice(visitor: Visitor) -> list[str]:
    """What the counted bigram is compared with."""
    earlier = pretrained.validated(visitor.names, visitor.settings.validation)
    offered = [kind for kind in CHOICES if kind != EARLIER or earlier]
    default = [kind for kind in (NETWORK, YOURS, EARLIER) if kind in offered]
    begin(_CHOICE, default)
    chosen = st.pills(
        "Compare counting with",
        offered,
        selection_mode="multi",
        default=default,
        format_func=CHOICES.__getitem__,
        key=_CHOICE,
        bind="query-params",
    )
    return [kind for kind in CHOICES if kind in chosen]


def counted(names: NameList, dataset: Dataset) -> Contender:
    """The counted bigram, which needs no training."""
    # With a little smoothing, or a single pair that is new would make the loss infinite.
    model = dataset.counted(Settings.smoothing)
    identity = names.digest, COUNTED, len(dataset.names.validation)
    title, loss = MODELS[COUNTED].label, _loss(identity, model, dataset)
    sees = f"sees 1 letter, smoothing {model.smoothing:g}"
    return Contender(title, sees, identity, model, loss, "counted", dataset)


def chosen_ones(
    visitor: Visitor, chosen: Sequence[str], dataset: Dataset
) -> tuple[list[Contender], list[Plan]]:
    """Those of the chosen that are trained, and those that are not."""
    networks = wanted(visitor, [kind for kind in chosen if kind != EARLIER])
    found = [trained(one) for one in networks]
    missing = [one for one, contender in zip(networks, found, strict=True) if contender is None]
    saved = pretrained.validated(visitor.names, visitor.settings.validation)
    if saved and EARLIER in chosen:
        found.append(_trained_earlier(visitor.names, saved, dataset))
    return [contender for contender in found if contender], missing


def _trained_earlier(names: NameList, saved: SavedModel, dataset: Dataset) -> Contender:
    model, identity = saved.model, (names.digest, EARLIER)
    title, loss = _joined(saved.settings.label, CHOICES[EARLIER]), _loss(identity, model, dataset)
    return Contender(title, about(saved.settings), identity, model, loss, "earlier", dataset)


def _joined(title: str, label: str) -> str:
    return f"{title}, {label[0].lower()}{label[1:]}"


@st.cache_resource(show_spinner=False, max_entries=32)
def _loss(identity: Hashable, _model: LanguageModel, _material: Dataset) -> float:
    return loss_on(_model, *_material.names.checked)


def wanted(visitor: Visitor, chosen: Sequence[str]) -> list[Plan]:
    """The networks chosen; those that would be trained alike are one."""
    found: dict[Hashable, Plan] = {}
    for kind in chosen:
        one = _wanted(visitor, kind)
        same = one.key, one.settings.epochs
        if same in found:
            other = found[same]
            one = replace(other, label=_joined(other.label, CHOICES[kind]))
        found[same] = one
    return list(found.values())


def _wanted(visitor: Visitor, kind: str) -> Plan:
    """All with the visitor's seed and validation names."""
    model = NETWORK if kind == NETWORK else DEEP
    model_state = visitor.model_states.get(model)
    seed, validation = visitor.settings.seed, visitor.settings.validation
    if kind in PRESETS:
        settings = settings_for(preset=kind, seed=seed, validation=validation)
    elif model_state is None:
        settings = settings_for(model, seed=seed, validation=validation)
    else:
        settings = replace(model_state.settings, validation=validation)
    title = CHOICES[kind] if kind == NETWORK else _joined(settings.label, CHOICES[kind])
    changes = model_state.rate_changes if model_state and kind not in PRESETS else ()
    return Plan(visitor.names, settings, changes, title)


def trained(one: Plan) -> Contender | None:
    """The network after its last epoch; None where it is not trained so far."""
    run, epochs = one.trained, one.settings.epochs
    if run is None:
        return None
    held_out = run.history.validation[epochs]
    said = about(one.settings)
    # Without a word it would seem that a network cannot learn what is counted.
    if gradient_step.oscillation_message(run.dataset, run.settings, epochs):
        said += "; its learning rate is too high for this list"
    return Contender(
        one.label, said, (one.key, epochs), run.model(epochs),
        run.history.train[epochs] if held_out is None else held_out,
        duration(run.seconds_an_epoch * epochs), run.dataset,
    )  # fmt: skip


def duration(seconds: float) -> str:
    """Such as "1.2 s"; no training takes no time."""
    return f"{seconds:.1f} s" if seconds >= 0.05 else "under 0.1 s"


@st.cache_resource(show_spinner=False, max_entries=64)
def share_of_new(identity: Hashable, _one: Contender, _names: NameList, seed: int) -> float:
    """The share of names made in bulk that the whole list does not hold."""
    return share_new(generate_bulk(_one.model, _BULK, seed), _names.distinct)


@st.cache_resource(show_spinner=False, max_entries=64)
def names_of(
    identity: Hashable, _one: Contender, _names: NameList, wanted: Wanted, seed: int
) -> list[str]:
    """The names wanted of a seed's. Raises InputError."""
    return wanted.made(_one.model, seed, _names.distinct)
