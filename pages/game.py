"""Real or made up: the audience's game, and the score of the whole hall."""

import streamlit as st

from namegen.ui import waiting
from namegen.ui.visitor import current

visitor = current()
st.title("Real or made up")
waiting.for_torch()

from namegen.ui import guessing, hall_score, opponents  # noqa: E402

st.html(guessing.STYLE)
st.markdown("Can you tell a real name from one that a machine made up?")
game = st.container()
hall = hall_score.wanted()
with game:
    if hall:
        hall_score.show(visitor.names)
    else:
        guessing.begin(visitor, opponents.choice(visitor.names))
