"""The command line as a program of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


QUICK = ["--hiddens", "12", "--embedding", "4", "--epochs", "2"]


def as_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "namegen", *arguments],
        cwd=ROOT, env={**os.environ, **environment},
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


def test_counting_needs_no_torch(tmp_path: Path) -> None:
    """A list's names are there in half a second, and not in three."""
    path = str(tmp_path / "counted.model")
    program = (
        "import sys; sys.modules['torch'] = None\n"
        "from namegen.__main__ import main\n"
        f"main(['train', '--data', 'given', '--model', 'bigram', '--save', {path!r}])\n"
        f"main(['evaluate', '--load', {path!r}, '--data', 'given'])\n"
        f"main(['generate', '--load', {path!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Counted bigram, trained on given names" in done.stdout


@pytest.mark.parametrize("fault", ["ImportError('no torch')", "OSError('libtorch.so is gone')"])
def test_a_torch_that_cannot_be_loaded_is_one_line(
    saved: dict[str, str], tmp_path: Path, fault: str
) -> None:
    (tmp_path / "torch.py").write_text(f"raise {fault}")
    for command in (["train", "--data", "given"], ["generate", "--load", saved["deep"]]):
        said = as_process(*command, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
        assert (said.returncode, said.stdout) == (1, "")
        assert said.stderr.startswith("PyTorch cannot be loaded: mend that with python -m pip")
        assert said.stderr.count("\n") == 1


def test_as_a_program_a_mistake_is_one_line_and_exit_status_2(tmp_path: Path) -> None:
    said = as_process("train", "--data", str(tmp_path / "none.txt"))
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "does not exist" in said.stderr


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_terminal_without_the_letters_is_no_mistake(
    run: Any, tmp_path: Path, as_json: list[str]
) -> None:
    path = tmp_path / "own.txt"
    path.write_text("अनिल\nZoë\n", encoding="utf-8")
    train = ["train", "--data", str(path), "--model", "bigram", "--names", "5", *as_json]
    said = as_process(*train, PYTHONIOENCODING="ascii")
    assert (said.returncode, said.stderr) == (0, "")
    assert "\\u09" in said.stdout
    if as_json:
        assert json.loads(said.stdout) == run(*train).json | {
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


FULL = Path("/dev/full")
linux = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


@linux
@pytest.mark.parametrize("arguments", [["--help"], ["train", "--model", "bigram"]])
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "namegen", *arguments],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    if arguments != ["--help"]:  # which argparse gives up in silence
        assert done.returncode == 1
        assert done.stderr == "The output cannot be written: No space left on device.\n"
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell closes it")
def test_a_closed_output_is_no_fault() -> None:
    command = f'"{sys.executable}" -m namegen train --data given --model bigram >&-'
    done = subprocess.run(
        command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@linux
def test_what_has_no_end_is_read_to_the_limit() -> None:
    said = as_process("train", "--data", "/dev/zero")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "'/dev/zero' is larger than 200 MB: give the path of a list.\n"


@pytest.mark.skipif(os.name != "posix", reason="Windows has another way to interrupt")
@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.6, 1.0])
def test_an_interruption_while_it_starts_is_silent(seconds: float, tmp_path: Path) -> None:
    said = tmp_path / "stderr"
    # It tells its imports: before the first of its own, Python itself is still starting.
    command = [sys.executable, "-X", "importtime", "-m", "namegen", "train", "--data", "given"]
    with (
        said.open("w") as stderr,
        subprocess.Popen(
            [*command, "--epochs", "5000"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=stderr
        ) as process,
    ):
        end = time.monotonic() + 60
        while "namegen.errors" not in said.read_text() and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    assert "Traceback" not in said.read_text()
    assert process.returncode != 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has another way to interrupt")
def test_an_interruption_as_it_ends_is_silent(small: str) -> None:
    arguments = ["namegen", "train", "--data", small, "--model", "bigram"]
    program = (
        "import atexit, os, runpy, signal, sys\n"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        f"sys.argv = {arguments!r}\n"
        "runpy.run_module('namegen', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
    assert "Counted bigram" in done.stdout
