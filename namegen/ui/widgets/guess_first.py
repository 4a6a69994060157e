"""A question before the answer: what one has guessed oneself is remembered."""

from __future__ import annotations

import streamlit as st

from namegen.lessons.questions import Question
from namegen.ui.session import link
from namegen.ui.session.visitor import answers_given, current
from namegen.ui.widgets.escape import plain


def ask(question: Question | None, seen: bool = True, until: str = "") -> bool:
    """Ask once, and say whether what shows the answer may be shown.

    The link keeps which question has been answered: a reload does not ask it again, and a speaker
    can hand a page out without its question. What was guessed is the tab's to keep.

    seen: whether the answer can be seen on the page already; before that the verdict waits, and
    ``until`` stands for it.

    Names may hold signs that Markdown would interpret, so the whole is shown as it is. Whoever does
    not want to guess is shown it all the same, and so is everybody where there is nothing to ask.
    """
    if question is None:
        return True
    key, answers = question.key, answers_given(current())
    if key not in answers:
        with st.container(border=True, key=f"ask-{key}"):
            st.markdown(f"**{plain(question.text)}**")
            with st.container(horizontal=True):
                for option in question.options:
                    st.button(
                        plain(option),
                        key=f"{key}-{option}",
                        on_click=answers.update,
                        args=({key: option},),
                    )
                st.button(
                    "Just show me", key=f"{key}-show", type="tertiary",
                    on_click=answers.update, args=({key: ""},),
                )  # fmt: skip
        return False
    link.put(link.ANSWERED, key)
    # Of another network the same may have been asked with other answers to choose from.
    guessed = answers[key] if answers[key] in question.options else ""
    if seen:
        said = f"{_verdict(guessed, question.right)}: {question.because}"
    else:
        said = f"You guessed “{guessed}”. {until}" if guessed else until
    st.markdown(f"**{plain(question.text)}** {plain(said)}")
    return True


def _verdict(guessed: str, right: str) -> str:
    if guessed == right:
        return "Right"
    if not guessed:
        return f"The answer is “{right}”"
    return f"You guessed “{guessed}”; the answer is “{right}”"
