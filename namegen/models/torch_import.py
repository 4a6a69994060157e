"""PyTorch, imported where something is to be trained: what only counts does without."""

from __future__ import annotations

import importlib
from types import ModuleType

MENDED_BY = "python -m pip install --force-reinstall -r requirements.txt"


class TorchError(ImportError):
    """PyTorch cannot be loaded; the text is one plain sentence that says what to do."""


def import_torch() -> ModuleType:
    """It takes two seconds. Raises TorchError."""
    try:
        return importlib.import_module("torch")
    except Exception as error:  # a library that is damaged fails in many ways
        raise TorchError(f"PyTorch cannot be loaded: mend that with {MENDED_BY}") from error
