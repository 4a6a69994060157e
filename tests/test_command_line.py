"""The command line: every option, the JSON that scripts rely on, and one line for bad input."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from namegen import commands, names, talk_list
from namegen.__main__ import main
from namegen.material import Material
from namegen.model_file import load
from namegen.names import NameList
from namegen.network import NetworkModel
from namegen.sampling import generate
from namegen.settings import MODELS, PRESETS, settings_for
from tests.test_known_answers import THE_TALKS_NAMES

ROOT = Path(__file__).parents[1]
KEYS = [
    "names", "examples", "distinct_contexts", "vocabulary", "parameters", "epochs", "seconds",
    "train_loss", "validation_loss", "validation_accuracy", "generated",
]  # fmt: skip
QUICK = ["--hiddens", "12", "--embedding", "4", "--epochs", "2"]


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The path of a list of 200 names."""
    path = tmp_path / "small.txt"
    path.write_text("\n".join(names.bundled("given").names[:200]))
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


def as_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "namegen", *arguments],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


# --- train ---


@pytest.mark.parametrize("model", MODELS)
def test_json_has_what_scripts_rely_on(run: Any, small: str, model: str) -> None:
    result = run("train", "--data", small, "--model", model, *QUICK, "--names", "4", "--json").json
    assert [key for key in result if key in KEYS] == KEYS
    assert result["names"] == 200
    assert result["examples"] == sum(len(n) + 1 for n in names.bundled("given").names[:200])
    assert result["vocabulary"] == 27 - len(set("qx") - set("".join(names.load(small).names)))
    assert result["epochs"] == (0 if model == "bigram" else 2)
    assert 0 <= result["seconds"] < 60
    assert 0 < result["train_loss"] < 4
    assert 0 < result["validation_loss"] < 4
    assert 0 < result["validation_accuracy"] < 1
    assert len(result["generated"]) == 4


def test_the_numbers_are_those_of_the_library(run: Any, small: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "a.model")
    result = run("train", "--data", small, *QUICK, "--save", saved, "--json").json
    settings = settings_for(hiddens=(12,), embedding=4, epochs=2)
    material = Material.of(names.load(small).names, 3, 0.1)
    recipe = material.recipe(settings)
    model = NetworkModel(material.vocabulary, settings, recipe.train_model(2, 0.1))
    with torch.no_grad():
        training = recipe.calc_loss(model.coeffs, *material.tensors[:2]).item()
        held = recipe.calc_loss(model.coeffs, *material.tensors[2:]).item()
    assert result["train_loss"] == pytest.approx(training, abs=1e-5)
    assert result["validation_loss"] == pytest.approx(held, abs=1e-5)
    assert result["validation_accuracy"] == pytest.approx(recipe.model_accuracy(model.coeffs))
    assert result["generated"] == generate(load(Path(saved)).model, 10, settings.seed)
    assert result["parameters"] == model.parameters
    assert result["distinct_contexts"] > len(material.training)  # of the whole list


@pytest.mark.parametrize("model", MODELS)
def test_without_names_held_out_validation_is_null(run: Any, small: str, model: str) -> None:
    given = ["--data", small, "--model", model, "--validation", "0", *QUICK, "--json"]
    result = run("train", *given).json
    assert result["validation_loss"] is result["validation_accuracy"] is None


def test_the_same_seed_gives_the_same_result(run: Any, small: str) -> None:
    def result(seed: str) -> dict[str, Any]:
        given = ["--data", small, *QUICK, "--seed", seed, "--json"]
        return run("train", *given).json | {"seconds": 0}

    assert result("5") == result("5")
    assert result("5")["train_loss"] != result("6")["train_loss"]


OPTIONS: dict[str, tuple[str, Any]] = {
    "--context": ("5", ("context", 5)),
    "--embedding": ("7", ("embedding", 7)),
    "--hiddens": ("20,10", ("hiddens", (20, 10))),
    "--activation": ("relu", ("activation", "relu")),
    "--optimizer": ("adam", ("optimizer", "adam")),
    "--weight-decay": ("0.5", ("weight_decay", 0.5)),
    "--epochs": ("3", ("epochs", 3)),
    "--lr": ("0.03", ("lr", 0.03)),
    "--batch": ("full", ("batch", 0)),
    "--validation": ("0.25", ("validation", 0.25)),
    "--seed": ("9", ("seed", 9)),
}


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_sets_its_setting(run: Any, small: str, tmp_path: Path, option: str) -> None:
    text, (name, value) = OPTIONS[option]
    saved = tmp_path / "a.model"
    quick = [] if option in QUICK else QUICK
    given = ["--data", small, "--epochs", "1", *quick, option, text, "--save", str(saved)]
    assert run("train", *given).status == 0
    assert getattr(load(saved).settings, name) == value


def test_drop_and_smoothing_set_theirs(run: Any, small: str, tmp_path: Path) -> None:
    saved = tmp_path / "a.model"
    run("train", "--data", small, *QUICK, "--drop", "--save", str(saved))
    assert load(saved).settings.drop is True
    given = ["--model", "bigram", "--smoothing", "2.5", "--save", str(saved)]
    run("train", "--data", small, *given)
    assert load(saved).model.smoothing == 2.5


