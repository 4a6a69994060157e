"""The recipe: seven functions, run one at a time, and the run to take home."""

import streamlit as st

from namegen.ui import waiting, words
from namegen.ui.visitor import current

visitor = current()
st.title("The recipe")
st.markdown(
    "What does it take to train a network? Seven functions. This is their real code: it is what "
    "trains on every page."
)
waiting.for_torch()

from namegen.ui import seven, take_home, tasks, walking, yes_or_no  # noqa: E402

st.html(seven.STYLE)
if seven.guessed():
    run = waiting.for_run(visitor)
    chosen, function = seven.choices()
    task = (
        tasks.yes_or_no()
        if chosen == tasks.YES_OR_NO
        else tasks.next_letter(visitor.names, visitor.settings)
    )
    progress = walking.progress(task)
    walking.buttons(progress)
    seven.heading(task, function)
    goes_in, comes_out, gave = st.columns(3, gap="medium")
    with goes_in:
        seven.goes_in(task, function)
    with comes_out:
        seven.comes_out(task, function)
    with gave:
        walking.came_out(visitor, task, progress, function)
    seven.code(task, function)
    yes_or_no.ask_it()
    take_home.offer(visitor, run)
    with st.expander("What the words mean"):
        words.explain(
            "parameters", "batch", "epoch", "loss", "gradient", "logits", "validation", "accuracy"
        )
