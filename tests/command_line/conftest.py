"""Commands run here, on a small list and on saved models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from namegen.__main__ import main
from namegen.lists import name_list
from namegen.settings import MODELS


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The path of a list of 200 names."""
    path = tmp_path / "small.txt"
    path.write_text("\n".join(name_list.bundled("given").names[:200]))
    return str(path)


class Said:
    """What a command printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> dict[str, Any]:
        assert (self.status, self.err) == (0, "")
        assert self.out.count("\n") == 1
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> Said:
        try:
            status = main(arguments)
        except SystemExit as ended:  # argparse's way
            status = ended.code
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run


@pytest.fixture(scope="session")
def once() -> dict[str, list[str]]:
    """Options that train a model of each kind quickly, and every time to the same."""
    given = {model: ["--data", "given", "--model", model, "--seed", "4"] for model in MODELS}
    return given | {m: [*given[m], "--epochs", "1"] for m in MODELS if m != "bigram"}


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory, once: dict[str, list[str]]) -> dict[str, str]:
    """The path of a saved model of each kind, trained on the given names."""
    folder = tmp_path_factory.mktemp("models")
    for model in MODELS:
        assert main(["train", *once[model], "--save", str(folder / model)]) == 0
    return {model: str(folder / model) for model in MODELS}
