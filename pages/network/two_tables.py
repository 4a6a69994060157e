"""The counted table beside the one that a network learns."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from itertools import takewhile

import numpy as np
import streamlit as st

from namegen.alphabets import letter_start
from namegen.lessons import gradient_step
from namegen.lessons.same_names import milestones, same_since
from namegen.models.sampling import generate
from namegen.settings import SPECS
from namegen.training.run import TrainingRun
from namegen.ui.session.visitor import Visitor
from namegen.ui.widgets import glossary
from namegen.ui.widgets.escape import plain
from namegen.ui.widgets.generated_names import make_more
from namegen.vocabulary import BOUNDARY
from namegen.wording import count_names, spoken

_NAMES, _ROWS = 5, 5
_MOST_EPOCHS = int(SPECS["epochs"].in_app[1])


def question(run: TrainingRun) -> None:
    """What the page asks."""
    names = run.dataset.names
    aside = f" ({len(names.validation):,} more for validation)" if names.validation else ""
    st.markdown(
        f"The pairs of letters in {count_names(len(names.training))}{aside} can be counted. Can "
        "a network find out the same without counting, only from how surprised it is by each?",
        help=glossary.explained("validation", "epoch", "learning rate"),
    )


def arrived(visitor: Visitor, run: TrainingRun) -> bool:
    """Whether the epoch on the screen, at rest, shows the answer."""
    loss = run.history.at(visitor.playhead.shown).train_loss
    return not visitor.playhead.playing and gradient_step.has_arrived(run.dataset, loss)


def until(visitor: Visitor) -> str:
    """What to do where the answer is not on the screen: what has been played to its end does not
    show it by being played again."""
    if visitor.playhead.playing or visitor.playhead.shown < visitor.settings.epochs:
        return "Press Play, and watch it happen."
    return gradient_step.NOT_THERE


def _when(epoch: int) -> str:
    return f"After epoch {epoch}" if epoch else "Before training"


def in_words(visitor: Visitor, run: TrainingRun) -> None:
    """The epoch on the screen, standing still."""
    snapshot = run.history.at(visitor.playhead.shown)
    dataset = run.dataset
    where = largest_difference(dataset.table.matrix, snapshot.matrix, dataset.vocabulary.characters)
    st.markdown(
        f"{_when(snapshot.epoch)} the network's loss is **{snapshot.train_loss:.3f}** nats a "
        f"letter; the counted table's is **{dataset.counted_loss:.3f}**. The two tables differ "
        f"most here: {plain(where)}.",
        help=glossary.explained("loss", "nat"),
    )
    if said := _oscillation(visitor, run, snapshot.epoch):
        st.markdown(said)
        rate = gradient_step.resting_rate(dataset)
        st.button(
            f"Train at a learning rate of {rate}", icon=":material/play_arrow:",
            on_click=_train, args=(visitor,), kwargs={"lr": float(rate)},
        )  # fmt: skip


def _oscillation(visitor: Visitor, run: TrainingRun, epoch: int) -> str:
    """Why a row has not come to rest, or nothing."""
    if not epoch:
        return ""
    return gradient_step.oscillation_message(
        run.dataset, visitor.settings, epoch, lambda c: f"**{plain(spoken(c))}**"
    )


def largest_difference(counted: np.ndarray, learned: np.ndarray, characters: Sequence[str]) -> str:
    """Where two (V, V) matrices differ most: "after a, n: counted 12.1 %, learned 11.8 %"."""
    gap = np.abs(np.asarray(learned, dtype=float) - counted)
    row, column = np.unravel_index(gap.argmax(), gap.shape)
    before, after = characters[row], characters[column]
    where = "at the start" if before == BOUNDARY else f"after {spoken(before)}"
    what = "the end" if after == BOUNDARY else spoken(after)
    shares = 100 * counted[row][column], 100 * learned[row][column]
    return f"{where}, {what}: counted {shares[0]:.1f} %, learned {shares[1]:.1f} %"


def names(visitor: Visitor, run: TrainingRun) -> None:
    """Names by counting, and by the network after some of its epochs, from the same seed."""
    seed, shown = visitor.settings.seed, run.history.at(visitor.playhead.shown).epoch
    counted = generate(run.dataset.table, _NAMES, seed)
    since = same_since(counted, run.model, seed, shown)
    epochs = sorted(
        {run.history.at(epoch).epoch for epoch in milestones(shown, _ROWS, 3)} | {since or 0}
    )
    st.header("The names they make", anchor=False)
    if since is None:
        same = sum(a == b for a, b in zip(counted, run.names(shown, _NAMES), strict=True))
        are = "is" if same == 1 else "are"
        said = (
            f"{_when(shown)}, {same} of {_NAMES} names {are} the same, "
            "letter for letter. One letter that is drawn otherwise can change all that follow it."
        )
    else:
        said = (
            f"**Since epoch {since} the network makes the names that counting makes, letter for "
            "letter.**"
        )
    st.markdown(f"Both draw with the seed {seed}. {said}", help=glossary.explained("seed"))
    _in_rows(counted, {f"Epoch {epoch}": run.names(epoch, _NAMES) for epoch in epochs})
    done = visitor.settings.epochs <= shown < _MOST_EPOCHS
    if since is None and done and not _oscillation(visitor, run, shown):
        st.button(
            f"Train on to epoch {_MOST_EPOCHS}", icon=":material/play_arrow:",
            on_click=_train, args=(visitor,), kwargs={"epochs": _MOST_EPOCHS},
            help="The nearer the two tables are, the more names come out the same.",
        )  # fmt: skip
    make_more(
        run.model(shown), visitor.names.distinct, seed, "network-names", 20, who="the network"
    )


def before_training(visitor: Visitor, run: TrainingRun) -> None:
    """What the question is about: names of both tables while the network's is still chance."""
    seed = visitor.settings.seed
    st.markdown(f"The names that the two tables make, both drawn with the seed {seed}:")
    counted = generate(run.dataset.table, _NAMES, seed)
    _in_rows(counted, {"Untrained": run.names(0, _NAMES)})


def _in_rows(counted: list[str], others: Mapping[str, list[str]]) -> None:
    rows = [_row("Counting", counted, counted)]
    rows += [_row(title, names, counted) for title, names in others.items()]
    st.html(f"<div class=same-names><table>{''.join(rows)}</table></div>")
    st.caption("Bold: as counting has it, letter for letter, up to where they part.")


def _train(visitor: Visitor, **changes: float) -> None:
    """Train with changed settings."""
    visitor.change(**changes)
    visitor.model_state.play()


def _row(title: str, names: list[str], counted: list[str]) -> str:
    """A row of names, what each has in common with its counted one in bold."""
    cells = ""
    for name, other in zip(names, counted, strict=True):
        alike = takewhile(lambda two: two[0] == two[1], zip(name, other, strict=False))
        same = letter_start(name, len(list(alike)))
        end = " ✓" if name == other and title != "Counting" else ""
        marked = f"<b>{html.escape(name[:same])}</b>{html.escape(name[same:])}{end}"
        marked = marked if name else f"(no letters){end}"
        # Of one that parted from its counted name the end says nothing, and may be long.
        cut = "" if name == other else f' class="cut" title="{html.escape(name)}"'
        cells += f'<td{cut} dir="auto" translate="no">{marked}</td>'
    return f'<tr><th scope="row">{title}</th>{cells}</tr>'
