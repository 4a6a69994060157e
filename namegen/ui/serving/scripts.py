"""The html, css and js of a component, which stand in files beside its module."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st


def beside(module: str) -> Callable[[str], str]:
    """Reads the files that stand beside a module. module: its ``__file__``."""
    folder = Path(module).parent
    return lambda name: (folder / name).read_text(encoding="utf-8")


def unseen(name: str, js: str) -> Callable[..., Any]:
    """A component out of the flow: even an empty element would cost the page a gap."""
    return st.components.v2.component(
        f"namegen_{name}",
        html=f"<i class=namegen-{name}></i>",
        css=f"\n.stElementContainer:has(.namegen-{name}) {{ position: absolute; }}",
        js=js,
        isolate_styles=False,
    )
