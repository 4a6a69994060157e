"""Lists of names: the bundled ones, and anybody's own text or file.

Whatever comes from outside goes once through ``from_bytes`` or ``from_text``: read and cleaned.
"""

import functools
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from namegen.alphabets import is_turkish
from namegen.lists.cleaning import NamesError, Report
from namegen.lists.reading import Choices, Understood, read
from namegen.wording import count_names

MAX_NAMES = 200_000  # different ones that are taken of a list, unless more are asked for
MAX_BYTES = 200_000_000  # of a file

_DATA = Path(__file__).parents[2] / "data"
_BY_ITSELF = Choices()
BUNDLED = {"talk": "the talk's list", "given": "given names", "surnames": "surnames"}
"""The titles of the lists in data/, by their files' names. The first list is the default."""
COUNTED = {f"{key}-counts": f"{title}, by count" for key, title in BUNDLED.items()}
"""The same lists, in which each name counts as often as it is borne."""


@dataclass(frozen=True)
class NameList:
    """A list of names, ready for the models."""

    key: str  # of BUNDLED or COUNTED, or "own-" and the start of the digest
    title: str
    names: tuple[str, ...]  # clean; in the order of the source, as often as they stand there
    report: Report
    understood: Understood
    weights: tuple[int, ...] | None = None  # how often each name counts; None: each once

    @property
    def text(self) -> str:
        """The names in their order, one a line; below an empty line any weights."""
        counts = "" if self.weights is None else "\n\n" + ",".join(map(str, self.weights))
        return "\n".join(self.names) + counts

    @property
    def size(self) -> str:
        """How many names there are, and how often they count together where that is more."""
        times = f" that count {sum(self.weights):,} times" if self.weights else ""
        return count_names(len(self.names)) + times

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal: the identity of a list."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @functools.cached_property
    def distinct(self) -> frozenset[str]:
        """The names once each, to ask whether a name is in the list."""
        return frozenset(self.names)

    @functools.cached_property
    def is_turkish(self) -> bool:
        """Whether the capital I of its names is that of ı."""
        # A long list without one takes no look at each of its names.
        return "ı" in "".join(self.names) and is_turkish(list(self.names))


def load(source: str, choices: Choices = _BY_ITSELF, limit: int = MAX_NAMES) -> NameList:
    """The list that `source` names: a key of BUNDLED, or the path of a file.
    Raises NamesError when there is no such list, or no name in it."""
    if source in BUNDLED and choices.weights is not None:
        source += "-counts"
    if source in BUNDLED | COUNTED:
        return bundled(source)
    path = Path(source)
    return from_bytes(_read_file(path), path.name, choices, limit)


@functools.cache
def bundled(key: str) -> NameList:
    """The bundled list of a key of BUNDLED or COUNTED."""
    choices = Choices(weights="" if key in COUNTED else None)
    data = (_DATA / f"{key.removesuffix('-counts')}.csv").read_bytes()
    return replace(from_bytes(data, (BUNDLED | COUNTED)[key], choices), key=key)


def bundled_rows(key: str) -> int:
    """How many names a bundled list has, without reading them: its lines below the heading."""
    return (_DATA / f"{key}.csv").read_bytes().count(b"\n") - 1


def from_bytes(
    data: bytes | str, title: str, choices: Choices = _BY_ITSELF, limit: int = MAX_NAMES
) -> NameList:
    """The list in a file's contents, whatever its format and encoding, or in its text.
    Of more than `limit` different names, those are taken that stand there the most often. Raises
    NamesError where there are none, and where a choice cannot be had."""
    cleaned, understood = read(data, choices, limit)
    own = NameList("", title, cleaned.names, cleaned.report, understood, cleaned.weights)
    return replace(own, key=f"own-{own.digest[:12]}")


def from_text(
    text: str, title: str = "your list", choices: Choices = _BY_ITSELF, limit: int = MAX_NAMES
) -> NameList:
    """The list in a text, as ``from_bytes`` reads it."""
    return from_bytes(text, title, choices, limit)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:  # which may be a pipe, or a device without an end
            data = file.read(MAX_BYTES + 1)
        if len(data) <= MAX_BYTES:
            return data
        problem = f"is larger than {MAX_BYTES // 10**6} MB"
    except FileNotFoundError:
        problem = "does not exist"
    except IsADirectoryError:
        problem = "is a folder"
    except (OSError, ValueError):  # ValueError: a path that no file can have
        problem = "cannot be read"
    raise NamesError(f"{str(path)!r} {problem}: give the path of a list.")
