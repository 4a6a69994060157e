"""The recipe: seven functions, run one at a time, and the run to take home."""

import streamlit as st

from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first, wait_for
from pages.recipe import download_notebook, source_and_shapes, step_by_step, surname_question, tasks

visitor = current()
st.title("The recipe", anchor=False)
st.markdown(
    "What does it take to train a network? Seven functions. This is the code that trains on "
    "every page."
)

if guess_first.ask(source_and_shapes.question()):
    source_and_shapes.what_changes()
    run = wait_for.for_run(visitor)
    chosen, function = source_and_shapes.choices()
    task = (
        tasks.yes_or_no()
        if chosen == tasks.YES_OR_NO
        else tasks.next_letter(visitor.names, visitor.settings)
    )
    progress = step_by_step.progress(task)
    step_by_step.buttons(visitor, task, progress)
    source_and_shapes.heading(task, function)
    goes_in, comes_out, gave = st.columns(3, gap="medium")
    with goes_in:
        source_and_shapes.goes_in(task, function)
    with comes_out:
        source_and_shapes.comes_out(task, function)
    with gave:
        step_by_step.came_out(visitor, task, progress, function)
    source_and_shapes.code(task, function)
    surname_question.ask_it()
    if run:
        download_notebook.offer(visitor, run)
