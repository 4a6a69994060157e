"""The live stages: charts on canvas, fed while a model trains.

A custom component's script and style travel with every message, so a stage is three components.
The *engine* owns the canvases: it is mounted once, outside of the fragment, with data that never
change, and opens the stage's socket. The *buttons*, with the scrubber, speak on that socket. The
*feed* is a few lines that hand a frame to both: it is mounted in a fragment, which reruns once a
second where no socket can be had. They meet in a room, one for each stage, which each of them
finds on ``window``.

There is a stage for each kind of frame. They share their scripts and their style; each adds a
layout and a few words of its own.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from namegen.ui.live.frames import Frame
from namegen.ui.serving.web.scripts import beside, component, heard, unseen
from namegen.ui.session.playhead import SPEEDS

_SERVER = secrets.token_hex(4)


_read = beside(__file__)
_SPEEDS = "".join(f"<option value={speed}>{said}</option>" for speed, said in SPEEDS.items())


def _engine(stage: str, *charts: str) -> Callable[..., Any]:
    """The engine of a stage, which has its views, layout and words in files of its own name."""
    scripts = (
        "room", "chart", "theme", *charts, "line", "address", "full", "painter", "board", "engine",
    )  # fmt: skip
    html = _read("engine.html").replace("<!-- views -->", _read(f"{stage}.html"))
    html = html.replace("<!-- speeds -->", _SPEEDS)
    return component(stage, __file__, *scripts, styles=["engine"], html=html)


_ENGINES = {
    "train": _engine("train", "loss", "cells", "matrix", "apart", "points", "names"),
    "table": _engine("table", "loss", "cells", "matrix"),
}
_FEED = unseen("feed", _read("room.js") + _read("feed.js"))
_BUTTONS = component("buttons", __file__, "room", "scrubber")


def mount(stage: str, path: str) -> None:
    """Mount a stage's engine: once in a page's run, outside of the fragment that feeds it.

    path: where on the server its socket is.
    """
    _ENGINES[stage](key=f"{stage}-engine", data={"stage": stage, "path": path})


def buttons(stage: str) -> None:
    """Play or Pause, Step, Reset, and the scrubber."""
    _BUTTONS(key=f"{stage}-buttons", data={"stage": stage})


def feed(frame: Frame, take: Callable[[Any], None]) -> bool:
    """Show ``frame`` on its stage; return whether the stage asks for the whole page.

    take: called with what the stage said where it had no socket, before the script runs, so that
    what it changes shows in the same run.
    """
    key = f"unseen-{frame.stage}-feed"
    made = {"server": _SERVER, "made": time.monotonic()}
    data = {"stage": frame.stage, **made, "frame": frame.pack()}
    asked = _FEED(
        key=key,
        data=data,
        on_said_change=lambda: take(st.session_state[key].get("said")),
        on_ask_change=heard,
    )
    return bool(asked.get("said") or asked.get("ask"))
