"""Only what Streamlit promises is used: it may change the rest from one version to the next."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "app.py", *(ROOT / "namegen").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]


def _private(source: str) -> list[str]:
    """The names with an underscore in front that come from a streamlit module."""
    tree = ast.parse(source)
    modules, found = {"st"}, []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            found += [name for name in names if name.startswith("_")]
            found += [name for name in names if name in {"proto", "scriptrunner_utils"}]
            modules |= {alias.asname or alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            base = node.value
            while isinstance(base, ast.Attribute | ast.Call):
                base = base.value if isinstance(base, ast.Attribute) else base.func
            if isinstance(base, ast.Name) and base.id in modules:
                found.append(node.attr)
    return found


def test_nothing_private_of_streamlit_is_used() -> None:
    used = {path.name: _private(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {name: found for name, found in used.items() if found} == {}


def test_what_is_private_is_found() -> None:
    assert _private("from streamlit.runtime import get_instance\nget_instance()._loop") == ["_loop"]
    assert _private("from streamlit.proto.A_pb2 import A") == ["proto"]
    assert _private("import streamlit as st\nst.config._options") == ["_options"]
