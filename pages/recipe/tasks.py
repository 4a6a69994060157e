"""The two tasks of the recipe, and words for what goes into it and what comes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from namegen.lessons import given_or_surname
from namegen.lessons.given_or_surname import Answerer
from namegen.lists.name_list import NameList
from namegen.models.network import count_parameters
from namegen.models.recipe import NextCharacter, Recipe
from namegen.settings import Settings
from namegen.training.dataset import Dataset
from namegen.ui.serving.runs import dataset_of
from namegen.ui.session.parameters import WIDGETS
from namegen.ui.widgets.escape import plain
from namegen.wording import percent, shown

NEXT_LETTER, YES_OR_NO = WIDGETS["task"].options
_LIKELIEST = 3
# Contexts times numbers to train: an epoch of this takes about a twentieth of a second.
_MOST_WORK = 100_000_000


@dataclass(frozen=True)
class Task:
    """A recipe in its environment. Tasks of one key go the same way."""

    key: Hashable
    recipe_class: type[Recipe]
    make: Callable[[], Recipe]
    lr: float
    epochs: int
    # Whether a step takes exactly the learning rate times the gradient away.
    plain_descent: bool
    # What they are, in a few words.
    indeps: str
    deps: str
    preds: str
    accuracy: str
    knowing_nothing: str
    # In which row of the first table or layer numbers are shown, and what the row is.
    row: tuple[int, str]
    # What the first row of a batch is, what is predicted for it, and what a last weight connects.
    example: Callable[[np.ndarray], str]
    verdict: Callable[[np.ndarray], str]
    weight: Callable[[int, int], str]
    # An epoch of all contexts would keep others waiting: one in ``every`` stands for them.
    every: int = 1

    def quick(self) -> Recipe:
        """The recipe in an environment small enough for an epoch in a page."""
        recipe = self.make()
        recipe.trainingIn = recipe.trainingIn[:: self.every]
        recipe.trainingOut = recipe.trainingOut[:: self.every]
        recipe.validationIn = recipe.validationIn[:: self.every]
        recipe.validationOut = recipe.validationOut[:: self.every]
        return recipe


def next_letter(names: NameList, settings: Settings) -> Task:
    """The task of the visitor's own list and settings. Raises LimitError."""
    dataset = dataset_of(names, settings.context, settings.validation)
    letters = [f"*{plain(shown(c))}*" for c in dataset.vocabulary.characters]
    follows = ["the end", *letters[1:]]
    seen = "one letter" if settings.context == 1 else f"{settings.context} letters"

    def verdict(preds: np.ndarray) -> str:
        chances = np.exp(preds - preds.max())
        chances /= chances.sum()
        likeliest = np.argsort(-chances, kind="stable")[:_LIKELIEST]
        said = ", ".join(f"{follows[id]} {percent(float(chances[id]))}" for id in likeliest)
        return f"Likeliest next: {said}. By pure chance each would be {percent(1 / len(letters))}."

    def weight(row: int, column: int) -> str:
        if not settings.kind.embeds:
            return f"from {letters[row]} to {follows[column]}"
        place, number = divmod(row, settings.embedding)
        begin = f"neuron {row + 1}"
        if not settings.hiddens:
            begin = f"number {number + 1} of letter {place + 1} in the block"
        return f"from {begin} to the score of {follows[column]}"

    return Task(
        key=(names.digest, settings.identity),
        recipe_class=NextCharacter,
        make=lambda: dataset.recipe(settings),
        lr=settings.lr,
        epochs=settings.epochs,
        plain_descent=settings.optimizer == "gd" and not settings.weight_decay,
        indeps=f"contexts: the ids of {seen}",
        deps="how often each letter really follows",
        preds="logits: a score for each letter",
        accuracy="of the letters in validation names are the one that it holds likeliest",
        knowing_nothing=f"Knowing nothing gives ln {len(letters)} = {math.log(len(letters)):.4f}.",
        row=(1, f"the row of {letters[1]}"),
        example=lambda ids: f"After {' '.join(letters[id] for id in ids)}",
        verdict=verdict,
        weight=weight,
        every=_every(dataset, settings),
    )


def _every(dataset: Dataset, settings: Settings) -> int:
    """One in how many contexts an epoch can go through without keeping others waiting."""
    recipe = dataset.recipe(settings)
    parameters = count_parameters(recipe.init_coeffs(recipe.hiddens))
    return math.ceil(len(recipe.trainingIn) * parameters / _MOST_WORK)


def yes_or_no() -> Task:
    """The first task: is it a surname?"""
    question = given_or_surname.question()
    seen = given_or_surname.FIRST + given_or_surname.LAST
    first = question.names.training[0]
    return Task(
        key=YES_OR_NO,
        recipe_class=Recipe,
        make=question.recipe,
        lr=given_or_surname.LR,
        epochs=given_or_surname.EPOCHS,
        plain_descent=True,
        indeps=f"names: a one among zeros for each of {seen} letters",
        deps="1 for a surname, 0 for a given name",
        preds="scores, from 0 for a given name to 1 for a surname",
        accuracy="of the validation names are answered right",
        knowing_nothing="Always saying one half gives 0.5.",
        row=(0, "the first row"),
        example=lambda _: f"For *{first}*",
        verdict=lambda preds: (
            f"Score {float(preds[0]):.2f}, of 1 for a surname. "
            f"The truth: {'a surname' if first in question.surnames else 'a given name'}."
        ),
        weight=lambda row, _: f"from neuron {row + 1} to the answer",
    )


@st.cache_resource(show_spinner=False)
def answerer() -> Answerer:
    """The network that has learned yes or no, trained once for everybody."""
    return given_or_surname.train()
