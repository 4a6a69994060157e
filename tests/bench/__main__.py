"""``python -m tests.bench``: one table, everything in it measured in this run."""

from __future__ import annotations

import argparse

from namegen.lists import name_list
from namegen.lists.name_list import NameList, NamesError
from tests.bench.measures import Bench, Row

_HEADS = ("", "the usual way", "here", "ratio", "")
_WIDTHS = (27, 13, 9, 8)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--list", metavar="talk|given|surnames|PATH",
        help="the list of names (the talk's)",
    )  # fmt: skip
    try:
        listed = _list(parser.parse_args().list)
    except NamesError as error:
        parser.error(str(error))
    print(f"On {listed.title}, {len(listed.names):,} names, one core; seconds of the processor.")
    print("Context 3, embedding 10, 200 hidden, tanh; 10 % of the names held out.\n")
    print(_line(_HEADS))
    for row in Bench(listed).rows():
        print(_line(_cells(row)), flush=True)


def _list(source: str | None) -> NameList:
    return name_list.load(source or "talk")


def _cells(row: Row) -> tuple[str, ...]:
    ratio = f"{row.ratio:,.0f} x" if row.ratio else ""
    return row.what, _time(row.usual), _time(row.ours), ratio, row.note


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{1000 * seconds:,.1f} ms"


def _line(cells: tuple[str, ...]) -> str:
    what, *numbers, note = cells
    aligned = (f"{number:>{width}}" for number, width in zip(numbers, _WIDTHS[1:], strict=True))
    return "  ".join((f"{what:<{_WIDTHS[0]}}", *aligned, note)).rstrip()


if __name__ == "__main__":
    main()
