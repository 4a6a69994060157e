"""Only what Streamlit promises is used: it may change the rest from one version to the next.
And each class of our own has a name of its own."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import streamlit as st

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(ROOT / "app.py", ROOT / "deploy" / "cloud" / "app.py"),
    *(ROOT / "namegen").rglob("*.py"),
    *(ROOT / "pages").rglob("*.py"),
]
# Modules that the documentation names: others lie open, and are nobody's business.
_MODULES = {"components", "components.v2", "errors"}


def _private(source: str) -> list[str]:
    """What is used of Streamlit's that is not promised, by its dotted name."""
    used = {name for node in ast.walk(ast.parse(source)) for name in _names(node)}
    return sorted(name for name in used if not _is_public(name))


def _names(node: ast.AST) -> Iterator[str]:
    """The dotted names below ``streamlit`` that a piece of code speaks of."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name.startswith("streamlit.") or alias.asname not in (None, "st"):
                yield from [alias.name] * alias.name.startswith("streamlit")
    elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
        for alias in node.names:
            yield f"{node.module}.{alias.name}".removeprefix("streamlit.")
    elif isinstance(node, ast.Attribute):
        name, base = node.attr, node.value
        while isinstance(base, ast.Attribute | ast.Call):
            if isinstance(base, ast.Attribute):
                name = f"{base.attr}.{name}"
            base = base.value if isinstance(base, ast.Attribute) else base.func
        if isinstance(base, ast.Name) and base.id == "st":
            yield name


def _is_public(name: str) -> bool:
    module, parts, of = [], name.split("."), st
    if any(part.startswith("_") and not part.endswith("__") for part in parts):
        return False  # what has two on both sides is Python's, such as where a module lies
    for part in parts:
        of = getattr(of, part, None)
        if not isinstance(of, ModuleType):
            return not module or ".".join(module) in _MODULES
        module.append(part)
    return ".".join(module) in _MODULES


def test_nothing_private_of_streamlit_is_used() -> None:
    used = {path.name: _private(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {name: found for name, found in used.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from streamlit import runtime", ["runtime"]),
        ("import streamlit.runtime", ["streamlit.runtime"]),
        ("import streamlit as other", ["streamlit"]),
        ("from streamlit.runtime import exists", ["runtime.exists"]),
        (
            "from streamlit.runtime.scriptrunner import get_script_run_ctx",
            ["runtime.scriptrunner.get_script_run_ctx"],
        ),
        ("from streamlit.proto.A_pb2 import A", ["proto.A_pb2.A"]),
        ("import streamlit as st\nst.config.get_option('a')", ["config", "config.get_option"]),
        ("import streamlit as st\nst.container()._enqueue('a')", ["container._enqueue"]),
        ("import streamlit as st\nst.sidebar.selectbox('a'), st.components.v2.component('b')", []),
    ],
)
def test_what_is_private_is_found(source: str, found: list[str]) -> None:
    assert _private(source) == found


def test_no_two_classes_are_called_the_same() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    names = [n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    assert [name for name, times in Counter(names).items() if times > 1] == []
