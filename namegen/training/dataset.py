"""What a network is trained on: the contexts of a list for training, and for validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from namegen.models import contexts
from namegen.models.bigram import CountedBigram
from namegen.models.contexts import Contexts
from namegen.settings import Settings
from namegen.training.split import Split, split
from namegen.vocabulary import Vocabulary

if TYPE_CHECKING:  # counting takes a second, and torch two more
    from torch import Tensor

    from namegen.models.recipe import NextCharacter

_FREQUENT = 500


@dataclass(frozen=True)
class Dataset:
    """A list's training and validation contexts of one length. Runs of any settings share it.

    The contexts of ``validation`` begin with those of ``training``, in the same rows.
    """

    vocabulary: Vocabulary
    names: Split
    training: Contexts
    validation: Contexts

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        length: int,
        validation: float,
        most_cells: int | None = None,
        weights: Sequence[int] | None = None,
    ) -> Dataset:
        """most_cells: of the table of the whole list's contexts, whatever part is for validation.
        weights: how often each name counts; None: each once.

        Raises TooManyContextsError.
        """
        vocabulary = Vocabulary.of(names)
        parts = split(names, validation, weights)
        training = contexts.build(
            parts.training, vocabulary, length, most_cells, parts.training_weights
        )
        validation = contexts.build(
            parts.validation, vocabulary, length, most_cells, parts.validation_weights
        )
        both = contexts.aligned(training, validation, most_cells)
        return cls(vocabulary, parts, training, both)

    @cached_property
    def tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """trainingIn (N, K), trainingOut (N, V), validationIn (M, K), validationOut (M, V)."""
        import torch

        arrays = (
            self.training.contexts,
            self.training.counts,
            self.validation.contexts,
            self.validation.counts,
        )
        return tuple(torch.from_numpy(array) for array in arrays)

    @cached_property
    def shares(self) -> Tensor:
        """(N, 1) how much of what is trained on and ends in the same character each context is."""
        import torch

        indeps, deps, _, _ = self.tensors
        often, ends = deps.sum(dim=1, keepdim=True), indeps[:, -1]
        return often / torch.zeros(deps.shape[1], 1).index_add_(0, ends, often)[ends]

    @property
    def bytes(self) -> int:
        """The memory that the contexts take."""
        parts = (self.training, self.validation)
        return sum(part.contexts.nbytes + part.counts.nbytes for part in parts)

    @cached_property
    def frequent(self) -> np.ndarray:
        """(N, K) ids of the contexts that are trained on most, 500 at most."""
        often = self.training.counts.sum(axis=1)
        return self.training.contexts[np.argsort(-often, kind="stable")[:_FREQUENT]]

    def recipe(self, settings: Settings) -> NextCharacter:
        """The recipe for these settings in this environment, before its first epoch."""
        from namegen.models.network import recipe_for

        return recipe_for(settings, self.tensors)

    @cached_property
    def table(self) -> CountedBigram:
        """The bigram counted on the names trained on, without smoothing."""
        return self.counted(0)

    @cached_property
    def frequencies(self) -> np.ndarray:
        """(V,) how often each character stands before another in the names trained on."""
        return self.table.counts.sum(axis=1)

    @cached_property
    def counted_loss(self) -> float:
        """The training loss of the counted bigram: the least that one letter of context allows."""
        matrix, counts = self.table.matrix, self.table.counts
        seen = counts > 0
        # Of one name alone it is nothing, without a minus.
        return max(0.0, float(-(counts[seen] @ np.log(matrix[seen])) / counts.sum()))

    def extra_loss(self, train_loss: float) -> float:
        """How much a training loss of a network with one letter of context is above that, in nats
        a letter."""
        # Nothing is below the optimum; a float32 loss can seem to be by a millionth.
        return max(0.0, train_loss - self.counted_loss)

    def counted(self, smoothing: float) -> CountedBigram:
        """The bigram counted on the names trained on."""
        parts = self.names
        return CountedBigram.of(parts.training, self.vocabulary, smoothing, parts.training_weights)
