"""The recipe: seven functions that train a network of any depth.

They are those of "Building a Simple Neural Network From Scratch in PyTorch" and of its sequel on
deep networks: the same names, arguments and defaults, and the same task at first (``Recipe``).
``NextCharacter`` solves a second task, and differs only where its task does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor

from namegen.optimizers import OPTIMIZERS

Coeffs = tuple[list[Tensor], list[Tensor]]
Shapes = tuple[list[tuple[int, ...]], list[tuple[int, ...]]]

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {"relu": torch.relu, "tanh": torch.tanh}

# A batch of more contexts goes in parts of this size: they stay in the processor's cache, and who
# trains several networks in turn can turn to another one after a few hundredths of a second.
ROWS = 1024


class Recipe:
    """Answers yes or no: ReLU inside, a sigmoid at the end, the mean absolute error as loss.

    The instance holds the environment: trainingIn (N, inputs), trainingOut (N, 1), and the
    validation set likewise.
    """

    def __init__(
        self,
        trainingIn: Tensor,
        trainingOut: Tensor,
        validationIn: Tensor,
        validationOut: Tensor,
        hiddens: list[int] | None = None,
        seed: int = 0,
    ) -> None:
        self.trainingIn, self.trainingOut = trainingIn, trainingOut
        self.validationIn, self.validationOut = validationIn, validationOut
        self.hiddens = [10, 10] if hiddens is None else hiddens
        self.generator = torch.Generator().manual_seed(seed)

    def init_coeffs(self, hiddens=[10, 10]) -> Coeffs:
        """For each layer weights (inputs, outputs) and one bias, by chance."""
        sizes = [self.trainingIn.shape[1]] + hiddens + [1]
        n = len(sizes)
        weights = [
            (self.rand(sizes[i], sizes[i + 1]) - 0.3) / sizes[i + 1] * 4 for i in range(n - 1)
        ]
        biases = [(self.rand(1)[0] - 0.5) * 0.1 for i in range(n - 1)]
        for layer in weights + biases:
            layer.requires_grad_()
        return weights, biases

    def calc_preds(self, coeffs: Coeffs, indeps: Tensor) -> Tensor:
        """(N, 1) answers, from 0 for no to 1 for yes, to (N, inputs)."""
        weights, biases = coeffs
        res = indeps
        n = len(weights)
        for i, wt in enumerate(weights):
            res = res @ wt + biases[i]
            if i != n - 1:
                res = F.relu(res)
        return torch.sigmoid(res)

    def calc_loss(self, coeffs: Coeffs, indeps: Tensor, deps: Tensor) -> Tensor:
        """How far the answers are from the right ones, (N, 1), on average."""
        return torch.abs(self.calc_preds(coeffs, indeps) - deps).mean()

    def update_coeffs(self, coeffs: Coeffs, lr: float) -> None:
        """One step downhill, each number by lr times its gradient."""
        weights, biases = coeffs
        for layer in weights + biases:
            layer.sub_(layer.grad * lr)
            layer.grad.zero_()

    def execute_epoch(self, coeffs: Coeffs, lr: float) -> Iterator[int]:
        """Once through the training set: a step for each batch.

        It can be paused: after each part of a batch it yields how many
        rows that had.
        """
        for batch in self.batches():
            for indeps, deps, share in self.parts(*batch):
                loss = self.calc_loss(coeffs, indeps, deps) * share
                loss.backward()
                yield len(indeps)
            with torch.no_grad():
                self.update_coeffs(coeffs, lr)

    def train_model(self, epochs=30, lr=0.1) -> Coeffs:
        """New coefficients, trained for this number of epochs."""
        coeffs = self.init_coeffs(self.hiddens)
        for epoch in range(epochs):
            for _ in self.execute_epoch(coeffs, self.rate(lr, epoch, epochs)):
                pass
        return coeffs

    def model_accuracy(self, coeffs: Coeffs) -> float:
        """The share of the validation set that is answered right."""
        preds = self.calc_preds(coeffs, self.validationIn)
        right = (preds > 0.5) == (self.validationOut > 0.5)
        return right.float().mean().item()

    def rand(self, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=self.generator)

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        """What one epoch goes through: here everything at once."""
        yield self.trainingIn, self.trainingOut

    def parts(self, indeps: Tensor, deps: Tensor) -> Iterator[tuple[Tensor, Tensor, float]]:
        """A batch in parts, each with its share of the batch's loss: here in one."""
        yield indeps, deps, 1

    def rate(self, lr: float, epoch: int, epochs: int) -> float:
        """The learning rate of an epoch: here the same for all."""
        return lr


