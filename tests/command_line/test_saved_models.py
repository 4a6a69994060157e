"""What generate and evaluate make of a saved model."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from namegen.lists import name_list
from namegen.models import model_file
from namegen.settings import MODELS


@pytest.mark.parametrize("model", MODELS)
def test_a_saved_model_makes_the_names_that_it_made(
    run: Any, saved: dict[str, str], once: dict[str, list[str]], model: str
) -> None:
    trained = run("train", *once[model], "--json").json["generated"]
    assert run("generate", "--load", saved[model], "--json").json["generated"] == trained
    five = run("generate", "--load", saved[model], "-n", "5").out
    assert five.splitlines() == trained[:5]


def test_a_prefix_may_end_where_a_word_ends(run: Any, tmp_path: Path) -> None:
    towns, model = tmp_path / "towns.txt", str(tmp_path / "towns.model")
    towns.write_text("new york\nnew delhi\nnewcastle\nnewport\nnew orleans\n" * 20)
    run("train", "--data", str(towns), "--model", "bigram", "--save", model)
    made = run("generate", "--load", model, "--prefix", "New ", "-n", "30", "--json").json
    assert all(name.startswith("new ") for name in made["generated"])


def test_no_names_are_no_lines(run: Any, saved: dict[str, str]) -> None:
    assert run("generate", "--load", next(iter(saved.values())), "-n", "0").out == ""


def test_a_prefix_has_the_capitals_of_its_list(run: Any, tmp_path: Path) -> None:
    model = str(tmp_path / "turkish.model")
    names = tmp_path / "turkish.txt"
    names.write_text("IŞIL\nIRMAK\nİREM\nİPEK\nAYŞE\nÇAĞLA\n", "utf-8")
    run("train", "--data", str(names), "--epochs", "2", "--save", model)
    made = run("generate", "--load", model, "--prefix", "I", "-n", "3", "--json").json
    assert all(name.startswith("ı") for name in made["generated"])


def test_generate_takes_a_seed_a_prefix_and_a_temperature(run: Any, saved: dict[str, str]) -> None:
    def made(*given: str) -> list[str]:
        return run("generate", "--load", saved["deep"], "-n", "30", *given, "--json").json[
            "generated"
        ]

    assert made("--seed", "1") == made("--seed", "1") != made("--seed", "2")
    assert all(name.startswith("mar") for name in made("--prefix", "Mar"))
    # As lists are spelled: no full stops, single spaces, plain apostrophes.
    assert made("--prefix", " M.A\u200br ") == made("--prefix", "mar")
    assert made("--temperature", "0.5") != made()
    assert len(set(made("--temperature", "0.01", "--prefix", "mar"))) == 1
    assert made("--temperature", "1") == made()


@pytest.mark.parametrize("model", MODELS)
def test_evaluate_says_what_train_said(
    run: Any, saved: dict[str, str], once: dict[str, list[str]], model: str
) -> None:
    trained = run("train", *once[model], "--json").json
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


def test_evaluate_believes_no_file_that_claims_another_list(
    run: Any, saved: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "own.txt"
    path.write_text("anna\nben\nзоя\n", encoding="utf-8")
    claim = replace(model_file.load(Path(saved["deep"])), digest=name_list.load(str(path)).digest)
    model_file.save(tmp_path / "a.model", claim)
    given = ["--load", str(tmp_path / "a.model"), "--data", str(path), "--json"]
    assert run("evaluate", *given).json["validation_loss"] is None


def test_evaluate_says_where_nothing_was_held_out(run: Any, small: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "a.model")
    run("train", "--data", small, "--model", "bigram", "--validation", "0", "--save", saved)
    for data in (small, "given"):
        said = run("evaluate", "--load", saved, "--data", data).out
        assert "validation   nothing: all names were trained on" in said
