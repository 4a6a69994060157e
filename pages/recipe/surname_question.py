"""Given name or surname: the recipe's first task, answered for any name."""

from __future__ import annotations

import streamlit as st

from namegen.lessons.given_or_surname import EPOCHS, FIRST, LAST, Answerer
from namegen.lists.cleaning import clean
from namegen.ui.serving.web import delivery
from namegen.ui.widgets.escape import plain
from namegen.vocabulary import BOUNDARY
from namegen.wording import percent
from pages.recipe.tasks import answerer

_WRONG = 4


def ask_it() -> None:
    """The trained network, and a name typed in."""
    trained = answerer()
    st.header("Yes or no: is it a surname?", anchor=False)
    st.markdown(
        f"The same seven functions with the first task. A name's first {FIRST} letters and its "
        f"last {LAST} go in, one number comes out. After {EPOCHS} epochs it is right about "
        f"**{percent(trained.accuracy)}** of {len(trained.question.names.validation)} validation "
        "names, which it was not trained on; pure guessing would get half of them right."
    )
    _typed(trained)
    wrong = " ".join(f":gray-badge[{plain(name)}]" for name, _ in trained.most_wrong(_WRONG))
    st.caption(f"Its most confident mistakes on validation names: {wrong}")


@delivery.fragment
def _typed(trained: Answerer) -> None:
    typed = st.text_input(
        "A name", placeholder="such as miller", key="recipe-name", max_chars=40, live=True,
        persist_state="session", width=320,
    )  # fmt: skip
    if not typed.strip():
        return
    names = clean([typed]).names
    if not names:
        st.markdown("That is no name that it can read; write letters.")
        return
    name = names[0]
    unknown = [letter for letter in trained.question.vocabulary.unknown(name) if letter != BOUNDARY]
    if not any(trained.question.vocabulary.knows(letter) for letter in name):
        st.markdown(f"It has never seen a letter of **{plain(name)}**; try another name.")
        return
    (score,) = trained.scores(names)
    st.markdown(f"**{plain(name)}**: {_verdict(score)}")
    if unknown:
        them = "them" if len(unknown) > 1 else "it"
        st.caption(f"It has never seen {', '.join(map(plain, unknown))}, and ignores {them}.")


def _verdict(score: float) -> str:
    surname = score > 0.5
    return (
        f"a {'surname' if surname else 'given name'}: its score is {score:.2f}, where 0 is a given "
        "name and 1 a surname. The score is no chance: absolute error pushes it to the ends."
    )
