"""What makes deep learning work, each a switch, with before and after on the visitor's network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from namegen.lessons.ladder import helped
from namegen.settings import Settings
from namegen.training.split import seen_by
from namegen.ui.serving.plan import Plan
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import learning_curves
from namegen.ui.widgets.glossary import GLOSSARY
from namegen.wording import percent

_KEY, _SHARE, _WITH, _DATA = "what-helps", "helps-share", "helps-with", "data"
_BEFORE, _AFTER = "Before", "All together"
_SHARES = (0.01, 0.03, 0.1, 0.3, 1.0)
# Adam's steps do not shrink with the gradient, so they are to be shorter; and of each weight a step
# takes this share away.
_ADAM_RATE, _PULL = 0.003, 0.0002
_SWITCHES = {
    "adam": ("Optimiser", f"{GLOSSARY['optimiser']} Adam finds a step size for each."),
    "drop": ("Rate drop", "the last third of training has a tenth of the learning rate."),
    "decay": ("Weight decay", GLOSSARY["weight decay"]),
    _DATA: ("More data", "it may see the whole list."),
}


def show(visitor: Visitor) -> None:
    st.header("What makes deep learning work", anchor=False)
    st.markdown(
        "Four things that help large networks can be tried on this one. Before, it has none of "
        "them, and sees as much of the list as you allow. Choose what to add, and train."
    )
    share = st.select_slider(
        "How much of the list it may see", _SHARES, 0.1, format_func=percent, key=_SHARE,
        bind="query-params",
    )  # fmt: skip
    chosen = st.pills(
        "What to add", list(_SWITCHES), selection_mode="multi", default=list(_SWITCHES),
        format_func=lambda switch: _SWITCHES[switch][0], key=_WITH, bind="query-params",
        help="\n".join(f"- **{label}**: {about}" for label, about in _SWITCHES.values()),
    )  # fmt: skip
    chosen = [switch for switch in _SWITCHES if switch in chosen and (share < 1 or switch != _DATA)]
    if not chosen:
        st.caption("Choose at least one to add.")
        return
    plain = replace(
        visitor.settings, optimizer=Settings.optimizer, lr=Settings.lr, batch=Settings.batch,
        epochs=Settings.epochs, weight_decay=0.0, drop=False,
    )  # fmt: skip
    which = visitor.names.digest, plain, share, tuple(chosen)
    learning_curves.show(
        visitor, _KEY, "Train before and after", which,
        lambda: _plans(visitor, plain, share, chosen), _said,
    )  # fmt: skip


def _plans(
    visitor: Visitor, plain: Settings, share: float, chosen: Sequence[str]
) -> Iterator[Plan]:
    """Before; with each switch alone, where there are several; with all of them."""
    part = seen_by(visitor.names, plain.validation, share)

    def plan(label: str, switches: Sequence[str]) -> Plan:
        names = visitor.names if _DATA in switches else part
        return Plan(names, _with(plain, switches), label=label)

    yield plan(_BEFORE, [])
    if len(chosen) == 1:
        yield plan(_SWITCHES[chosen[0]][0], chosen)
        return
    for switch in chosen:
        yield plan(_SWITCHES[switch][0], [switch])
    yield plan(_AFTER, chosen)


def _with(plain: Settings, switches: Sequence[str]) -> Settings:
    lr = _ADAM_RATE if "adam" in switches else plain.lr
    given: dict[str, Any] = {"lr": lr, "drop": "drop" in switches}
    if "adam" in switches:
        given["optimizer"] = "adam"
    if "decay" in switches:
        given["weight_decay"] = round(_PULL / lr, 6)
    return replace(plain, **given)


def _said(trained: Sequence[tuple[Plan, float]]) -> None:
    if (run := trained[0][0].trained) and not run.dataset.names.validation:
        st.markdown(
            "No name of this list is for validation, so each loss is of the names that this very "
            "network was trained on. That does not say what helps: the fewer names, the sooner "
            "they are known by heart."
        )
        return
    labels = [one.label for one, _ in trained]
    # One that there is no memory for is not among them.
    if labels[:1] == [_BEFORE] and (len(labels) == 2 or labels[-1] == _AFTER):
        st.markdown(helped([(one.label, loss) for one, loss in trained]))
    st.caption(_how([one for one, _ in trained]))


def _how(plans: Sequence[Plan]) -> str:
    """How they were trained, which is not always as the visitor's network is."""
    plain = plans[0].settings
    adam = any(one.settings.optimizer == "adam" for one in plans)
    longer = len({one.names.digest for one in plans}) > 1
    return (
        f"All draw their names with the seed {plain.seed}, and are trained for {plain.epochs} "
        f"epochs in batches of {plain.batch}, at the learning rate {plain.lr:g}"
        + f", with Adam at {_ADAM_RATE:g}" * adam
        + "."
        + " More data also means more steps in each epoch." * longer
    )
