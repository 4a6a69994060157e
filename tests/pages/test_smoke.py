"""Every page opens, whatever model is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.ui.navigation import PAGES


@pytest.mark.parametrize("model", ["deep", "bigram-network"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens(visit: Callable[..., AppTest], name: str, model: str) -> None:
    page = visit(name, model=model, epochs="1")
    assert not page.exception
    assert page.title[0].value


def test_the_status_can_be_closed(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMEGEN_STATUS", "off")
    with pytest.raises(ValueError, match="Could not find"):
        visit("status")
