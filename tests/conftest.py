"""What many tests need."""

from __future__ import annotations

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
    """The talk's list, from the cache or the network; without either, its tests are skipped."""
    try:
        return names.talk_list()
    except NamesError as error:
        pytest.skip(str(error))
