"""The recipe on its second task: PyTorch's own parts, and examples one by one, are the oracle."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from namegen.lists import name_list
from namegen.lists.name_list import NameList
from namegen.models import contexts
from namegen.models.recipe import Coeffs, NextCharacter
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.vocabulary import Vocabulary
from tests import plain_way

# --- distinct contexts are enough ---

NAMES = name_list.bundled("given").names[:400]


def in_float64(
    hiddens: list[int], embedding: int | None, activation: str
) -> tuple[NextCharacter, Coeffs, Tensor, Tensor]:
    """A recipe over distinct contexts, its first coefficients, and the examples one by one."""
    vocabulary = Vocabulary.of(NAMES)
    length = 3 if embedding else 1
    built = contexts.build(NAMES, vocabulary, length)
    indeps, deps = torch.from_numpy(built.contexts), torch.from_numpy(built.counts).double()
    recipe = NextCharacter(
        indeps, deps, indeps, deps, hiddens, 5, embedding=embedding, activation=activation, batch=0
    )
    # Moved off the start, where biases of zero put many a ReLU right on its bend.
    coeffs = tuple(
        [
            (layer.detach() + 0.2 * recipe.randn(*layer.shape)).double().requires_grad_()
            for layer in part
        ]
        for part in recipe.init_coeffs(hiddens)
    )
    each = list(plain_way.examples(NAMES, length))
    every = torch.stack([torch.from_numpy(vocabulary.encode(context)) for context, _ in each])
    after = torch.tensor([vocabulary.id(character) for _, character in each])
    return recipe, coeffs, every.long(), after


NETWORKS = pytest.mark.parametrize(
    ("hiddens", "embedding", "activation"),
    [([], None, "tanh"), ([], 4, "tanh"), ([20], 4, "tanh"), ([12, 8, 6], 4, "relu")],
)


@NETWORKS
def test_gradients_over_contexts_are_those_over_examples(
    hiddens: list[int], embedding: int | None, activation: str
) -> None:
    recipe, coeffs, every, after = in_float64(hiddens, embedding, activation)
    layers = coeffs[0] + coeffs[1]
    over_contexts = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut)
    over_examples = F.cross_entropy(recipe.calc_preds(coeffs, every), after)
    assert len(recipe.trainingIn) < len(every) / 2
    assert over_contexts.item() == pytest.approx(over_examples.item(), abs=1e-9)
    first = torch.autograd.grad(over_contexts, layers)
    second = torch.autograd.grad(over_examples, layers)
    for one, other in zip(first, second, strict=True):
        assert one.abs().max() > 1e-4  # there is something to compare
        assert torch.allclose(one, other, rtol=0, atol=1e-6)


@NETWORKS
def test_gradients_are_those_of_finite_differences(
    hiddens: list[int], embedding: int | None, activation: str
) -> None:
    recipe, coeffs, _, _ = in_float64(hiddens, embedding, activation)
    loss = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut)
    layers = coeffs[0] + coeffs[1]
    gradients = torch.autograd.grad(loss, layers)
    step = 1e-6
    for layer, gradient in zip(layers, gradients, strict=True):
        for index in random.Random(1).sample(range(layer.numel()), min(5, layer.numel())):
            place = layer.detach().view(-1)
            was = place[index].item()
            losses = []
            for moved in (was + step, was - step):
                place[index] = moved
                moved_loss = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut)
                losses.append(moved_loss.item())
            place[index] = was
            slope = (losses[0] - losses[1]) / (2 * step)
            assert gradient.view(-1)[index].item() == pytest.approx(slope, abs=1e-7, rel=1e-4)


# --- steps ---


def small(**given: object) -> NextCharacter:
    settings = settings_for("deep", hiddens=(16,), embedding=4, **given)
    return Dataset.of(NAMES, 3, 0.1).recipe(settings)


def followed(recipe: NextCharacter, make: Callable[[list[Tensor]], torch.optim.Optimizer]) -> None:
    """Six full-batch epochs of the recipe, beside those of an optimiser of PyTorch."""
    coeffs = recipe.init_coeffs(recipe.hiddens)
    twins = tuple([layer.detach().clone().requires_grad_() for layer in part] for part in coeffs)
    optimiser = make(twins)
    for _ in range(6):
        assert sum(recipe.execute_epoch(coeffs, 0.05)) == len(recipe.trainingIn)
        optimiser.zero_grad()
        recipe.calc_loss(twins, recipe.trainingIn, recipe.trainingOut).backward()
        optimiser.step()
    for layer, with_same_start in zip(coeffs[0] + coeffs[1], twins[0] + twins[1], strict=True):
        assert torch.allclose(layer, with_same_start, rtol=1e-4, atol=1e-5)


def groups(twins: Coeffs, weight_decay: float) -> list[dict[str, object]]:
    """Weights decay, biases do not."""
    weights, biases = twins
    return [
        {"params": weights, "weight_decay": weight_decay},
        {"params": biases, "weight_decay": 0.0},
    ]


@pytest.mark.parametrize("weight_decay", [0.0, 0.5])
def test_adam_is_pytorchs_own(weight_decay: float) -> None:
    recipe = small(optimizer="adam", batch=0, weight_decay=weight_decay)
    followed(recipe, lambda twins: torch.optim.AdamW(groups(twins, weight_decay), lr=0.05))


def test_gradient_descent_is_pytorchs_own() -> None:
    followed(small(batch=0), lambda twins: torch.optim.SGD(groups(twins, 0.0), lr=0.05))


def test_weight_decay_draws_weights_to_zero_and_leaves_biases() -> None:
    plainly, drawn = small(batch=0), small(batch=0, weight_decay=2.0)
    first, second = plainly.init_coeffs([16]), drawn.init_coeffs([16])
    start = [layer.detach().clone() for layer in first[0]]
    for recipe, coeffs in ((plainly, first), (drawn, second)):
        assert sum(recipe.execute_epoch(coeffs, 0.1)) == len(recipe.trainingIn)
    for was, one, other in zip(start, first[0], second[0], strict=True):
        assert torch.allclose(one - other, 0.1 * 2.0 * was, atol=1e-6)
    for one, other in zip(first[1], second[1], strict=True):
        assert torch.equal(one, other)


def test_the_drop_is_a_tenth_for_the_last_third() -> None:
    assert [small(drop=True).rate(0.5, epoch, 6) for epoch in range(6)] == [0.5] * 4 + [0.05] * 2
    assert [small().rate(0.5, epoch, 6) for epoch in range(6)] == [0.5] * 6


def test_train_model_drops_the_rate_that_its_epochs_get() -> None:
    recipe, rates = small(drop=True), []
    recipe.execute_epoch = lambda coeffs, lr: rates.append(lr) or ()
    recipe.train_model(epochs=3, lr=1.0)
    assert rates == [1.0, 1.0, 0.1]


@pytest.mark.parametrize("optimizer", ["gd", "adam"])
def test_a_second_training_knows_nothing_of_the_first(optimizer: str) -> None:
    recipe = small(optimizer=optimizer)
    first = recipe.train_model(epochs=2, lr=0.05)
    recipe.generator.manual_seed(settings_for().seed)
    again = recipe.train_model(epochs=2, lr=0.05)
    for layer, same in zip(first[0] + first[1], again[0] + again[1], strict=True):
        assert torch.equal(layer, same)


def test_an_optimiser_that_there_is_not_is_said_in_one_sentence() -> None:
    empty = torch.zeros(0, 3)
    with pytest.raises(ValueError, match="There is no optimiser 'sgd'; choose one of gd, adam"):
        NextCharacter(empty, empty, empty, empty, optimizer="sgd")


# --- an epoch's batches ---


def test_an_epoch_draws_each_context_as_often_as_its_count_says_give_or_take_one() -> None:
    recipe = small(batch=32)
    drawn = recipe.draw()
    share = recipe.trainingOut.sum(dim=1).double()
    expected = share / share.sum() * len(recipe.trainingIn)
    times = torch.bincount(drawn, minlength=len(recipe.trainingIn))
    assert len(drawn) == len(recipe.trainingIn)
    assert (times - expected).abs().max() < 1 + 1e-6
    assert not torch.equal(drawn, drawn.sort().values)  # shuffled


def test_over_many_epochs_contexts_come_in_proportion_to_their_counts() -> None:
    recipe, epochs = small(batch=64), 400
    drawn = torch.cat([recipe.draw() for _ in range(epochs)])
    share = recipe.trainingOut.sum(dim=1).double()
    expected = share / share.sum() * len(recipe.trainingIn) * epochs
    times = torch.bincount(drawn, minlength=len(recipe.trainingIn))
    assert ((times - expected).abs() < 6 * expected.sqrt()).all()


def test_each_context_brings_all_that_follows_it() -> None:
    recipe = small(batch=50)
    rows = {tuple(context.tolist()): i for i, context in enumerate(recipe.trainingIn)}
    sizes = []
    for indeps, deps in recipe.batches():
        sizes.append(len(indeps))
        counts = recipe.trainingOut[[rows[tuple(context.tolist())] for context in indeps]]
        assert torch.allclose(deps, counts / counts.sum(dim=1, keepdim=True))
    assert set(sizes[:-1]) == {50}
    assert sum(sizes) == len(recipe.trainingIn)


def test_full_batch_is_all_contexts_with_their_counts() -> None:
    recipe = small(batch=0)
    [(indeps, deps)] = recipe.batches()
    assert indeps is recipe.trainingIn
    assert deps is recipe.trainingOut


# --- what it reaches ---


@pytest.mark.parametrize("source", ["given", "surnames"])
def test_the_bigram_network_arrives_at_the_counted_optimum(source: str) -> None:
    arrives_at_the_optimum(name_list.bundled(source))


def test_the_bigram_network_arrives_at_2_4540_on_the_talks_list(talk: NameList) -> None:
    assert arrives_at_the_optimum(talk) == pytest.approx(2.4540, abs=0.02)


def arrives_at_the_optimum(listed: NameList) -> float:
    """Full batch, learning rate 50, 200 epochs, nothing held out: the defaults of this model."""
    settings = settings_for("bigram-network", validation=0.0)
    assert (settings.batch, settings.lr, settings.epochs) == (0, 50, 200)
    dataset = Dataset.of(listed.names, 1, 0.0)
    recipe = dataset.recipe(settings)
    coeffs = recipe.train_model(settings.epochs, settings.lr)
    with torch.inference_mode():
        loss = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut).item()
    assert -1e-5 < loss - dataset.counted_loss < 0.02
    return loss


def test_the_accuracy_is_the_share_of_characters_thought_likeliest() -> None:
    recipe = small(batch=0)
    coeffs = recipe.train_model(epochs=3, lr=1.0)
    right = total = 0.0
    for context, counts in zip(recipe.validationIn, recipe.validationOut, strict=True):
        likeliest = recipe.calc_preds(coeffs, context[None])[0].argmax()
        right, total = right + counts[likeliest].item(), total + counts.sum().item()
    assert recipe.model_accuracy(coeffs) == pytest.approx(right / total)


def test_the_network_begins_by_knowing_nothing() -> None:
    for recipe in (small(), small(activation="relu")):
        coeffs = recipe.init_coeffs([16])
        loss = recipe.calc_loss(coeffs, recipe.trainingIn, recipe.trainingOut).item()
        size = recipe.trainingOut.shape[1]
        assert loss == pytest.approx(torch.tensor(float(size)).log().item(), abs=0.02)
