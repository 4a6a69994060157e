"""Bad input gets one line on stderr and exit status 2; nothing is trained for it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch

from namegen import commands

BAD = [
    ["train", "--data", "MISSING"],
    ["train", "--data", "."],
    ["train", "--data", ""],
    ["train", "--data", "EMPTY"],
    ["train", "--data", "BINARY"],
    ["train", "--data", "given", "--hiddens", "10,x"],
    ["train", "--data", "given", "--hiddens", "0"],
    ["train", "--data", "given", "--hiddens", "-5"],
    ["train", "--data", "given", "--lr", "-1"],
    ["train", "--data", "given", "--lr", "0"],
    ["train", "--data", "given", "--lr", "nan"],
    ["train", "--data", "given", "--lr", "fast"],
    ["train", "--data", "given", "--context", "0"],
    ["train", "--data", "given", "--context", "99"],
    ["train", "--data", "given", "--embedding", "1000000"],
    ["train", "--data", "given", "--epochs", "-1"],
    ["train", "--data", "given", "--epochs", "1.5"],
    ["train", "--data", "given", "--batch", "-1"],
    ["train", "--data", "given", "--batch", "some"],
    ["train", "--data", "given", "--validation", "1"],
    ["train", "--data", "given", "--validation", "-0.1"],
    ["train", "--data", "given", "--smoothing", "-1"],
    ["train", "--data", "given", "--weight-decay", "-1"],
    ["train", "--data", "given", "--seed", "-1"],
    ["train", "--data", "given", "--seed", "4294967296"],
    ["train", "--data", "given", "--names", "-1"],
    ["train", "--data", "given", "--names", "many"],
    ["train", "--data", "given", "--names", "9" * 5000],
    ["train", "--data", "given", "--seed", "9" * 5000],
    ["train", "--data", "given", "--preset", "9" * 5000],
    ["train", "--data", "given", "--model", "gpt"],
    ["train", "--data", "given", "--activation", "sigmoid"],
    ["train", "--data", "given", "--optimizer", "sgd"],
    ["train", "--data", "given", "--preset", "huge"],
    ["train", "--data", "given", "--save", "MISSING/a.model"],
    ["train", "--data", "given", "--save", "."],
    ["train", "--data", "given", "--save", "a" * 300],
    ["train", "--data", "given", "--unknown"],
    ["train", "--data"],
    ["generate"],
    ["generate", "--load", "MISSING"],
    ["generate", "--load", "CORRUPT"],
    ["generate", "--load", "EMPTY"],
    ["generate", "--load", "."],
    ["generate", "--load", "MODEL", "-n", "x"],
    ["generate", "--load", "MODEL", "-n", "-1"],
    ["generate", "--load", "MODEL", "--seed", "-1"],
    ["generate", "--load", "MODEL", "--seed", "4294967296"],
    ["generate", "--load", "MODEL", "--prefix", "ж"],
    ["generate", "--load", "MODEL", "-n", "9" * 5000],
    ["generate", "--load", "MODEL", "--seed", "9" * 5000],
    ["generate", "--load", "MODEL", "--temperature", "9" * 5000],
    ["generate", "--load", "MODEL", "--prefix", "a" * 40],
    ["generate", "--load", "MODEL", "--prefix", "."],
    ["generate", "--load", "MODEL", "--prefix", "😀"],
    ["generate", "--load", "MODEL", "--prefix", "\x1b"],
    ["generate", "--load", "MODEL", "--temperature", "0"],
    ["generate", "--load", "MODEL", "--temperature", "-1"],
    ["generate", "--load", "MODEL", "--temperature", "nan"],
    ["evaluate", "--load", "MODEL", "--data", "MISSING"],
    ["evaluate", "--load", "MODEL", "--data", "CYRILLIC"],
    ["evaluate", "--load", "CORRUPT", "--data", "given"],
    ["frobnicate"],
    ["x" * 5000],
    ["train", "\x1b[2J"],
    ["train", "--drop=" + "9" * 5000],
    ["train", "--un\nknown=" + "9" * 5000],
    [],
]


@pytest.mark.parametrize("arguments", BAD, ids=lambda given: " ".join(given)[:80])
def test_bad_input_gets_one_line_and_exit_status_2(
    run: Any, saved: dict[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    corrupt = Path(saved["deep"]).read_bytes()
    contents = {
        "EMPTY": b"",
        "BINARY": bytes(range(256)) * 10,
        "CORRUPT": corrupt[: len(corrupt) // 2],
        "CYRILLIC": "Жанна\nОльга".encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    places = {name: str(tmp_path / name) for name in (*contents, "MISSING")}
    places |= {"MISSING/a.model": str(tmp_path / "MISSING" / "a.model"), "MODEL": saved["deep"]}
    start = time.monotonic()
    said = run(*[places.get(argument, argument) for argument in arguments])
    assert said.status == 2
    assert said.out == ""
    assert said.err.endswith(".\n")
    assert said.err[:-1].isprintable()
    assert len(said.err) < 400
    assert time.monotonic() - start < 20  # it says so before it trains


@pytest.mark.parametrize("array", ["numpy", "torch"])
def test_too_little_memory_gets_a_sentence(
    run: Any, small: str, monkeypatch: pytest.MonkeyPatch, array: str
) -> None:
    def exhausted(*args: Any, **options: Any) -> None:
        numpy.empty(1 << 50, "u1") if array == "numpy" else torch.empty(1 << 50, dtype=torch.uint8)

    monkeypatch.setattr(commands.Dataset, "of", exhausted)
    said = run("train", "--data", small)
    assert (said.status, said.out) == (2, "")
    assert said.err == "There is not enough memory: choose a smaller network or list.\n"


def test_a_bug_is_not_told_as_bad_input(
    run: Any, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.Dataset, "of", lambda *_, **__: int("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        run("train", "--data", small)


def test_options_that_a_model_has_no_use_for_are_named(run: Any, small: str) -> None:
    given = ["train", "--data", small, "--model", "bigram-network", "--epochs", "3"]
    plain = run(*given, "--context", "1", "--json")
    assert plain.err == ""
    said = run(*given, "--context", "3", "--hiddens", "9", "--preset", "best", "--json")
    assert said.err == ("--model bigram-network has no use for --context, --hiddens, --preset.\n")
    assert said.status == 0
    assert json.loads(said.out)["generated"] == json.loads(plain.out)["generated"]


def test_options_that_a_bundled_list_has_no_use_for_are_named(run: Any) -> None:
    given = ["train", "--data", "given", "--model", "bigram", "--names", "0", "--json"]
    said = run(*given, "--column", "none", "--no-heading", "--sheet", "x", "--limit", "9")
    assert said.status == 0
    assert said.err == ("The bundled list has no use for --column, --heading, --sheet, --limit.\n")
    assert run(*given, "--weights").json["names"] == 5163


def test_help_and_mistakes_call_the_program_as_it_is_called(run: Any) -> None:
    assert run("--help").out.startswith("usage: python -m namegen ")
    said = run("generate", "--load", "x", "-n", "many").err
    assert said == (
        "Argument -n: 'many' does not work; give a whole number from 0 to 10,000,000; "
        "see python -m namegen generate --help.\n"
    )


def test_a_rate_that_is_far_too_high_gets_a_sentence(run: Any, small: str) -> None:
    said = run("train", "--data", small, "--lr", "10000", "--weight-decay", "100")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "The learning rate is too high for this weight decay: the loss blew up. "
        "Choose a lower one.\n"
    )


def test_a_mistake_gets_one_line_even_beside_a_useless_option(run: Any, small: str) -> None:
    said = run("train", "--data", small, "--model", "bigram", "--lr", "3", "--save", "/no/where")
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "/no/where" in said.err


def test_without_a_list_the_talks_is_taken(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAMEGEN_LIST", raising=False)
    assert "on the talk's list: 32,033 names" in run("train", "--model", "bigram").out


@pytest.mark.parametrize("option", ["preset", "names", "model", "save", "data", "limit"])
def test_an_option_of_two_dashes_only_has_no_value(option: str, run: Any) -> None:
    said = run("train", f"--{option}=--")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"--{option} needs a value")


def test_a_terminal_obeys_no_name_of_a_file(tmp_path: Path, run: Any) -> None:
    path = tmp_path / "a\x1b[2J\n.txt"
    path.write_text("ada\neva\nbob\n")
    said = run("train", "--data", str(path), "--model", "bigram", "--validation", "0")
    assert said.status == 0
    assert "\x1b" not in said.out
    assert "a\ufffd[2J\ufffd.txt: 3 names" in said.out
