"""What many tests need."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import pytest
import torch
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import NameList, bundled
from namegen.ui.serving import startup
from tests.open_page import opened

# A busy machine is slow now and then; what matters about time has a test of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# Many compute beside one another here, programs that tests start among them: with more threads each
# they wait for one another, up to a hundred times as long.
os.environ["OMP_NUM_THREADS"] = "1"
torch.set_num_threads(1)
# Each AppTest looks for components in all packages there are: 0.1 s, where a page takes 0.03.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def talk() -> NameList:
    """The talk's list."""
    return bundled("talk")


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the app on the given names, by its name and what its link says."""
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    startup.begin()
    assert startup.wait(60)

    def open_(name: str, **link: str) -> AppTest:
        return opened(name, **link).run()

    return open_


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of servers and browsers wait often."""
    return (os.cpu_count() or 1) + 1
