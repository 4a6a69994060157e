"""Nothing heavy is imported for the first time while visitors wait."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import open_page

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("page", ["embeddings", "alike"])
def test_a_box_that_answers_while_one_types_needs_no_pandas(
    page: str, visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)  # whoever imports it now fails
    shown = visit(page, epoch="3")
    end = time.monotonic() + 60
    while not shown.text_input and time.monotonic() < end:
        shown.run()
        assert not shown.exception
        if any(button.label == "Just show me" for button in shown.button):
            open_page.press(shown, "Just show me")
    assert shown.text_input


_PAGES = """
import subprocess
import sys
from namegen.ui.serving import startup
from tests.open_page import opened
startup.begin()
startup.wait(60)
for page in ("start", "count", "train", "own"):
    opened(page).run()
opened("count", stage="1").run()
print("pandas" in sys.modules)
"""


def test_what_components_are_told_needs_no_pandas() -> None:
    """Streamlit imports it to tell whether a value within a dict is a table."""
    told = subprocess.run([sys.executable, "-c", _PAGES], capture_output=True, text=True, cwd=ROOT)
    assert told.stdout == "False\n"
