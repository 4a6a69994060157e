"""Points that move in a Plotly chart, which stays as it is.

``st.plotly_chart`` mounts a new chart whenever its figure changes. Here a component beside it moves
what is in it by Plotly's own ``restyle``, which Plotly puts on ``window``. Where it should ever not
be there, the chart stands still.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import plotly.graph_objects as go

from namegen.ui.serving.web.scripts import beside, unseen

_FOLLOW = unseen("follow", beside(__file__)("follow.js"))


def follow(chart: str, figure: go.Figure, key: str, on_chosen: Callable[[], None]) -> None:
    """Make all traces but the first of the chart with key ``chart`` look like the figure's.

    ``on_chosen`` is called when a point is clicked; the component's ``chosen`` is its hover text.
    """
    traces = json.loads(go.Figure(figure.data[1:]).to_json(engine="json"))["data"]
    _FOLLOW(key=key, data={"chart": chart, "moved": traces}, on_chosen_change=on_chosen)
