"""Embeddings: where training puts the letters, and what the network expects next."""

import streamlit as st

from namegen.ui import rows, waiting, words
from namegen.ui.visitor import current

visitor = current()
st.html(rows.STYLE)
st.title("Embeddings")
waiting.for_torch()

from namegen.ui import embeddings, trained  # noqa: E402

found = trained.of(visitor)
if found:
    embeddings.introduction(visitor, found[1])
if found and embeddings.question(visitor, *found):
    left, right = st.columns([3, 2], gap="large")
    with left:
        embeddings.plot(visitor, *found)
    with right:
        embeddings.next_letter(*found)
    with st.expander("What the words mean"):
        words.explain("embedding", "context", "vocabulary", "epoch", "variance")
