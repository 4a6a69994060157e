"""The optimisers: how a training step moves the numbers, by their gradients.

``OPTIMIZERS`` is the one table of them: settings, controls, recipe and notebook go by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from torch import Tensor


class GradientDescent:
    """Plain gradient descent, as the recipe has it.

    arrays: how many arrays of each layer's shape it keeps between steps. embedding_std: of the
    embeddings that a network trained with it starts from. Plain steps turn small ones further, so
    that what letters have in common shows.
    """

    label: ClassVar = "Gradient descent"
    meaning: ClassVar = "is plain gradient descent, as the recipe has it"
    arrays: ClassVar = 0
    embedding_std: ClassVar = 0.1

    def step(self, layers: list[Tensor], lr: float) -> None:
        """Move each of the layers, which are the same at every step, against its gradient."""
        for layer in layers:
            layer.sub_(layer.grad, alpha=lr)


class Adam(GradientDescent):
    """Adam (Kingma and Ba, 2015): the step of each number is scaled by its own past gradients.

    Written out because torch.optim imports a compiler with it: a second, and 76 MB. Its steps do
    not shrink with the gradient: it turns large embeddings, too.
    """

    label: ClassVar = "Adam"
    meaning: ClassVar = "finds a step size for each weight"
    arrays: ClassVar = 2
    embedding_std: ClassVar = 1.0

    def __init__(self) -> None:
        self.moments: list[tuple[Tensor, Tensor]] = []
        self.steps = 0

    def step(self, layers: list[Tensor], lr: float) -> None:
        self.moments = self.moments or [
            (layer.new_zeros(layer.shape), layer.new_zeros(layer.shape)) for layer in layers
        ]
        self.steps += 1
        # The moments begin at zero: this much of each is there by now.
        mean_there, square_there = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for layer, (mean, square) in zip(layers, self.moments, strict=True):
            mean.lerp_(layer.grad, 0.1)
            square.mul_(0.999).addcmul_(layer.grad, layer.grad, value=0.001)
            spread = (square / square_there).sqrt_().add_(1e-8)
            layer.addcdiv_(mean, spread, value=-lr / mean_there)


OPTIMIZERS: dict[str, type[GradientDescent]] = {"gd": GradientDescent, "adam": Adam}
