"""The recipe: seven functions, run one at a time, and the run to take home."""

import streamlit as st

from namegen.lessons import questions
from namegen.lessons.seven_functions import could_stay
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first, wait_for
from pages.recipe import download_notebook, source_and_shapes, step_by_step, surname_question, tasks

visitor = current()
st.markdown(
    "What does it take to train a network? Seven functions. This is the code that trains on "
    "every page."
)

if guess_first.ask(questions.recipe(*could_stay())):
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
    *sides, gave = st.columns(3, gap="medium")
    in_and_out = source_and_shapes.in_and_out(task, function)
    for column, title, lines in zip(sides, ("In", "Out"), in_and_out, strict=True):
        column.markdown("\n".join([f"**{title}**", "", *lines]))
    with gave:
        step_by_step.came_out(visitor, task, progress, function)
    source_and_shapes.code(task, function)
    surname_question.ask_it()
    if run:
        download_notebook.offer(visitor, run)
else:
    source_and_shapes.what_they_do()
