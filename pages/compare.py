"""Compare: which model knows names best, and whose made-up names pass for real ones."""

import streamlit as st

from namegen.ui import waiting, words
from namegen.ui.visitor import current

visitor = current()
st.title("Compare")
waiting.for_torch()

from namegen.ui import comparing, contenders, surprises, training_together, verdicts  # noqa: E402

st.html(comparing.STYLE)
names, material = visitor.names, contenders.basis(visitor)
comparing.introduction(names, material)
counted = contenders.counted(names, material)
if comparing.guessed(names, counted, material):
    chosen = contenders.choice(visitor)
    networks, missing = contenders.chosen_ones(visitor, chosen, material)
    models = [counted, *networks]
    comparing.table(names, models, missing)
    training_together.offer(visitor, missing)
    with st.expander("What the words mean"):
        words.explain("loss", "nat", "perplexity", "parameters", "validation", "bigram", "seed")
    comparing.same_seed(names, models)
    verdicts.section(names, models)
    surprises.section(names, models)
