"""A question before the answer: what one has guessed oneself is remembered."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def ask(key: str, question: str, options: Sequence[str], right: str, because: str) -> bool:
    """Ask once in a session, and say whether the answer may be shown.

    ``right`` is computed from the model or the list by the page; ``because`` is one sentence that
    stands with the answer. Whoever does not want to guess is shown it all the same.
    """
    answers: dict[str, str] = st.session_state.setdefault("guesses", {})
    if key not in answers:
        with st.container(border=True, key=f"ask-{key}"):
            st.markdown(f"**{question}**")
            with st.container(horizontal=True):
                for option in options:
                    st.button(
                        option,
                        key=f"{key}-{option}",
                        on_click=answers.update,
                        args=({key: option},),
                    )
                st.button(
                    "Just show me", key=f"{key}-show", type="tertiary",
                    on_click=answers.update, args=({key: ""},),
                )  # fmt: skip
        return False
    st.markdown(f"**{question}** {_verdict(answers[key], right)}: {because}")
    return True


def _verdict(guessed: str, right: str) -> str:
    if guessed == right:
        return "Right"
    if not guessed:
        return f"The answer is “{right}”"
    return f"You guessed “{guessed}”; the answer is “{right}”"
