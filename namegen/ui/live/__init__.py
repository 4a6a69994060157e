"""The live stages: charts on canvas, fed while a model trains.

A custom component's script and style travel with every message, so a stage is two components.
The *engine* owns the canvases: it is mounted once, outside of the fragment, with data that never
change, and opens the stage's socket. The *feed* is a few lines that hand a frame to the engine: it
is mounted in a fragment, which reruns once a second where no socket can be had. They meet in a
registry on ``window``, keyed by the stage, whichever of them comes first.

There is a stage for each kind of frame. They share their scripts and their style; each adds a
layout and a few words of its own.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from namegen.ui.live.frames import Frame
from namegen.ui.serving.scripts import GROUND, beside, heard

_SERVER = secrets.token_hex(4)


_read = beside(__file__)


def _engine(stage: str, *charts: str) -> Callable[..., Any]:
    """The engine of a stage, which has its views, layout and words in files of its own name."""
    scripts = ("chart", "theme", *charts, "line", "address", "scrubber", "engine", stage)
    return st.components.v2.component(
        f"namegen_live_{stage}",
        html=_read("engine.html").replace("<!-- views -->", _read(f"{stage}.html")),
        css=GROUND + _read(f"{stage}.css") + _read("engine.css"),
        js="".join(_read(f"{script}.js") for script in scripts),
    )


_ENGINES = {
    "train": _engine("train", "loss", "matrix", "apart", "points", "names"),
    "table": _engine("table", "loss", "matrix"),
}
# Out of the flow, with the fragment's own container where it holds nothing else: even an empty
# element would cost the page a gap.
_FEED = st.components.v2.component(
    "namegen_live_feed",
    html="<i class=namegen-feed></i>",
    css=".stElementContainer:has(.namegen-feed),"
    "div:has(> .stVerticalBlock > .stElementContainer:only-child .namegen-feed)"
    "{ position: absolute; }",
    js=_read("feed.js"),
    isolate_styles=False,
)


def mount(stage: str, path: str) -> None:
    """Mount a stage's engine: once in a page's run, outside of the fragment that feeds it.

    path: where on the server its socket is.
    """
    _ENGINES[stage](key=f"{stage}-engine", data={"stage": stage, "path": path})


def feed(frame: Frame, on_scrub: Callable[[], None] | None = None) -> bool:
    """Show ``frame`` on its stage; return whether the stage asks for the whole page.

    ``on_scrub`` is called before the script runs, so that what it changes shows in the same run;
    it reads the epoch with ``scrubbed(stage)``.
    """
    made = {"server": _SERVER, "made": time.monotonic()}
    # In a list: Streamlit looks for tables in a dict, and imports pandas to know one.
    data = [{"stage": frame.stage, **made, "frame": frame.pack()}]
    asked = _FEED(
        key=f"{frame.stage}-feed",
        data=data,
        on_scrub_change=on_scrub or heard,
        on_ask_change=heard,
    )
    return scrubbed(frame.stage) is not None or bool(asked.get("ask"))


def scrubbed(stage: str) -> int | None:
    """The epoch that the scrubber was just moved to, or None if this run has another cause."""
    epoch = (st.session_state.get(f"{stage}-feed") or {}).get("scrub")
    return int(epoch) if isinstance(epoch, int | float) and math.isfinite(epoch) else None
