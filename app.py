"""namegen: how machines learn language, live. The server that `streamlit run app.py` starts."""

import runpy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.errors import StreamlitAPIException

from namegen.ui.serving import memory, startup
from namegen.ui.serving.departures import SilentTabs, departures
from namegen.ui.serving.web import addresses, delivery, faults, fonts, stream, tab_check, uploads
from namegen.ui.serving.web.compressed import Compressed
from namegen.ui.serving.web.first_look import FirstLook
from namegen.ui.stage import socket

PAGES = Path(__file__).parent / "namegen" / "ui" / "main.py"

startup.raise_soft_limit()
memory.share_arenas()
memory.collect_rarely()


@asynccontextmanager
async def lifespan(server: st.App) -> AsyncIterator[None]:
    """What begins with the server."""
    departures.server = server
    delivery.begin()
    startup.leave_the_silent()
    addresses.say()
    startup.begin()
    yield


OPTIONS = {
    "routes": [fonts.ROUTE, tab_check.ROUTE, stream.ROUTE, socket.ROUTE],
    "lifespan": lifespan,
    "middleware": [
        Middleware(addresses.OwnPagesOnly),
        Middleware(SilentTabs),
        Middleware(uploads.LimitedUploads),
        Middleware(Compressed),
        Middleware(FirstLook),
    ],
    "on_script_error": faults.tell,
}
app = st.App(PAGES, **OPTIONS)

if __name__ == "__main__":
    try:
        app.run()
    except StreamlitAPIException:
        # A host that knows only scripts runs this file for every page: pages without a stream.
        runpy.run_path(str(PAGES), run_name="__main__")
