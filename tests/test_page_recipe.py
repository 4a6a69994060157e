"""The recipe: the seven functions shown, run one at a time, and the run to take home."""

from __future__ import annotations

import gc
import inspect
import json
import math
import re
import textwrap
import time
import weakref

import pytest
import torch
from streamlit.testing.v1 import AppTest

from namegen import given_or_surname
from namegen.material import Material
from namegen.names import bundled, from_text
from namegen.recipe import NextCharacter, Recipe
from namegen.settings import Settings, settings_for
from namegen.training import TrainingRun
from namegen.ui import seven, take_home, tasks, walking, warm
from namegen.ui.runs import make_run, scheduler
from namegen.ui.visitor import Visitor
from namegen.walk import (
    FUNCTIONS,
    STEPS,
    Begun,
    Checked,
    Compared,
    Derived,
    Gone,
    Predicted,
    Updated,
    changes,
    flow,
    walk,
)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page with the given names, its question not yet answered."""
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    warm.begin()
    assert warm.wait(60)
    page = AppTest.from_file("../app.py", default_timeout=60)
    page.switch_page("pages/recipe.py")
    return page.run()


@pytest.fixture
def kitchen(page: AppTest) -> AppTest:
    """The page with the functions shown."""
    return _press(page, "Just show me")


def _press(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def _look_at(page: AppTest, key: str, value: str) -> AppTest:
    next(group for group in page.button_group if group.key == key).set_value(value).run()
    assert not page.exception
    return page


def _said(page: AppTest) -> str:
    words = "\n".join(element.value for element in [*page.markdown, *page.caption])
    return words.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def _play_to_the_end(page: AppTest) -> None:
    end = time.monotonic() + 60
    while page.session_state["visitor"].playhead.playing and time.monotonic() < end:
        page.run()


def _recipe(settings: Settings) -> NextCharacter:
    names = bundled("given").names
    return Material.of(names, settings.context, settings.validation).recipe(settings)


def test_the_question_comes_before_the_code(page: AppTest) -> None:
    assert not page.exception
    assert seven.QUESTION in _said(page)
    assert not page.code


def test_the_answer_is_read_from_the_classes(page: AppTest) -> None:
    same = [name for name in FUNCTIONS if getattr(Recipe, name) is getattr(NextCharacter, name)]
    _press(page, str(len(same)))
    assert "Right" in _said(page)
    assert all(name in _said(page) for name in same)


@pytest.mark.parametrize("function", STEPS)
@pytest.mark.parametrize("task", [tasks.NEXT_LETTER, tasks.YES_OR_NO])
def test_the_source_shown_is_the_source_that_runs(
    kitchen: AppTest, task: str, function: str
) -> None:
    _look_at(kitchen, seven.TASK, task)
    _look_at(kitchen, seven.FUNCTION, function)
    shown = function if function in FUNCTIONS else "execute_epoch"
    code = kitchen.code[0].value
    assert code.startswith(f"def {shown}(self")
    wanted = NextCharacter if task == tasks.NEXT_LETTER else Recipe
    assert code == textwrap.dedent(inspect.getsource(getattr(wanted, shown))).strip()
    unchanged = task == tasks.NEXT_LETTER and not changes(shown) and function in FUNCTIONS
    assert ("no change" in _said(kitchen)) is unchanged


def test_each_click_runs_the_next_function(kitchen: AppTest) -> None:
    for place, step in enumerate(STEPS, start=1):
        _press(kitchen, f"Run {step}")
        assert kitchen.session_state[seven.FUNCTION] == step
        assert f"{place} of 8 have run" in _said(kitchen)
        assert "It has not run yet" not in _said(kitchen)
    assert not any(button.label.startswith("Run ") for button in kitchen.button)
    _press(kitchen, "Start over")
    assert "0 of 8 have run" in _said(kitchen)


def test_what_is_said_of_a_step_is_what_the_recipe_gives(kitchen: AppTest) -> None:
    settings = kitchen.session_state["visitor"].settings
    recipe = _recipe(settings)
    coeffs = recipe.init_coeffs(list(settings.hiddens))
    _press(kitchen, "Run init_coeffs")
    numbers = sum(layer.numel() for layers in coeffs for layer in layers)
    assert f"**{numbers:,} numbers**" in _said(kitchen)
    assert f"{coeffs[0][0][1][0]:+.3f}" in _said(kitchen)
    assert "(27, 10) (30, 200) (200, 27)" in _said(kitchen)

    _press(kitchen, "Run calc_preds")
    assert "(32, 3) → (32, 30) → (32, 200) → (32, 27)" in _said(kitchen)
    indeps, deps = next(recipe.batches())
    _press(kitchen, "Run calc_loss")
    loss = recipe.calc_loss(coeffs, indeps, deps)
    assert f"Loss of the batch: **{loss.item():.4f}**" in _said(kitchen)

    _press(kitchen, "Run loss.backward")
    loss.backward()
    _press(kitchen, "Run update_coeffs")
    said = re.search(r"(−?[\d.]+) − 0.1 × \(?(−?[\d.]+)\)? = \*\*(−?[\d.]+)\*\*", _said(kitchen))
    before, gradient, after = (float(part.replace("−", "-")) for part in said.groups())
    assert before - 0.1 * gradient == pytest.approx(after, abs=2e-5)
    assert gradient == pytest.approx(_largest(coeffs[0][-1].grad), abs=1e-6)

    _press(kitchen, "Run execute_epoch")
    losses = re.findall(r"\*\*(\d\.\d{4})\*\* → \*\*(\d\.\d{4})\*\*", _said(kitchen))
    assert float(losses[-1][1]) < float(losses[-1][0]) - 0.3


def _largest(gradient: torch.Tensor) -> float:
    return gradient.flatten()[gradient.abs().argmax()].item()


def test_train_model_offers_to_train_and_then_shows_what_came_out(kitchen: AppTest) -> None:
    for step in STEPS:
        _press(kitchen, f"Run {step}")
    kitchen.session_state["visitor"].desk.settings = settings_for("deep", epochs=2)
    for step in STEPS:  # other settings begin anew
        if any(button.label == f"Run {step}" for button in kitchen.run().button):
            _press(kitchen, f"Run {step}")
    _press(kitchen, "Train it now, 2 epochs")
    _play_to_the_end(kitchen)
    kitchen.run()
    assert not kitchen.exception
    assert "**2 epochs** later the loss is" in _said(kitchen)
    assert "It makes names" in _said(kitchen)


def test_another_list_begins_anew(kitchen: AppTest) -> None:
    _press(kitchen, "Run init_coeffs")
    kitchen.session_state["visitor"].choose_list(from_text("anna\nberta\nclara"))
    kitchen.run()
    assert not kitchen.exception
    assert "0 of 8 have run" in _said(kitchen)


@pytest.mark.parametrize(
    "text",
    ["a", "आशा\nमीरा\nसुनीता", "*b*\n_it_al\nanna", "دانا\nنور", "mary-jane o'hara\nmary lou"],
)
def test_any_list_goes_through_all_functions(page: AppTest, text: str) -> None:
    page.session_state["visitor"].choose_list(from_text(text))
    _press(page.run(), "Just show me")
    for step in STEPS:
        _press(page, f"Run {step}")
        assert not page.error


@pytest.mark.parametrize(
    "settings",
    [
        settings_for("bigram-network"),
        settings_for("deep", hiddens=()),
        settings_for("deep", "best"),
        settings_for("deep", "fast", batch=0),
        settings_for("deep", lr=100.0, activation="relu", hiddens=(300, 300, 300)),
        settings_for("deep", validation=0.0, epochs=1),
    ],
    ids=["bigram", "no hidden layer", "best", "full batch", "blown up", "nothing held out"],
)
def test_any_settings_go_through_all_functions(page: AppTest, settings: Settings) -> None:
    visitor = page.session_state["visitor"]
    visitor.choose_model(settings.model)
    visitor.desk.settings = settings
    _press(page.run(), "Just show me")
    for step in STEPS:
        _press(page, f"Run {step}")


def test_a_second_click_on_the_last_function_runs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walking.st, "session_state", {})
    progress = walking.Progress("task", len(STEPS) - 1)
    progress.next(len(STEPS) - 1)
    progress.next(len(STEPS) - 1)
    assert progress.done == len(STEPS)


def test_a_big_network_walks_over_fewer_contexts() -> None:
    names = bundled("surnames")
    task = tasks.next_letter(names, settings_for("deep", "best", context=5))
    whole, quick = task.make(), task.quick()
    weights, biases = quick.init_coeffs(quick.hiddens)
    parameters = sum(layer.numel() for layer in weights + biases)
    assert task.every > 1
    assert len(quick.trainingIn) == math.ceil(len(whole.trainingIn) / task.every)
    assert len(quick.trainingIn) * parameters < 1.1e8


def test_the_walk_is_the_recipe_step_by_step() -> None:
    recipe = _recipe(settings_for("deep", hiddens=(20,)))
    outcomes = list(walk(recipe, 0.1))
    kinds = [Begun, Predicted, Compared, Derived, Updated, Gone, Checked]
    assert [type(outcome) for outcome in outcomes] == kinds
    _, predicted, compared, derived, updated, gone, checked = outcomes
    assert predicted.preds.shape == (27,)
    assert compared.loss == pytest.approx(updated.loss[0])
    assert updated.loss[1] < updated.loss[0]
    assert all(size > 0 for size in derived.sizes)
    assert gone.loss[1] < gone.loss[0]
    assert 1 / 27 < checked.accuracy < 1


def test_the_flow_is_that_of_calc_preds() -> None:
    recipe = _recipe(settings_for("deep", context=4, embedding=7, hiddens=(20, 15)))
    coeffs = recipe.init_coeffs([20, 15])
    indeps, _ = next(recipe.batches())
    shapes = flow(coeffs, indeps)
    assert shapes == [(32, 4), (32, 28), (32, 20), (32, 15), (32, 27)]
    assert shapes[-1] == tuple(recipe.calc_preds(coeffs, indeps).shape)


def test_yes_or_no_is_learned_from_names_and_checked_on_others() -> None:
    trained = given_or_surname.train()
    question = trained.question
    assert not set(question.names.training) & set(question.names.validation)
    share = sum(name in question.surnames for name in question.names.validation) / len(
        question.names.validation
    )
    assert 0.45 < share < 0.55
    assert 0.8 < trained.accuracy < 0.95
    said = [
        (chance > 0.5) == (name in question.surnames)
        for name, chance in zip(
            question.names.validation, trained.chances(question.names.validation), strict=True
        )
    ]
    assert sum(said) / len(said) == pytest.approx(trained.accuracy)


def test_what_it_is_surest_of_and_wrong() -> None:
    trained = given_or_surname.train()
    wrong = trained.most_wrong(5)
    assert [abs((n in trained.question.surnames) - c) > 0.5 for n, c in wrong] == [True] * 5
    names = trained.question.names.validation
    off = [
        abs((n in trained.question.surnames) - c)
        for n, c in zip(names, trained.chances(names), strict=True)
    ]
    assert abs((wrong[0][0] in trained.question.surnames) - wrong[0][1]) == max(off)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Miller", "**miller**: a surname"),
        ("Melissa", "**melissa**: a given name"),
        ("Zoë", "It has never seen ë"),
        ("आशा", "It has never seen"),
        ("123", "no name that it can read"),
        ("<b>x</b>", "no name that it can read"),
    ],
)
def test_a_name_typed_in_is_answered(kitchen: AppTest, typed: str, said: str) -> None:
    kitchen.text_input(key="recipe-name").set_value(typed).run()
    assert not kitchen.exception
    assert said in _said(kitchen)


def test_the_notebook_is_offered_before_training_and_says_its_epoch(kitchen: AppTest) -> None:
    assert kitchen.get("download_button")
    assert "It trains to epoch 30" in _said(kitchen)


def test_the_notebook_of_a_run_says_what_the_app_showed() -> None:
    names, settings = bundled("given"), settings_for("bigram-network", epochs=3)
    run = TrainingRun(Material.of(names.names, settings.context, settings.validation), settings)
    key = "the run of this test"
    assert scheduler().run(key, lambda: run) is run
    fresh = json.loads(take_home.made(names, settings, key, (), 3))
    assert "What the app showed" not in fresh["cells"][-1]["source"]
    for _ in range(3):
        run.step()
    cells = json.loads(take_home.made(names, settings, key, (), 3))["cells"]
    assert f"validation loss of {run.history.validation[3]:.4f}" in cells[-1]["source"]
    assert run.names(3, 10)[9] in cells[-1]["source"]


def test_what_can_be_downloaded_does_not_hold_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[object] = []
    offered = lambda label, made, *rest, **look: handed.append(made)  # noqa: E731
    monkeypatch.setattr(take_home.st, "download_button", offered)
    visitor = Visitor.from_link({"list": "given", "model": "bigram-network"})
    run = make_run(visitor.names, visitor.settings)
    take_home.offer(visitor, run)
    there = weakref.ref(run)
    del run
    gc.collect()
    assert there() is None
    (made,) = handed
    assert json.loads(made())["cells"]


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page opened by a link to one function of the first task."""
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    warm.begin()
    assert warm.wait(60)
    page = AppTest.from_file("../app.py", default_timeout=60)
    page.query_params[seven.TASK] = tasks.YES_OR_NO
    page.query_params[seven.FUNCTION] = "calc_loss"
    page.switch_page("pages/recipe.py")
    return _press(page.run(), "Just show me")


def test_a_link_opens_at_its_task_and_function(linked: AppTest) -> None:
    assert linked.code[0].value == seven.source(Recipe, "calc_loss")
