"""What many tests need."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from namegen.lists import name_list
from namegen.lists.name_list import NameList, NamesError
from namegen.ui.serving import startup
from tests.open_page import opened

# A busy machine is slow now and then; what matters about time has a test of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
torch.set_num_threads(1)
_TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, a file's tests stay together, and those that start a server or a browser keep
    to one lane: two browsers at once would wait for each other."""
    for item in items:
        file = item.path.relative_to(_TESTS)
        lane = "servers" if file.parts[0] in ("browser", "load") else str(file)
        item.add_marker(pytest.mark.xdist_group(lane))


@pytest.fixture(scope="session")
def talk() -> NameList:
    """The talk's list, from the cache or the network; without either, its tests are skipped.

    Unless they are required.
    """
    try:
        return name_list.talk_list()
    except NamesError as error:
        if os.environ.get("NAMEGEN_TALK_TESTS") == "required":
            pytest.fail(f"The tests on the talk's list are required here. {error}")
        pytest.skip(str(error))


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the app on the given names, by its name and what its link says."""
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    startup.begin()
    assert startup.wait(60)

    def open_(name: str, **link: str) -> AppTest:
        return opened(name, **link).run()

    return open_
