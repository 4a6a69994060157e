"""The command line as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


QUICK = ["--hiddens", "12", "--embedding", "4", "--epochs", "2"]


def as_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "namegen", *arguments],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_as_a_program_it_trains_saves_and_makes_names(tmp_path: Path) -> None:
    path, saved = tmp_path / "own.txt", str(tmp_path / "own.model")
    path.write_text("अनिल\nसुनीता\nराम\nसीता\n", encoding="utf-8")
    trained = as_process("train", "--data", str(path), *QUICK, "--save", saved, "--json")
    assert (trained.returncode, trained.stderr) == (0, "")
    made = as_process("generate", "--load", saved)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == json.loads(trained.stdout)["generated"]


def test_as_a_program_a_mistake_is_one_line_and_exit_status_2(tmp_path: Path) -> None:
    said = as_process("train", "--data", str(tmp_path / "none.txt"))
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "does not exist" in said.stderr


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_terminal_without_the_letters_is_no_mistake(tmp_path: Path, as_json: list[str]) -> None:
    path = tmp_path / "own.txt"
    path.write_text("अनिल\nZoë\n", encoding="utf-8")
    train = ["train", "--data", str(path), "--model", "bigram", "--names", "5", *as_json]
    said = as_process(*train, PYTHONIOENCODING="ascii")
    assert (said.returncode, said.stderr) == (0, "")
    assert "\\u09" in said.stdout
    if as_json:
        assert json.loads(said.stdout) == json.loads(as_process(*train).stdout) | {
            "seconds": json.loads(said.stdout)["seconds"]
        }


def test_what_reads_the_names_may_stop_reading(saved: dict[str, str]) -> None:
    command = [sys.executable, "-m", "namegen", "generate", "--load", saved["bigram"]]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
