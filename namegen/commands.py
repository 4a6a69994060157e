"""What the commands do: train, generate and evaluate, and say what came of it."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from namegen.lists.cleaning import spelled
from namegen.lists.name_list import NameList
from namegen.models import contexts, model_file
from namegen.models.contexts import Contexts
from namegen.models.evaluation import LEARNED_NOTHING, Evaluation, learned_nothing, share_new
from namegen.models.evaluation import evaluate as evaluate_on
from namegen.models.model_file import SavedModel
from namegen.models.sampling import LanguageModel, generate_bulk, generate_each
from namegen.models.torch_import import import_torch
from namegen.settings import Settings, SettingsError
from namegen.training.dataset import Dataset
from namegen.wording import count_names, counted, printable

_JUDGED = 1000
_NOTHING = "nothing: all names were trained on"
_IMPOSSIBLE = (
    "a pair occurs that the model holds impossible; choose --smoothing 1, or for a network a lower "
    "--lr"
)


T = TypeVar("T")


@dataclass(frozen=True)
class Trained:
    """What a training came to. held: on the validation names, if there are any."""

    dataset: Dataset
    model: Any
    seconds: float
    training: Evaluation
    held: Evaluation | None

    @property
    def examples(self) -> int:
        """Of the whole list, as ``distinct`` is."""
        return self.dataset.training.examples + self.dataset.validation.examples

    @property
    def distinct(self) -> int:
        return len(self.dataset.validation)  # whose rows begin with those of the training


def train(listed: NameList, settings: Settings, n: int, save: Path | None, as_json: bool) -> int:
    """Train a model, say how good it is, and have it make n names."""
    _sum_in_one_order(settings)
    if save:
        model_file.check_writable(save)
    trained = _trained(listed, settings, as_json)
    if save:
        model_file.save(save, SavedModel(trained.model, settings, listed.digest, listed.title))
    drawn = generate_each(trained.model, n, settings.seed)
    generated = list(_progress(drawn, n, "name", as_json))
    if as_json:
        _print_json(_in_numbers(trained, listed, settings, generated))
        return 0
    _print_trained(trained, listed, settings)
    _print_names(generated, listed)
    if save:
        print(f"\nSaved in {save}.")
    return 0


def _trained(listed: NameList, settings: Settings, quiet: bool) -> Trained:
    """Raises SettingsError where the loss blows up."""
    dataset = Dataset.of(
        listed.names, settings.context, settings.validation, weights=listed.weights
    )
    model, seconds = _model(dataset, settings, quiet)
    training = _judged(model, dataset.training, quiet)
    if not math.isfinite(training.loss) and settings.kind.trained:
        raise SettingsError(f"{settings.divergence_message}: the loss blew up. Choose a lower one.")
    held = _judged(model, dataset.validation, quiet) if dataset.names.validation else None
    if settings.kind.trained and learned_nothing(training.loss, len(dataset.vocabulary)):
        print(LEARNED_NOTHING, file=sys.stderr)
    return Trained(dataset, model, seconds, training, held)


def _in_numbers(
    trained: Trained, listed: NameList, settings: Settings, generated: list[str]
) -> dict[str, Any]:
    held = trained.held
    return {
        "names": len(listed.names),
        "examples": trained.examples,
        "distinct_contexts": trained.distinct,
        "vocabulary": len(trained.dataset.vocabulary),
        "parameters": trained.model.parameters,
        "epochs": settings.epochs,
        "seconds": round(trained.seconds, 4),
        "train_loss": trained.training.loss,
        "validation_loss": held.loss if held else None,
        "validation_accuracy": held.accuracy if held else None,
        "generated": generated,
        "perplexity": (held or trained.training).perplexity,
        "new": share_new(generated, listed.distinct),
        "left_out": listed.report.lines - listed.report.kept,
    }


def _print_trained(trained: Trained, listed: NameList, settings: Settings) -> None:
    print(f"{settings.label} on {printable(listed.title)}: {count_names(len(listed.names))}")
    _print_report(listed)
    done = "counted" if settings.kind.counted else counted(settings.epochs, "epoch")
    _print_rows(
        ("examples", f"{trained.examples:,}, {counted(trained.distinct, 'different context')}"),
        ("parameters", f"{trained.model.parameters:,}"),
        ("trained", f"{done} in {trained.seconds:.2f} seconds"),
        ("training", _in_words(trained.training)),
        ("validation", _in_words(trained.held) if trained.held else _NOTHING),
    )
    if settings.kind.trained:
        from namegen.lessons.gradient_step import oscillation_message

        if said := oscillation_message(trained.dataset, settings, settings.epochs):
            print(f"\n{said}")


def generate(
    load: Path, n: int, seed: int | None, prefix: str, temperature: float, as_json: bool
) -> int:
    """Have a saved model make names."""
    saved = model_file.load(load)
    _sum_in_one_order(saved.settings)
    seed = saved.settings.seed if seed is None else seed
    start = spelled(prefix, turkish=saved.model.vocabulary.knows("ı"))
    if start and prefix[-1].isspace() and saved.model.vocabulary.knows(" "):  # another word begins
        start += " "
    drawn = generate_each(saved.model, n, seed, start, temperature)
    generated = list(_progress(drawn, n, "name", as_json))
    if as_json:
        _print_json({"generated": generated, "seed": seed})
    else:
        print(*map(printable, generated), sep="\n", end="\n" if generated else "")
    return 0


def evaluate(load: Path, listed: NameList, as_json: bool) -> int:
    """Check a saved model on a list."""
    saved = model_file.load(load)
    _sum_in_one_order(saved.settings)
    model = saved.model
    known = [name for name in listed.names if model.vocabulary.knows(name)]
    if not known:
        raise SettingsError("The model knows the letters of no name here; give another list.")
    weights = None
    if listed.weights is not None:
        readable = map(model.vocabulary.knows, listed.names)
        weights = list(compress(listed.weights, readable))
    read = contexts.build(known, model.vocabulary, model.context, weights=weights)
    overall = _judged(model, read, as_json)
    held = _held_out(saved, listed, as_json)
    new = share_new(generate_bulk(model, _JUDGED, saved.settings.seed), listed.distinct)
    result = {
        "names": len(known),
        "left_out": len(listed.names) - len(known),
        "examples": overall.examples,
        "vocabulary": len(model.vocabulary),
        "loss": overall.loss,
        "perplexity": overall.perplexity,
        "accuracy": overall.accuracy,
        "validation_loss": held.loss if held else None,
        "new": new,
    }
    if as_json:
        _print_json(result)
        return 0
    print(
        f"{saved.settings.label}, trained on {printable(saved.title)}, on {printable(listed.title)}"
    )
    _print_report(listed)
    _print_rows(
        ("names", f"{len(known):,}, and {len(listed.names) - len(known):,} it cannot read"),
        ("all of them", _in_words(overall)),
        ("validation", _in_words(held) if held else _why_none(saved, listed)),
        ("new", f"{new:.1%} of {_JUDGED:,} names it makes are not in the list"),
    )
    return 0


def _sum_in_one_order(settings: Settings) -> None:
    """The same settings give the same numbers on every machine, however many cores it has."""
    if settings.kind.trained:
        import_torch().set_num_threads(1)


def _model(dataset: Dataset, settings: Settings, quiet: bool) -> tuple[LanguageModel, float]:
    """The trained model and the seconds that the training alone took."""
    begun = time.perf_counter()
    if settings.kind.counted:
        model: Any = dataset.counted(settings.smoothing)
        return model, time.perf_counter() - begun
    from namegen.models.network import NetworkModel, detached

    recipe = dataset.recipe(settings)
    begun = time.perf_counter()
    coeffs = recipe.init_coeffs(recipe.hiddens)
    for epoch in _progress(range(settings.epochs), settings.epochs, "epoch", quiet):
        for _ in recipe.execute_epoch(coeffs, recipe.rate(settings.lr, epoch, settings.epochs)):
            pass
    seconds = time.perf_counter() - begun
    return NetworkModel(dataset.vocabulary, settings, detached(coeffs)), seconds


def _judged(model: LanguageModel, on: Contexts, quiet: bool) -> Evaluation:
    return evaluate_on(model, on, lambda parts: _progress(parts, len(parts), "part", quiet))


def _held_out(saved: SavedModel, listed: NameList, quiet: bool) -> Evaluation | None:
    """On the validation names, where this is the list that the model was trained on."""
    if listed.digest != saved.digest:
        return None
    dataset = Dataset.of(
        listed.names, saved.settings.context, saved.settings.validation, weights=listed.weights
    )
    if dataset.vocabulary != saved.model.vocabulary:  # whatever the file says
        return None
    return _judged(saved.model, dataset.validation, quiet) if dataset.names.validation else None


def _why_none(saved: SavedModel, listed: NameList) -> str:
    another = saved.settings.validation and listed.digest != saved.digest
    return "not known for this list" if another else _NOTHING


def _progress(items: Iterable[T], total: int, noun: str, quiet: bool) -> Iterable[T]:
    """The items, with a bar where somebody watches and they take over a second."""
    return tqdm(items, noun, total, leave=False, delay=1, disable=quiet or None)


def _in_words(evaluation: Evaluation) -> str:
    if math.isinf(evaluation.loss):
        return f"loss infinite: {_IMPOSSIBLE}"
    return (
        f"loss {evaluation.loss:.4f}, perplexity {evaluation.perplexity:.2f}, "
        f"accuracy {evaluation.accuracy:.1%}"
    )


def _print_rows(*rows: tuple[str, str]) -> None:
    width = max(len(label) for label, _ in rows)
    for label, text in rows:
        print(f"  {label:<{width}}  {text}")


def _print_report(listed: NameList) -> None:
    """What was understood of a list that came from outside."""
    if listed.key.startswith("own-"):
        print(" ", " ".join((*listed.understood.sentences(), *listed.report.sentences())))


def _print_names(generated: list[str], listed: NameList) -> None:
    if generated:
        print(f"\n{share_new(generated, listed.distinct):.0%} of these names are new:")
    for name in generated:
        print(f"  {printable(name)}{'  (in the list)' if name in listed.distinct else ''}")


def _print_json(result: dict[str, Any]) -> None:
    """Strict JSON, in ASCII whatever the terminal's. It has no infinity: null, and a note."""
    notes = [
        f"{key} is infinite: {_IMPOSSIBLE}."
        for key, value in result.items()
        if isinstance(value, float) and math.isinf(value)
    ]
    finite = {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in result.items()
    }
    print(json.dumps(finite | ({"notes": notes} if notes else {})))
