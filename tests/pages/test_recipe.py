"""The recipe: the seven functions shown, run one at a time, and the run to take home."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable

import pytest
import torch
from streamlit.testing.v1 import AppTest

from namegen.lessons import questions
from namegen.lessons.functions import FUNCTIONS, SAYS, STEPS
from namegen.lessons.seven_functions import (
    Updated,
    changes,
    could_stay,
    plain_step_is_unchanged,
)
from namegen.lists.name_list import bundled, from_text
from namegen.models.recipe import NextCharacter, Recipe
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.wording import signed
from pages.recipe import download_notebook, source_and_shapes, step_by_step, tasks
from tests import open_page


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered."""
    return visit("recipe")


@pytest.fixture
def kitchen(page: AppTest) -> AppTest:
    """The page with the functions shown."""
    return open_page.press(page, "Just show me")


def _look_at(page: AppTest, key: str, value: str) -> AppTest:
    next(group for group in page.button_group if group.key == key).set_value(value).run()
    assert not page.exception
    return page


def test_the_question_comes_before_the_code(page: AppTest) -> None:
    assert not page.exception
    assert questions.recipe(*could_stay()).text in open_page.said(page)
    assert not page.code
    assert all(f"| `{name}` | {SAYS[name]} |" in open_page.written(page) for name in FUNCTIONS)


def test_the_answer_is_read_from_the_classes(page: AppTest) -> None:
    same = [name for name in FUNCTIONS if getattr(Recipe, name) is getattr(NextCharacter, name)]
    # Plain gradient descent is one step, whatever the task: its function could have stayed.
    assert plain_step_is_unchanged()
    open_page.press(page, str(len([*same, "update_coeffs"])))
    assert "Right" in open_page.said(page)
    assert all(name in open_page.said(page) for name in same)


def test_of_the_seven_four_stay_from_one_hidden_layer_to_many(kitchen: AppTest) -> None:
    table = next(e.value for e in kitchen.markdown if e.value.startswith("| Function"))
    layers = {row.split("|")[1].strip(" `"): row.split("|")[2] for row in table.split("\n")[2:]}
    stay = {name for name, cell in layers.items() if "stays" in cell}
    assert stay == {"train_model", "execute_epoch", "calc_loss", "model_accuracy"}


@pytest.mark.parametrize("function", STEPS)
@pytest.mark.parametrize("task", [tasks.NEXT_LETTER, tasks.YES_OR_NO])
def test_the_source_shown_is_the_source_that_runs(
    kitchen: AppTest, task: str, function: str
) -> None:
    _look_at(kitchen, source_and_shapes.TASK, task)
    _look_at(kitchen, source_and_shapes.FUNCTION, function)
    shown = function if function in FUNCTIONS else "execute_epoch"
    code = kitchen.code[0].value
    assert code.startswith(f"def {shown}(self")
    wanted = NextCharacter if task == tasks.NEXT_LETTER else Recipe
    assert code == textwrap.dedent(inspect.getsource(getattr(wanted, shown))).strip()
    unchanged = task == tasks.NEXT_LETTER and not changes(shown) and function in FUNCTIONS
    assert ("no change" in open_page.said(kitchen)) is unchanged


def test_each_click_runs_the_next_function(kitchen: AppTest) -> None:
    for place, step in enumerate(STEPS, start=1):
        open_page.press(kitchen, f"Run {step}")
        assert kitchen.session_state[source_and_shapes.FUNCTION] == step
        assert f"{place} of 8 steps have run" in open_page.said(kitchen)
        assert "It has not run yet" not in open_page.said(kitchen)
    assert not any(button.label.startswith("Run ") for button in kitchen.button)
    open_page.press(kitchen, "Start over")
    assert "0 of 8 steps have run" in open_page.said(kitchen)


def test_what_is_said_of_a_step_is_what_the_recipe_gives(kitchen: AppTest) -> None:
    settings = kitchen.session_state["visitor"].settings
    names = bundled("given").names
    dataset = Dataset.of(names, settings.context, settings.validation)
    recipe = dataset.recipe(settings)
    coeffs = recipe.init_coeffs(list(settings.hiddens))
    open_page.press(kitchen, "Run init_coeffs")
    numbers = sum(layer.numel() for layers in coeffs for layer in layers)
    assert not any(bias.any() for bias in coeffs[1]), "of all the numbers only weights are chance's"
    assert f"**{numbers:,} numbers** for training to move" in open_page.said(kitchen)
    assert signed(coeffs[0][0][1][0].item(), 3) in open_page.said(kitchen)
    assert "(27, 10) (30, 200) (200, 27)" in open_page.said(kitchen)

    open_page.press(kitchen, "Run calc_preds")
    assert "(32, 3) → (32, 30) → (32, 200) → (32, 27)" in open_page.said(kitchen)
    indeps, deps = next(recipe.batches())
    open_page.press(kitchen, "Run calc_loss")
    loss = recipe.calc_loss(coeffs, indeps, deps)
    assert f"Loss of the batch: **{loss.item():.4f}**" in open_page.said(kitchen)

    open_page.press(kitchen, "Run loss.backward")
    loss.backward()
    open_page.press(kitchen, "Run update_coeffs")
    said = re.search(
        r"(−?[\d.]+) − 0.1 × \(?(−?[\d.]+)\)? = \*\*(−?[\d.]+)\*\*", open_page.said(kitchen)
    )
    before, gradient, after = (float(part.replace("−", "-")) for part in said.groups())
    assert before - 0.1 * gradient == pytest.approx(after, abs=5.1e-6)
    assert gradient == pytest.approx(_largest(coeffs[0][-1].grad), abs=1e-6)

    open_page.press(kitchen, "Run execute_epoch")
    losses = re.findall(r"\*\*(\d\.\d{4})\*\* → \*\*(\d\.\d{4})\*\*", open_page.said(kitchen))
    assert float(losses[-1][1]) < float(losses[-1][0]) - 0.3


