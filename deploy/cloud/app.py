"""The same app for Streamlit Community Cloud, which installs the requirements beside its entry."""

import runpy
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

server = runpy.run_path(str(ROOT / "app.py"), run_name=__name__)

# Streamlit looks for this line in the entry itself.
app = st.App(server["PAGES"], **server["OPTIONS"])
