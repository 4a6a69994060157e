"""What train prints, and what its options set."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest
import torch

from namegen.lists import name_list
from namegen.lists.name_list import NameList
from namegen.models import contexts
from namegen.models.model_file import load
from namegen.models.network import NetworkModel
from namegen.models.sampling import generate
from namegen.settings import MODELS, PRESETS, settings_for
from namegen.training.dataset import Dataset
from namegen.vocabulary import Vocabulary
from tests.models.test_known_answers import THE_TALKS_NAMES

KEYS = [
    "names", "examples", "distinct_contexts", "vocabulary", "parameters", "epochs", "seconds",
    "train_loss", "validation_loss", "validation_accuracy", "generated",
]  # fmt: skip


QUICK = ["--hiddens", "12", "--embedding", "4", "--epochs", "2"]
QUICKLY = {"bigram": [], "bigram-network": ["--epochs", "2"], "deep": QUICK}


@pytest.mark.parametrize("model", MODELS)
def test_json_has_what_scripts_rely_on(run: Any, small: str, model: str) -> None:
    result = run(
        "train", "--data", small, "--model", model, *QUICKLY[model], "--names", "4", "--json"
    ).json
    assert [key for key in result if key in KEYS] == KEYS
    assert result["names"] == 200
    assert result["examples"] == sum(len(n) + 1 for n in name_list.bundled("given").names[:200])
    assert result["vocabulary"] == 27 - len(set("qx") - set("".join(name_list.load(small).names)))
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
    dataset = Dataset.of(name_list.load(small).names, 3, 0.1)
    recipe = dataset.recipe(settings)
    model = NetworkModel(dataset.vocabulary, settings, recipe.train_model(2, 0.1))
    with torch.no_grad():
        training = recipe.calc_loss(model.coeffs, *dataset.tensors[:2]).item()
        held = recipe.calc_loss(model.coeffs, *dataset.tensors[2:]).item()
    assert result["train_loss"] == pytest.approx(training, abs=1e-5)
    assert result["validation_loss"] == pytest.approx(held, abs=1e-5)
    assert result["validation_accuracy"] == pytest.approx(recipe.model_accuracy(model.coeffs))
    assert result["generated"] == generate(load(Path(saved)).model, 10, settings.seed)
    assert result["parameters"] == model.parameters
    assert result["distinct_contexts"] > len(dataset.training)  # of the whole list


@pytest.mark.parametrize("model", MODELS)
def test_without_names_held_out_validation_is_null(run: Any, small: str, model: str) -> None:
    given = ["--data", small, "--model", model, "--validation", "0", *QUICKLY[model], "--json"]
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
    run("train", "--data", small, *given, "--no-drop")
    assert load(saved).settings == settings_for("deep", **expected | {"drop": False})


def test_a_person_reads_it_in_words(run: Any, small: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "a.model")
    said = run("train", "--data", small, *QUICK, "--names", "3", "--save", saved)
    assert (said.status, said.err) == (0, "")  # no progress bar where nobody watches
    assert said.out.startswith("Deep network on small.txt: 200 names\n")
    for word in ("examples", "parameters", "trained", "training", "validation", "perplexity"):
        assert word in said.out
    assert said.out.endswith(f"\nSaved in {saved}.\n")


def test_what_was_left_out_of_a_list_is_told(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,n\nAnna,10\nBen,2\n==,3\n")
    given = ["--data", str(path), "--model", "bigram"]
    said = run("train", *given).out
    assert "Read as a table with commas. Column used: Name. Each name counts once; n could" in said
    assert "2 of 3 names read. 1 name left out for characters that are not letters (=): ==." in said
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
    result = run("train", "--data", str(path), "--model", model, *QUICKLY[model], "--json").json
    letters = set("".join(name_list.load(str(path)).names))
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


@pytest.mark.parametrize("validation", ["0", "0.1", "0.9"])
def test_examples_and_contexts_are_those_of_the_whole_list(
    run: Any, talk: NameList, validation: str
) -> None:
    given = ["--epochs", "0", "--validation", validation, "--names", "0", "--json"]
    result = run("train", "--data", "talk", *given).json
    whole = contexts.build(talk.names, Vocabulary.of(talk.names), 3)
    assert (result["examples"], result["distinct_contexts"]) == (228_146, len(whole))


def test_one_of_something_is_told_as_one(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("a")
    said = run("train", "--data", str(path), "--epochs", "1").out
    assert "1 epoch in" in said
    assert "validation  nothing: all names were trained on" in said
    assert "counted in" in run("train", "--data", str(path), "--model", "bigram").out


def test_a_network_that_is_worse_than_nothing_is_said_to_be(run: Any, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("anna\n" * 500)
    said = run("train", "--data", str(one), "--model", "bigram-network", "--names", "1")
    assert said.status == 0
    assert said.err.startswith("The loss is above that of knowing nothing")
    calm = run("train", "--data", str(one), "--model", "bigram-network", "--lr", "2")
    assert (calm.status, calm.err) == (0, "")


def test_a_row_that_swings_is_said_with_a_rate_that_calms_it(run: Any, tmp_path: Path) -> None:
    girls = tmp_path / "girls.txt"
    girls.write_text("anna\nemma\nsofia\ngiulia\nchiara\nmartina\nsara\nalba")
    given = ["--data", str(girls), "--model", "bigram-network", "--validation", "0"]
    said = re.search(
        r"50 is too high for the row of a: .* At (\d+) every", run("train", *given).out
    )
    assert said
    calm = "--lr", said[1]
    assert "every row comes to rest" not in run("train", *given, *calm).out
    losses = [run("train", *given, *rate, "--json").json["train_loss"] for rate in ([], calm)]
    assert losses[1] < losses[0]


def test_a_list_can_be_read_as_one_says(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("first;last;n\nИван;Петров;900\nАнна;Иванова;40\n".encode("koi8_r"))
    given = ["--data", str(path), "--model", "bigram", "--validation", "0", "--encoding", "koi8-r"]
    said = run("train", *given, "--column", "first+last", "--weights")
    assert "Column used: first+last. Each name counts as often as n says." in said.out
    weighted = run("train", *given, "--column", "last", "--weights", "n", "--json").json
    assert weighted["examples"] == 900 * 7 + 40 * 8
    assert run("train", *given, "--column", "middle").status == 2
