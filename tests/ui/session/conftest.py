"""What tests of sessions share."""

from __future__ import annotations

import pytest


@pytest.fixture
def given_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", "given")
