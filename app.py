"""namegen: how machines learn language, live. The server that `streamlit run app.py` starts."""

import streamlit as st
from starlette.middleware import Middleware

from namegen.ui.serving import addresses, faults, here, startup, uploads
from namegen.ui.serving.compressed import Compressed

startup.raise_soft_limit()

app = st.App(
    "namegen/ui/main.py",
    routes=[here.ROUTE],
    lifespan=addresses.said,
    middleware=[
        Middleware(addresses.OwnPagesOnly),
        Middleware(uploads.LimitedUploads),
        Middleware(Compressed),
    ],
    on_script_error=faults.tell,
)