def _largest(gradient: torch.Tensor) -> float:
    return gradient.flatten()[gradient.abs().argmax()].item()


def test_train_model_trains_and_then_shows_what_came_out(kitchen: AppTest) -> None:
    kitchen.session_state["visitor"].model_state.settings = settings_for("deep", epochs=2)
    kitchen.run()
    for step in STEPS:
        open_page.press(kitchen, f"Run {step}")
    assert kitchen.session_state["visitor"].playhead.goal == 2
    open_page.play_to_the_end(kitchen)
    kitchen.run()
    assert not kitchen.exception
    assert "**2 epochs** later the loss is" in open_page.said(kitchen)
    assert "It makes names" in open_page.said(kitchen)


def test_another_list_begins_anew(kitchen: AppTest) -> None:
    open_page.press(kitchen, "Run init_coeffs")
    kitchen.session_state["visitor"].choose_list(from_text("anna\nberta\nclara"))
    kitchen.run()
    assert not kitchen.exception
    assert "0 of 8 steps have run" in open_page.said(kitchen)


@pytest.mark.parametrize(
    "text",
    ["a", "आशा\nमीरा\nसुनीता", "*b*\n_it_al\nanna", "دانا\nنور", "mary-jane o'hara\nmary lou"],
)
def test_any_list_goes_through_all_functions(page: AppTest, text: str) -> None:
    page.session_state["visitor"].choose_list(from_text(text))
    open_page.press(page.run(), "Just show me")
    for step in STEPS:
        open_page.press(page, f"Run {step}")
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
    visitor.model_state.settings = settings
    open_page.press(page.run(), "Just show me")
    for step in STEPS:
        open_page.press(page, f"Run {step}")


@pytest.mark.parametrize(
    ("settings", "row", "begin"),
    [
        (settings_for("bigram-network"), 2, "*b* to the end"),
        (settings_for("deep"), 199, "neuron 200 to the score of the end"),
        (settings_for("deep", context=8, hiddens=()), 79, "number 10 of letter 8 in the block to"),
    ],
    ids=["bigram", "deep", "no hidden layer"],
)
def test_a_weight_is_called_by_what_it_leads_from(settings: Settings, row: int, begin: str) -> None:
    task = tasks.next_letter(bundled("given"), settings)
    assert task.weight(row, 0).startswith(f"from {begin}")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (settings_for("deep"), "0.2000000 − 0.1 × (−0.50000000) = **0.25000**"),
        (settings_for("deep", optimizer="adam"), "**0.25000**; its gradient was −0.50000000"),
    ],
    ids=["plain", "adam"],
)
def test_a_gradient_below_zero_is_in_brackets_only_where_it_is_a_factor(
    settings: Settings, said: str
) -> None:
    task = tasks.next_letter(bundled("given"), settings)
    outcome = Updated((0, 0), before=0.2, gradient=-0.5, after=0.25, loss=(3.0, 2.0))
    assert step_by_step._told(task, outcome)[1].endswith(said)


def test_a_second_click_on_the_last_function_runs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(step_by_step.st, "session_state", {})
    progress = step_by_step.Progress("task", len(STEPS) - 1)
    progress.next(len(STEPS) - 1)
    progress.next(len(STEPS) - 1)
    assert progress.done == len(STEPS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Miller", "**miller**: a surname"),
        ("Melissa", "**melissa**: a given name"),
        ("Zoë", "It has never seen ë, and ignores it"),
        ("Zoëß", "It has never seen ë, ß, and ignores them"),
        ("आशा", "It has never seen a letter of **आशा**"),
        ("123", "no name that it can read"),
        ("<b>x</b>", "no name that it can read"),
    ],
)
def test_a_name_typed_in_is_answered(kitchen: AppTest, typed: str, said: str) -> None:
    kitchen.text_input(key="recipe-name").set_value(typed).run()
    assert not kitchen.exception
    assert said in open_page.said(kitchen)


def test_the_notebook_is_offered_before_training_and_says_its_epoch(kitchen: AppTest) -> None:
    assert kitchen.get("download_button")
    assert "It trains to epoch 30" in open_page.said(kitchen)


def test_the_notebook_goes_to_the_epoch_of_the_link(visit: Callable[..., AppTest]) -> None:
    page = open_page.press(visit("recipe", epoch="12", seed="902"), "Just show me")
    assert "It trains to epoch 12" in open_page.said(page)


def test_the_notebook_is_not_made_anew_for_each_run_of_the_page(
    kitchen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, notebook = [], download_notebook.notebook
    monkeypatch.setattr(
        download_notebook, "notebook", lambda *asked: made.append(asked) or notebook(*asked)
    )
    kitchen.run()
    assert not made
    kitchen.session_state["visitor"].model_state.new_seed()
    kitchen.run().run()
    assert len(made) == 1


@pytest.fixture
def linked(visit: Callable[..., AppTest]) -> AppTest:
    """The page opened by a link to one function of the first task."""
    link = {source_and_shapes.TASK: tasks.YES_OR_NO, source_and_shapes.FUNCTION: "calc_loss"}
    return open_page.press(visit("recipe", **link), "Just show me")


def test_a_link_opens_at_its_task_and_function(linked: AppTest) -> None:
    assert linked.code[0].value == source_and_shapes.source(Recipe, "calc_loss")