class NextCharacter(Recipe):
    """Says which character comes next: softmax at the end, cross-entropy as loss.

    trainingIn: (N, K) ids of the distinct contexts; trainingOut: (N, V) how often each character
    follows each context. weights[0] is a table with a row of numbers for each character (a one-hot
    vector times a table is a row of it). Without hidden layers and with as many numbers as
    characters the table is the whole network: a bigram. Otherwise its rows are embeddings, and the
    rows of a context's characters, side by side, go into the layers.
    """

    def __init__(
        self,
        trainingIn: Tensor,
        trainingOut: Tensor,
        validationIn: Tensor,
        validationOut: Tensor,
        hiddens: list[int] | None = None,
        seed: int = 0,
        *,
        embedding: int | None = 10,
        activation: str = "tanh",
        optimizer: str = "gd",
        weight_decay: float = 0.0,
        drop: bool = False,
        batch: int = 32,
    ) -> None:
        """embedding None: one-hot, a bigram. batch 0: all contexts at once."""
        super().__init__(trainingIn, trainingOut, validationIn, validationOut, hiddens, seed)
        self.embedding = embedding
        self.activation = ACTIVATIONS[activation]
        self.gain = torch.nn.init.calculate_gain(activation)
        if optimizer not in OPTIMIZERS:
            known = ", ".join(OPTIMIZERS)
            raise ValueError(f"There is no optimiser {optimizer!r}; choose one of {known}.")
        self.optimizer = OPTIMIZERS[optimizer]()
        self.weight_decay = weight_decay
        self.drop = drop
        self.batch = batch

    def init_coeffs(self, hiddens=[10, 10]) -> Coeffs:
        """A table (V, D), weights (inputs, outputs), biases (outputs,)."""
        self.optimizer = type(self.optimizer)()
        (table, *layers), outputs = self.shapes(hiddens)
        # The first layer sees embeddings as if they began at a standard
        # deviation of 1.
        std = self.optimizer.embedding_std if layers else 0.01
        # He et al. (2015): a layer's outputs vary as much as its inputs. The
        # last layer starts small: at first every character is equally likely.
        gains = [self.gain] * (len(layers) - 1) + [0.1]
        gains[0] /= std
        weights = [self.randn(*table) * std]
        weights += [
            self.randn(*layer) * gain / layer[0] ** 0.5
            for layer, gain in zip(layers, gains, strict=False)
        ]
        biases = [torch.zeros(shape) for shape in outputs]
        for layer in weights + biases:
            layer.requires_grad_()
        return weights, biases

    def calc_preds(self, coeffs: Coeffs, indeps: Tensor) -> Tensor:
        """(N, V) logits for (N, K) contexts."""
        weights, biases = coeffs
        res = self.embed(weights[0], indeps)
        n = len(biases)
        for i, wt in enumerate(weights[1:]):
            res = res @ wt + biases[i]
            if i != n - 1:
                res = self.activation(res)
        return res

    def calc_loss(self, coeffs: Coeffs, indeps: Tensor, deps: Tensor) -> Tensor:
        """Mean cross-entropy in nats, contexts by their counts."""
        logp = F.log_softmax(self.calc_preds(coeffs, indeps), dim=1)
        return -torch.dot((deps / deps.sum()).flatten(), logp.flatten())

    def update_coeffs(self, coeffs: Coeffs, lr: float) -> None:
        """Weights decay; then a step of the optimiser."""
        weights, biases = coeffs
        for wt in weights if self.weight_decay else []:
            # Decoupled from the gradient: Loshchilov and Hutter (2019).
            wt.mul_(1 - lr * self.weight_decay)
        self.optimizer.step(weights + biases, lr)
        for layer in weights + biases:
            # A zero would be added to the next gradient: 2 % of an epoch.
            layer.grad = None

    def model_accuracy(self, coeffs: Coeffs) -> float:
        """The share of examples whose next character is thought likeliest."""
        preds = self.calc_preds(coeffs, self.validationIn)
        likeliest = preds.argmax(1, keepdim=True)
        right = self.validationOut.gather(1, likeliest).sum()
        return (right / self.validationOut.sum()).item()

    def randn(self, *shape: int) -> Tensor:
        return torch.randn(*shape, generator=self.generator)

    def shapes(self, hiddens: list[int]) -> Shapes:
        """The shapes of the weights, the table's first, and of the biases."""
        V, K = self.trainingOut.shape[1], self.trainingIn.shape[1]
        if self.embedding is None:
            return [(V, V)], []
        sizes = [K * self.embedding, *hiddens, V]
        return [(V, self.embedding), *pairwise(sizes)], [(size,) for size in sizes[1:]]

    def embed(self, table: Tensor, indeps: Tensor) -> Tensor:
        """The rows of each context's characters, side by side."""
        return F.embedding(indeps, table).flatten(1)

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        """The epoch's batches."""
        if not self.batch:
            yield self.trainingIn, self.trainingOut
            return
        # Small batches are fetched some at a time: one by one, an epoch takes 4 % longer.
        for rows in self.draw().split(max(1, 256 // self.batch) * self.batch):
            indeps, deps = self.trainingIn[rows], self.trainingOut[rows]
            deps /= deps.sum(dim=1, keepdim=True)
            yield from zip(indeps.split(self.batch), deps.split(self.batch), strict=True)

    def draw(self) -> Tensor:
        """One pass's worth of rows of trainingIn, drawn in proportion to their counts.

        Each context brings its whole next-character distribution. The draw is systematic (an even
        grid over the cumulated counts, shifted by chance, then shuffled): a context comes as often
        as its count says, give or take one, which is less noisy than independent draws.
        """
        n = len(self.trainingIn)
        share = self.trainingOut.sum(dim=1, dtype=torch.float64).cumsum(0)
        grid = (torch.arange(n) + self.rand(1).double()) / n * share[-1]
        rows = torch.searchsorted(share, grid, right=True).clamp_(max=n - 1)
        return rows[torch.randperm(n, generator=self.generator)]

    def parts(self, indeps: Tensor, deps: Tensor) -> Iterator[tuple[Tensor, Tensor, float]]:
        """A large batch in parts, each with its share of the examples: their gradients add up."""
        if len(indeps) <= ROWS:
            yield indeps, deps, 1
            return
        examples = deps.sum().item()
        for part, follows in zip(indeps.split(ROWS), deps.split(ROWS), strict=True):
            yield part, follows, follows.sum().item() / examples

    def rate(self, lr: float, epoch: int, epochs: int) -> float:
        return lr * 0.1 if self.drop and epoch >= epochs * 2 / 3 else lr
