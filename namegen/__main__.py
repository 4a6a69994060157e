"""The command line: train, generate, evaluate."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # silent until all is imported

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from namegen.errors import InputError
from namegen.lists import name_list
from namegen.lists.name_list import Choices, NameList
from namegen.models.torch_import import TorchError
from namegen.setting_texts import parse
from namegen.settings import PRESETS, SPECS, Settings, settings_for, useless
from namegen.wording import printable, shorten

_INTERRUPTED = 130
_MOST = 10_000_000  # names at once
_LONGEST = 100  # characters of a word in a complaint


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        words = (word if len(word) <= _LONGEST else shorten(word) for word in message.split())
        sentence = printable(" ".join(words)).rstrip(".")
        sentence = sentence[0].upper() + sentence[1:]
        self.exit(2, f"{sentence}; see {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, and give its exit status: 2 where the input was bad."""
    try:
        return _run(arguments)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except TorchError as error:
        print(error, file=sys.stderr)
        return 1
    except (MemoryError, RuntimeError) as error:
        # Torch has no error of its own for it.
        if isinstance(error, RuntimeError) and "allocate memory" not in str(error):
            raise
        print("There is not enough memory: choose a smaller network or list.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 1
    except OSError as error:  # files are read and written with errors of their own
        _drop_output()
        print(f"The output cannot be written: {error.strerror}.", file=sys.stderr)
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    if sys.stdout is None:  # closed by whoever started the program
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr is from the start
    try:
        arguments = sys.argv[1:] if arguments is None else arguments
        for argument in arguments:
            option, _, value = argument.partition("=")
            if value == "--":  # argparse makes of it nothing, or two dashes, as Python's version is
                raise InputError(f"{option} needs a value; see python -m namegen --help.")
        given = _parser().parse_args(arguments)
        return given.command(given)
    finally:
        sys.stdout.flush()


def _drop_output() -> None:
    """What could not be written is not tried again as the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m namegen", description="Models that learn to make names.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _train_options(commands.add_parser("train", help="train a model on a list of names"))
    _generate_options(commands.add_parser("generate", help="make names with a saved model"))
    _evaluate_options(commands.add_parser("evaluate", help="check a saved model on a list"))
    return parser


def _train_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_train)
    _data_option(parser)
    parser.add_argument(
        "--preset",
        metavar="|".join(PRESETS),
        help="settings that go well together; fast and best need a few thousand names, and "
        "memorise shorter lists",
    )
    for name, spec in SPECS.items():
        option = _option(name)
        if name == "drop":
            parser.add_argument(
                option, action=argparse.BooleanOptionalAction, default=None, help=spec.help
            )
        else:
            values = "|".join(spec.choices) or None
            parser.add_argument(option, metavar=values, help=spec.help)
    parser.add_argument(
        "--names", type=_number(int, 0, _MOST), default=10, help="how many names to make (10)"
    )
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the model in a file")
    _json_option(parser)


def _generate_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_generate)
    _load_option(parser)
    parser.add_argument("-n", type=_number(int, 0, _MOST), default=10, help="how many names (10)")
    parser.add_argument(
        "--seed",
        type=_number(int, 0, SPECS["seed"].high),
        help="the same seed gives the same names",
    )
    parser.add_argument("--prefix", default="", help="how each name begins")
    parser.add_argument(
        "--temperature", type=_number(float, 0.01, 100), default=1.0,
        help="below 1 likelier letters, above 1 bolder ones (1)",
    )  # fmt: skip
    _json_option(parser)


def _evaluate_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_evaluate)
    _load_option(parser)
    _data_option(parser)
    _json_option(parser)


def _data_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", metavar="talk|given|surnames|PATH",
        help="the list of names (the talk's)",
    )  # fmt: skip
    parser.add_argument("--encoding", help="what the list is written in, such as cp1251")
    parser.add_argument(
        "--column", help="which column holds the names: its heading, its number, or first+last"
    )
    parser.add_argument(
        "--heading", action=argparse.BooleanOptionalAction, default=None,
        help="whether the first row is a heading",
    )  # fmt: skip
    parser.add_argument(
        "--weights", nargs="?", const="", metavar="COLUMN",
        help="count each name as often as a column of counts says",
    )  # fmt: skip
    parser.add_argument("--sheet", help="which sheet of a workbook")
    parser.add_argument(
        "--part", help="what of each entry is the name, such as 'behind ,' or 'last word'"
    )
    parser.add_argument(
        "--strip", action="store_true", help="drop signs such as & from names, else they are kept"
    )
    parser.add_argument(
        "--limit", type=_number(int, 1, 1_000_000_000), default=name_list.MAX_NAMES,
        help=f"take at most this many different names ({name_list.MAX_NAMES:,})",
    )  # fmt: skip


def _load_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--load", type=Path, required=True, metavar="FILE", help="a model that train has saved"
    )


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _number(kind: type, low: float, high: float) -> Callable[[str], float]:
    """An argument's reader, whose complaint shows no more of the argument than can be read."""

    def read(text: str) -> float:
        with suppress(ValueError, OverflowError):
            if low <= (value := kind(text)) <= high:
                return value
        wanted = "a whole number" if kind is int else "a number"
        raise argparse.ArgumentTypeError(
            f"{shorten(text)!r} does not work; give {wanted} from {low:,} to {high:,}"
        )

    return read


def _train(given: argparse.Namespace) -> int:
    chosen: dict[str, Any] = {}
    for name in SPECS:
        value = getattr(given, name)
        if value is not None:
            chosen[name] = parse(name, value) if isinstance(value, str) else value
    settings = settings_for(chosen.pop("model", Settings.model), given.preset, **chosen)
    idle = useless(settings.model, chosen)
    idle += ["preset"] if given.preset and not settings.kind.embeds else []
    listed = _list(given)
    status = _commands().train(listed, settings, given.names, given.save, given.json)
    if idle:  # no mistake: who compares models may give all of them the same options
        options = ", ".join(map(_option, idle))
        print(f"--model {settings.model} has no use for {options}.", file=sys.stderr)
    _tell_idle_choices(given)
    return status


def _generate(given: argparse.Namespace) -> int:
    return _commands().generate(
        given.load, given.n, given.seed, given.prefix, given.temperature, given.json
    )


def _evaluate(given: argparse.Namespace) -> int:
    listed = _list(given)
    status = _commands().evaluate(given.load, listed, given.json)
    _tell_idle_choices(given)
    return status


def _commands() -> ModuleType:
    """What the commands do. From here on a signal ends them in order."""
    from namegen import commands

    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    return commands


def _list(given: argparse.Namespace) -> NameList:
    """The list asked for, or else NAMEGEN_LIST, or the talk's."""
    return name_list.load(_source(given), _choices(given), given.limit)


def _source(given: argparse.Namespace) -> str:
    if given.data is not None:
        return given.data
    return os.environ.get("NAMEGEN_LIST") or next(iter(name_list.BUNDLED))


def _choices(given: argparse.Namespace) -> Choices:
    return Choices(
        given.encoding,
        given.column,
        given.heading,
        given.weights,
        given.strip,
        given.sheet,
        given.part,
    )


def _tell_idle_choices(given: argparse.Namespace) -> None:
    """A bundled list is read as it is, whatever else is asked for."""
    source, choices = _source(given), _choices(given)
    if source not in name_list.BUNDLED | name_list.COUNTED:
        return
    idle = [one.name for one in fields(Choices) if getattr(choices, one.name) != one.default]
    idle = [name for name in idle if name != "weights"]
    idle += ["limit"] if given.limit != name_list.MAX_NAMES else []
    if idle:
        print(f"The bundled list has no use for {', '.join(map(_option, idle))}.", file=sys.stderr)


if __name__ == "__main__":
    try:
        status = main()
    finally:  # a second signal as libraries put themselves away ends the program at once
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.exit(status)
