"""What many tests need."""

from __future__ import annotations

import os

import pytest
import torch
from hypothesis import settings

from namegen import names
from namegen.names import NameList, NamesError

# A busy machine is slow now and then; what matters about time has a test of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def talk() -> NameList:
    """The talk's list, from the cache or the network; without either, its tests are skipped.

    Unless they are required.
    """
    try:
        return names.talk_list()
    except NamesError as error:
        if os.environ.get("NAMEGEN_TALK_TESTS") == "required":
            pytest.fail(f"The tests on the talk's list are required here. {error}")
        pytest.skip(str(error))
