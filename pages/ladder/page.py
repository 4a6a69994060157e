"""The ladder: this network's own numbers beside those of large language models."""

import streamlit as st

from namegen.lessons import ladder
from namegen.ui.serving.runs import dataset_of
from namegen.ui.session.visitor import current
from namegen.ui.widgets.escape import plain
from namegen.wording import counted
from pages.ladder import what_helps

visitor = current()
names, settings = visitor.names, visitor.settings
st.markdown("How far is it from your network to the ones behind a chat?")

dataset = dataset_of(names, settings.context, settings.validation)
rungs = ladder.rungs(dataset, settings)
for column, rung in zip(st.columns(4), rungs, strict=True):
    with column.container(border=True, height="stretch"):
        st.markdown(
            f"**{rung.model}**\n\n"
            f"Vocabulary: **{counted(rung.vocabulary, 'token')}**  \n"
            f"Context: **{counted(rung.context, 'token')}**  \n"
            f"Parameters: **{ladder.in_words(rung.parameters)}**  \nTrained on: **{rung.data}**"
        )
        st.caption(f"Source: {rung.source}")
without = " without the validation names" if dataset.names.validation else ""
st.caption(
    f"This network's token is one letter, and its list is “{plain(names.title)}”{without}. Change "
    "its settings on Train, and its numbers change here. GPT-2 and Llama 3.1 are the largest of "
    "their kind."
)
st.markdown(
    f"GPT-3 has about **{ladder.in_words(rungs[2].parameters // rungs[0].parameters)}** "
    "parameters for each one of this network's."
)
same, more = st.columns(2, gap="medium")
with same:
    st.header("What stays the same", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in ladder.STAYS))
with more:
    st.header("What comes on top", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in ladder.COMES_ON_TOP))
what_helps.show(visitor)
