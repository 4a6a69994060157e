"""Characters and their ids. The boundary mark "." is id 0: it starts a name and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

BOUNDARY = "."
MAX_CHARACTERS = 150  # different ones that a list may have


@dataclass(frozen=True)
class Vocabulary:
    """The characters of a list of names, "." first, the others by their code points."""

    characters: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        """The vocabulary of cleaned names, which hold no "."."""
        return cls((BOUNDARY, *sorted(set("".join(names)))))

    def __len__(self) -> int:
        return len(self.characters)

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {character: i for i, character in enumerate(self.characters)}

    @cached_property
    def _table(self) -> np.ndarray:
        """(largest code point + 1,) ids; -1 where the vocabulary has no such character."""
        points = [ord(character) for character in self.characters]
        table = np.full(max(points) + 1, -1, dtype=np.int32)
        table[points] = np.arange(len(points))
        return table

    def knows(self, text: str) -> bool:
        """Whether every character of ``text`` has an id."""
        return all(character in self._ids for character in text)

    def unknown(self, text: str) -> list[str]:
        """The characters of ``text`` that have no id, each once, in their order."""
        return [character for character in dict.fromkeys(text) if character not in self._ids]

    def id(self, character: str) -> int:
        """The id of one character. Raises KeyError where it has none."""
        return self._ids[character]

    def find(self, text: str, missing: int) -> list[int]:
        """The ids of the characters, and ``missing`` for each that has none."""
        return [self._ids.get(character, missing) for character in text]

    def encode(self, text: str) -> np.ndarray:
        """(len(text),) ids. Raises ValueError, naming the characters, where one has no id."""
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        ids = self._table[np.minimum(points, len(self._table) - 1)]
        if points.size and (points.max() >= len(self._table) or ids.min() < 0):
            missing = ", ".join(self.unknown(text))
            raise ValueError(f"The model does not know the characters {missing}.")
        return ids

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of the ids."""
        return "".join(self.characters[i] for i in ids)
