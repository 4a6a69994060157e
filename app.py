"""namegen: how machines learn language, live. The server that `streamlit run app.py` starts."""

import runpy
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from namegen.ui.serving import addresses, faults, here, startup, stream, uploads
from namegen.ui.serving.compressed import Compressed
from namegen.ui.stage import socket

PAGES = Path(__file__).parent / "namegen" / "ui" / "main.py"

startup.raise_soft_limit()

OPTIONS = {
    "routes": [here.ROUTE, stream.ROUTE, socket.ROUTE],
    "lifespan": addresses.said,
    "middleware": [
        Middleware(addresses.OwnPagesOnly),
        Middleware(uploads.LimitedUploads),
        Middleware(Compressed),
    ],
    "on_script_error": faults.tell,
}
app = st.App(PAGES, **OPTIONS)

# A host that knows only scripts runs this file for every page: pages without a stream.
if runtime.exists():
    runpy.run_path(str(PAGES), run_name="__main__")
