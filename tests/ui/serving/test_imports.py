"""Nothing heavy is imported for the first time while visitors wait."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests import open_page


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
