"""namegen: how machines learn language, live. The server that `streamlit run app.py` starts."""

import streamlit as st

app = st.App("namegen/ui/main.py")
