"""Models side by side: their numbers, and names from the same seed."""

from __future__ import annotations

import html
from collections.abc import Collection, Hashable, Sequence

import streamlit as st

from namegen.errors import InputError
from namegen.lists.name_list import NameList
from namegen.models.evaluation import few_checked, perplexity, worse_than_nothing
from namegen.settings import Settings
from namegen.training.dataset import Dataset
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.web import delivery
from namegen.ui.widgets import glossary
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.generated_names import Wanted, wanted
from namegen.ui.widgets.seed_input import seed_input
from namegen.wording import count_names, percent
from pages.compare.models import Contender, about, names_of, share_of_new

_SEED = "compare-seed"
_MOST_DOUBT = 10_000  # what is more than this needs no digits


def introduction(names: NameList, dataset: Dataset) -> None:
    """What all models are checked on."""
    held_out = len(dataset.names.validation)
    if held_out:
        said = (
            f"{count_names(held_out)} of “{plain(names.title)}” {'is' if held_out == 1 else 'are'} "
            "for validation: all models are checked there, and trained on the rest. "
            + few_checked(held_out)
        )
    else:
        said = (
            f"No name of “{plain(names.title)}” is for validation, so all models are checked "
            "on the names that they were trained on."
        )
    st.markdown(
        f"Which model knows names best? {said}",
        help=glossary.explained("validation", "loss", "nat", "perplexity", "parameters"),
    )


def table(
    names: NameList,
    contenders: Sequence[Contender],
    missing: Sequence[Plan],
    asked: Collection[Hashable],
) -> None:
    """A row for each model; on a phone a card for each. asked: the keys of those in training."""
    best = min(one.loss for one in contenders)
    head = ("Loss", "Perplexity", "Parameters", "Training", "New names")
    rows = [_row(one, head, names, one.loss == best) for one in contenders]
    rows += [_row_to_come(one, len(head), one.key in asked) for one in missing]
    titles = "".join(f'<th scope="col">{title}</th>' for title in ("Model", *head))
    st.html(
        f'<table class="compare-table"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(one: Contender, head: Sequence[str], names: NameList, best: bool) -> str:
    new = share_of_new(one.identity, one, names, Settings.seed)
    values = (
        f"{one.loss:,.3f}",
        _doubt(one.loss),
        f"{one.model.parameters:,}",
        one.training,
        percent(new),
    )
    cells = "".join(
        f'<td data-label="{title}">{value}</td>' for title, value in zip(head, values, strict=True)
    )
    worse = worse_than_nothing(one.loss, len(one.dataset.vocabulary))
    heading = _heading(one.title, one.about, worse)
    return f"<tr{' class=best' * best}>{heading}{cells}</tr>"


def _row_to_come(one: Plan, columns: int, asked: bool) -> str:
    epochs = one.settings.epochs
    run = one.run
    goes_on = asked if run is None else not run.error and (asked or run.last_epoch > 0)
    said = f"compared after its last epoch, {epochs}" if goes_on else "not trained yet"
    return (
        f'<tr class="to-come">{_heading(one.label, about(one.settings))}'
        f'<td colspan="{columns}">{said}</td></tr>'
    )


def _heading(title: str, about: str, worse: str = "") -> str:
    said = f"<strong>{worse}</strong>" if worse else ""
    return f'<th scope="row">{html.escape(title)}<small>{html.escape(about)}</small>{said}</th>'


def _doubt(loss: float) -> str:
    doubt = perplexity(loss)
    return f"{doubt:.1f}" if doubt < _MOST_DOUBT else f"over {_MOST_DOUBT:,}"


@delivery.fragment
def same_seed(names: NameList, contenders: Sequence[Contender]) -> None:
    """Names that the models make when chance falls the same way for all."""
    st.header("Names from the same seed", anchor=False)
    seed = seed_input(_SEED, Settings.seed)
    asked = wanted()
    try:
        cards = "".join(_card(one, names, asked, seed) for one in contenders)
    except InputError as error:
        st.markdown(plain(str(error)))
        return
    st.html(f'<div class="compare-names">{cards}</div>')
    st.caption("Full circle: new. Empty circle: in the list.")


def _card(one: Contender, names: NameList, asked: Wanted, seed: int) -> str:
    made = names_of(one.identity, one, names, asked, seed)
    items = "".join(_item(name, name in names.distinct) for name in made)
    lacking = f"<p>{said}</p>" if (said := asked.lacking(made)) else ""
    return f"<section><h3>{html.escape(one.title)}</h3><ul>{items}</ul>{lacking}</section>"


def _item(name: str, old: bool) -> str:
    circle, said = ("○", "in the list") if old else ("●", "new")
    mark = f'<i role="img" aria-label="{said}">{circle}</i>'
    return f'<li dir="auto" translate="no">{mark}{html.escape(name) or "(no letters)"}</li>'