def test_an_option_beside_a_preset_wins(run: Any, small: str, tmp_path: Path) -> None:
    saved = tmp_path / "a.model"
    given = ["--preset", "fast", "--epochs", "1", "--hiddens", "8", "--save", str(saved)]
    run("train", "--data", small, *given)
    expected = {**PRESETS["fast"], "epochs": 1, "hiddens": (8,)}
    assert load(saved).settings == settings_for("deep", **expected)


def test_a_person_reads_it_in_words(run: Any, small: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "a.model")
    said = run("train", "--data", small, *QUICK, "--names", "3", "--save", saved)
    assert (said.status, said.err) == (0, "")  # no progress bar where nobody watches
    assert said.out.startswith("Deep network on small.txt: 200 names\n")
    for word in ("examples", "parameters", "trained", "training", "held out", "perplexity", "new"):
        assert word in said.out
    assert said.out.endswith(f"\nSaved in {saved}.\n")


def test_what_was_left_out_of_a_list_is_told(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,n\nAnna,1\nBen,2\n@@,3\n")
    given = ["--data", str(path), "--model", "bigram"]
    assert (
        "2 of 3 names read. Column used: Name. 1 name left out for characters that are not letters"
        in run("train", *given).out
    )
    assert run("train", *given, "--json").json["left_out"] == 1


def test_a_loss_that_is_infinite_is_null_and_said(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "all-different.txt"
    path.write_text("\n".join(chr(ord("a") + i) * 3 for i in range(20)))
    result = run(
        "train", "--data", str(path), "--model", "bigram", "--smoothing", "0", "--json"
    ).json
    assert result["validation_loss"] is None
    assert "choose --smoothing 1" in result["notes"][0]


@pytest.mark.parametrize(
    "content",
    ["anna", "anna\nben", "अनिल\nसुनीता\nराम", "Жанна\nОльга", "id;name\n1;Zoë\n2;José",
     "\n".join(["abcdefgh" * 5] * 20)],
    ids=["one", "two", "devanagari", "cyrillic", "columns", "forty-letters"],
)  # fmt: skip
@pytest.mark.parametrize("model", MODELS)
def test_odd_lists_train(run: Any, tmp_path: Path, content: str, model: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(content, encoding="utf-8")
    result = run("train", "--data", str(path), "--model", model, *QUICK, "--json").json
    letters = set("".join(names.load(str(path)).names))
    assert all(set(name) <= letters for name in result["generated"])
    assert math.isfinite(result["train_loss"])


def test_the_list_may_be_set_in_the_environment(
    run: Any, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMEGEN_LIST", small)
    assert run("train", "--model", "bigram", "--json").json["names"] == 200
    assert run("train", "--data", "given", "--model", "bigram", "--json").json["names"] == 5163


def test_the_talks_names_come_from_the_command_line(run: Any, talk: NameList) -> None:
    given = ["--model", "bigram", "--smoothing", "0", "--validation", "0", "--names", "5"]
    result = run("train", "--data", "talk", *given, "--json").json
    assert result["generated"] == THE_TALKS_NAMES
    assert result["train_loss"] == pytest.approx(2.4540, abs=5e-5)
    assert (result["examples"], result["distinct_contexts"]) == (228_146, 27)


# --- the progress bar ---


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("seconds", "shown"), [(0.01, False), (0.4, True)])
def test_a_bar_shows_on_a_terminal_for_work_over_a_second(
    run: Any, small: str, monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool
) -> None:
    terminal, clock = Terminal(), [0.0]
    execute_epoch = commands.Material.recipe

    def slow(material: Material, settings: Any) -> Any:
        recipe = execute_epoch(material, settings)
        epoch = recipe.execute_epoch

        def ticking(coeffs: Any, lr: float) -> None:
            clock[0] += seconds
            epoch(coeffs, lr)

        recipe.execute_epoch = ticking
        return recipe

    monkeypatch.setattr(commands.Material, "recipe", slow)
    monkeypatch.setattr(commands.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", terminal)
    given = ["--data", small, *QUICK, "--epochs", "5", "--json"]
    assert main(["train", *given]) == 0
    assert ("epoch 3 of 5" in terminal.text) == shown
    assert "epoch 2 of 5" not in terminal.text
    # The bar is wiped away at the end.
    assert terminal.text.endswith("\r\033[K")


# --- generate and evaluate ---


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The path of a saved model of each kind, trained on the given names."""
    folder = tmp_path_factory.mktemp("models")
    for model in MODELS:
        given = ["--data", "given", "--model", model, "--epochs", "1", "--seed", "4"]
        assert main(["train", *given, "--save", str(folder / model)]) == 0
    return {model: str(folder / model) for model in MODELS}


@pytest.mark.parametrize("model", MODELS)
def test_a_saved_model_makes_the_names_that_it_made(
    run: Any, saved: dict[str, str], model: str
) -> None:
    given = ["--data", "given", "--model", model, "--epochs", "1", "--seed", "4", "--json"]
    trained = run("train", *given).json["generated"]
    assert run("generate", "--load", saved[model], "--json").json["generated"] == trained
    five = run("generate", "--load", saved[model], "-n", "5").out
    assert five.splitlines() == trained[:5]


def test_generate_takes_a_seed_a_prefix_and_a_temperature(run: Any, saved: dict[str, str]) -> None:
    def made(*given: str) -> list[str]:
        return run("generate", "--load", saved["deep"], "-n", "30", *given, "--json").json[
            "generated"
        ]

    assert made("--seed", "1") == made("--seed", "1") != made("--seed", "2")
    assert all(name.startswith("mar") for name in made("--prefix", "Mar"))
    assert made("--temperature", "0.5") != made()
    assert len(set(made("--temperature", "0.01", "--prefix", "mar"))) == 1
    assert made("--temperature", "1") == made()


@pytest.mark.parametrize("model", MODELS)
def test_evaluate_says_what_train_said(run: Any, saved: dict[str, str], model: str) -> None:
    given = ["--data", "given", "--model", model, "--epochs", "1", "--seed", "4", "--json"]
    trained = run("train", *given).json
    result = run("evaluate", "--load", saved[model], "--data", "given", "--json").json
    assert result["validation_loss"] == pytest.approx(trained["validation_loss"])
    low, high = sorted((trained["train_loss"], trained["validation_loss"]))
    assert low <= result["loss"] <= high
    assert result["perplexity"] == pytest.approx(math.exp(result["loss"]))
    assert 0 < result["accuracy"] < 1
    assert 0 <= result["new"] <= 1
    assert (result["names"], result["left_out"]) == (5163, 0)


def test_evaluate_leaves_out_names_that_the_model_cannot_read(
    run: Any, saved: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "mixed.txt"
    path.write_text("anna\nzoë\nben\n", encoding="utf-8")
    given = ["--load", saved["bigram"], "--data", str(path)]
    result = run("evaluate", *given, "--json").json
    assert (result["names"], result["left_out"], result["validation_loss"]) == (2, 1, None)
    said = run("evaluate", *given)
    assert said.status == 0
    assert "not known for this list" in said.out


# --- bad input: one line on stderr, exit status 2 ---

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
    ["train", "--data", "given", "--model", "gpt"],
    ["train", "--data", "given", "--activation", "sigmoid"],
    ["train", "--data", "given", "--optimizer", "sgd"],
    ["train", "--data", "given", "--preset", "huge"],
    ["train", "--data", "given", "--save", "MISSING/a.model"],
    ["train", "--data", "given", "--save", "."],
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
    ["generate", "--load", "MODEL", "--prefix", "a.b"],
    ["generate", "--load", "MODEL", "--prefix", "a" * 40],
    ["generate", "--load", "MODEL", "--temperature", "0"],
    ["generate", "--load", "MODEL", "--temperature", "-1"],
    ["generate", "--load", "MODEL", "--temperature", "nan"],
    ["evaluate", "--load", "MODEL", "--data", "MISSING"],
    ["evaluate", "--load", "MODEL", "--data", "CYRILLIC"],
    ["evaluate", "--load", "CORRUPT", "--data", "given"],
    ["frobnicate"],
    [],
]


@pytest.mark.parametrize("arguments", BAD, ids=" ".join)
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
    assert said.err.count("\n") == 1
    assert len(said.err) < 400
    assert time.monotonic() - start < 20  # it says so before it trains


def test_a_rate_that_is_far_too_high_gets_a_sentence(run: Any, small: str) -> None:
    said = run("train", "--data", small, "--lr", "10000", "--weight-decay", "100")
    assert (said.status, said.out) == (2, "")
    assert said.err == "The learning rate is too high: the loss blew up. Choose a lower one.\n"


def test_without_a_network_the_talks_list_gets_one_sentence_within_five_seconds(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMEGEN_CACHE", str(tmp_path))
    monkeypatch.setattr(talk_list, "urlopen", lambda *args, **kwargs: time.sleep(60))
    start = time.monotonic()
    said = run("train", "--data", "talk", "--json")
    assert time.monotonic() - start < 5
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "The talk's list could not be downloaded within 4.5 seconds: check the network, or choose "
        "another list.\n"
    )


def test_without_the_talks_list_the_given_names_are_the_default(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*args: Any, **kwargs: Any) -> None:
        raise OSError("no network")

    monkeypatch.setenv("NAMEGEN_CACHE", str(tmp_path))
    monkeypatch.delenv("NAMEGEN_LIST", raising=False)
    monkeypatch.setattr(talk_list, "urlopen", unreachable)
    assert "on given names: 5,163 names" in run("train", "--model", "bigram").out


# --- as a program ---


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


def test_what_reads_the_names_may_stop_reading(saved: dict[str, str]) -> None:
    command = [sys.executable, "-m", "namegen", "generate", "--load", saved["bigram"]]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
