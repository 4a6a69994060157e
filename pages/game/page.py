"""Real or made up: the audience's game, and the score of the whole hall."""

import streamlit as st

from namegen.ui.session.visitor import current
from pages.game import choose_opponent, hall_score, round

visitor = current()
st.markdown("Can you tell a real name from one that a machine made up?")
game = st.container(key="game")
with game:
    # Drawn beside the hall's score, too: the link goes on saying which round is played.
    kind = choose_opponent.choice(visitor)
problem = choose_opponent.problem(visitor, kind)
hall = not problem and hall_score.wanted()
with game:
    if problem:
        st.info(problem)
    elif hall and not visitor.on_stage:
        hall_score.show(visitor.names)
        round.number()
    else:
        round.begin(visitor, kind)
