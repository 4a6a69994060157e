"""The page of the network, and what tests look at on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("network")


@pytest.fixture
def tables(page: AppTest) -> AppTest:
    return open_page.press(page, "Just show me")


def arithmetic(page: AppTest) -> str:
    bodies = (element.proto.body for element in page.get("html"))
    return "".join(body for body in bodies if "slow-steps" in body and "<li>" in body)
