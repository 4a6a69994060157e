"""What the browser keeps up on every page: the keyboard's place, and what is not translated."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_COMPONENT = st.components.v2.component(
    "namegen_upkeep",
    html='<i class="namegen-upkeep"></i>',
    css=".stElementContainer:has(.namegen-upkeep) { position: absolute; }",
    js=(_HERE / "upkeep.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def watch() -> None:
    """Have the tab watch its page."""
    _COMPONENT(key="upkeep")
