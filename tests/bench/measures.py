"""The measures: each gives the rows of the table that it fills."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from namegen.lists.name_list import NameList
from namegen.models import contexts
from namegen.models.network import NetworkModel, detached
from namegen.models.recipe import Coeffs, NextCharacter
from namegen.models.sampling import generate, generate_bulk
from namegen.settings import Settings, settings_for
from namegen.training.dataset import Dataset
from namegen.vocabulary import Vocabulary
from tests import plain_way
from tests.bench import usual

ROOT = Path(__file__).parents[2]
_MB = 1e6


@dataclass(frozen=True)
class Row:
    """A line of the table. Times are seconds; None where there is nothing to compare."""

    what: str
    usual: float | None
    ours: float | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.usual / self.ours if self.usual and self.ours else None


@dataclass(frozen=True)
class Sizes:
    """How much is done: less in the bench's own test."""

    steps: int = 200_000
    stop: int = 110_000  # a little after the usual way's learning rate has dropped
    look_every: int = 1000
    drawn: int = 10_000
    grown: tuple[int, ...] = (10_000, 100_000, 1_000_000)


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The quickest of so many runs, in seconds of the processor.

    What makes a run slower than the quickest is other work on the machine.
    """
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


class Bench:
    """A list of names, and what the measures have in common."""

    def __init__(self, listed: NameList, sizes: Sizes | None = None) -> None:
        torch.set_num_threads(1)
        self.names = listed.names
        self.sizes = sizes or Sizes()
        self.settings = settings_for("deep")
        self.fast = settings_for("deep", "fast")
        self.dataset = Dataset.of(self.names, self.settings.context, self.settings.validation)
        self.vocabulary = self.dataset.vocabulary
        self.examples = usual.examples(
            self.dataset.names.training, self.vocabulary, self.settings.context
        )

    def rows(self) -> Iterator[Row]:
        """All rows, as they come."""
        yield from self.counting()
        yield from self.full_batch()
        yield from self.training()
        yield from self.drawing()
        yield from self.growing()

    def counting(self) -> Iterator[Row]:
        ours = seconds(lambda: contexts.pair_counts(self.names, self.vocabulary), 15)
        pairs = int(contexts.pair_counts(self.names, self.vocabulary).sum())
        loop = seconds(lambda: usual.count(self.names, self.vocabulary), 1)
        yield Row(f"count {pairs:,} pairs", loop, ours, "loop over characters into a tensor")
        loop = seconds(lambda: plain_way.pairs(self.names), 3)
        yield Row("", loop, ours, "loop over characters into a dict")

    def full_batch(self) -> Iterator[Row]:
        recipe, coeffs = self._start(settings_for("deep", batch=0))
        few = seconds(lambda: sum(recipe.execute_epoch(coeffs, 0.1)), 15)
        many = seconds(lambda: usual.step(recipe, coeffs, *self.examples, 0.1), 3)
        note = f"{len(self.examples[0]):,} examples, {len(recipe.trainingIn):,} contexts"
        yield Row("full-batch epoch", many, few, note)

    def training(self) -> Iterator[Row]:
        """Both from the same start, to the lowest validation loss that the usual way gets to."""
        recipe, coeffs = self._start(self.settings)
        theirs: list[tuple[float, float]] = []
        sizes = self.sizes
        for taken in usual.train(
            recipe, coeffs, *self.examples, steps=sizes.steps, look_every=sizes.look_every
        ):
            theirs.append((self._validation(recipe, coeffs), taken))
            if len(theirs) * sizes.look_every >= sizes.stop:
                break
        loss, taken = min(theirs)
        recipe, coeffs = self._start(self.fast)
        ours: list[tuple[float, float]] = []
        spent = 0.0
        for epoch in range(self.fast.epochs):
            rate = recipe.rate(self.fast.lr, epoch, self.fast.epochs)
            begun = time.process_time()
            sum(recipe.execute_epoch(coeffs, rate))
            spent += time.process_time() - begun
            ours.append((self._validation(recipe, coeffs), spent))
        self.model = NetworkModel(self.vocabulary, self.fast, detached(coeffs))
        there = next((at for held, at in ours if held <= loss), None)
        missed = "" if there else ", which the preset does not reach"
        yield Row(f"train to {loss:.3f}", taken, there, f"validation loss{missed}")
        last, whole = ours[-1]
        yield Row("the whole preset", None, whole, f"--preset fast, to {last:.3f}")

    def drawing(self) -> Iterator[Row]:
        n = self.sizes.drawn
        one_by_one = seconds(lambda: generate(self.model, n, 1), 1)
        in_bulk = seconds(lambda: generate_bulk(self.model, n, 1), 3)
        yield Row(f"draw {n:,} names", one_by_one, in_bulk, "one by one, and in bulk")

    def growing(self) -> Iterator[Row]:
        """Names that the trained network draws, more and more of them."""
        most = max(self.sizes.grown)
        names = [
            name
            for seed in range(0, most, 20_000)
            for name in generate_bulk(self.model, min(20_000, most - seed), seed)
        ]
        for n in self.sizes.grown:
            yield self._epoch_of(names[:n])
        yield self._built(names)

    def _epoch_of(self, names: Sequence[str]) -> Row:
        """An epoch of the default settings, and one of the usual way's: each example once."""
        vocabulary = Vocabulary.of(names)
        built = contexts.build(names, vocabulary, self.settings.context)
        indeps, deps = torch.from_numpy(built.contexts), torch.from_numpy(built.counts)
        recipe = NextCharacter(indeps, deps, indeps, deps, list(self.settings.hiddens))
        coeffs = recipe.init_coeffs(recipe.hiddens)
        ours = seconds(lambda: sum(recipe.execute_epoch(coeffs, 0.1)), 3)
        steps = usual.train(
            recipe,
            coeffs,
            *usual.examples(names[:1000], vocabulary, 3),
            steps=1000,
            look_every=1000,
        )
        theirs = next(steps) / 1000 * built.examples / 32
        note = f"{built.examples:,} examples, {len(built):,} contexts; usual: from 1,000 steps"
        return Row(f"epoch of {len(names):,} names", theirs, ours, note)

    def _built(self, names: Sequence[str]) -> Row:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.txt"
            path.write_text("\n".join(names), encoding="utf-8")
            command = [sys.executable, "-m", "tests.bench.building", str(path), "3"]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        taken, peak, distinct = (float(number) for number in said.stdout.split())
        note = f"{distinct:,.0f} contexts; {peak / _MB:.0f} MB at the peak, with the names"
        return Row(f"contexts of {len(names):,} names", None, taken, note)

    def _start(self, settings: Settings) -> tuple[NextCharacter, Coeffs]:
        """The same initialisation every time."""
        recipe = self.dataset.recipe(settings)
        return recipe, recipe.init_coeffs(list(settings.hiddens))

    @torch.inference_mode()
    def _validation(self, recipe: NextCharacter, coeffs: Coeffs) -> float:
        return recipe.calc_loss(coeffs, recipe.validationIn, recipe.validationOut).item()
