"""The html, css and js of a component, which stand in files beside its module."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st


def beside(module: str) -> Callable[[str], str]:
    """Reads the files that stand beside a module. module: its ``__file__``."""
    folder = Path(module).parent
    return lambda name: (folder / name).read_text(encoding="utf-8")


# What all components with a style of their own look like.
_GROUND = beside(__file__)("component.css")
KEEP = beside(__file__)("keep.js")
"""What the script of each component begins with."""
_PIECE = re.compile(r"<!-- (\S+\.html) -->")


def component(
    name: str,
    module: str,
    *scripts: str,
    styles: Sequence[str] = (),
    html: str | None = None,
    of_page: bool = False,
) -> Callable[..., Any]:
    """The component whose html, css and js stand beside a module, in files of its name. scripts:
    the names of those that go before its own. styles: of those that go after it. html: instead of
    its file; a comment in either that names a file stands for that. of_page: it is a part of the
    page and looks as that does, instead of having a look and a root of its own.
    """
    read = beside(module)
    return in_list(
        f"namegen_{name}",
        html=_PIECE.sub(lambda piece: read(piece[1]), html or read(f"{name}.html")),
        css=("" if of_page else _GROUND)
        + "".join(read(f"{style}.css") for style in (name, *styles)),
        js=KEEP + "".join(read(f"{script}.js") for script in (*scripts, name)),
        isolate_styles=not of_page,
    )


def unseen(name: str, js: str) -> Callable[..., Any]:
    """A component without a look. Its key begins with "unseen-": so style.css knows it, and takes
    it out of the flow before its script has come."""
    return in_list(f"namegen_{name}", js=KEEP + js, isolate_styles=False)


def in_list(name: str, **pieces: Any) -> Callable[..., Any]:
    """A component of these pieces, whose data travel in a list of one: in a dict Streamlit looks
    for tables, and imports pandas to know one."""
    mount = st.components.v2.component(name, **pieces)
    return lambda data=None, **more: mount(data=[data], **more)


def chosen(key: str) -> Any:
    """What was just chosen in a component, such as a cell that was clicked; or None."""
    return (st.session_state.get(key) or {}).get("chosen")


def heard() -> None:
    """A component keeps only the state, and returns only the events, that somebody listens to."""
