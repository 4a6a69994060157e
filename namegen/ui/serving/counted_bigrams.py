"""Counted bigrams, made once for everybody who uses a list."""

from __future__ import annotations

import streamlit as st

from namegen.lists.name_list import NameList
from namegen.models.bigram import CountedBigram
from namegen.training.split import split
from namegen.vocabulary import Vocabulary

BY_DIGEST = {NameList: lambda names: names.digest}
"""How Streamlit's caches tell lists apart."""


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=BY_DIGEST)
def counted(names: NameList, validation: float = 0.0) -> CountedBigram:
    """The bigram of a list, or of what is left for training when this share is validation."""
    parts = split(names.names, validation, names.weights)
    vocabulary = Vocabulary.of(names.names)
    return CountedBigram.of(parts.training, vocabulary, weights=parts.training_weights)
