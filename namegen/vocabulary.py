"""Characters and their ids. The boundary mark "." is id 0: it starts a name and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from namegen.alphabets import compose, has_jamo, split_syllables

BOUNDARY = "."
MAX_CHARACTERS = 150  # different ones that a list may have


@dataclass(frozen=True)
class Vocabulary:
    """The characters of a list of names, "." first, the others by their code points."""

    characters: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        """The vocabulary of cleaned names, which hold no ".".

        Where they have more characters than a list may have, those of Hangul are its letters, not
        its thousands of syllables.
        """
        characters = set("".join(names))
        if len(characters) > MAX_CHARACTERS:
            characters = set(split_syllables("".join(characters)))
        return cls((BOUNDARY, *sorted(characters)))

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

    @cached_property
    def splits(self) -> bool:
        """Whether it knows the letters of Hangul and not its syllables."""
        return has_jamo("".join(self.characters))

    def split(self, text: str) -> str:
        """The text as the model reads it: a syllable of Hangul may be letter by letter."""
        return split_syllables(text) if self.splits else text

    def knows(self, text: str) -> bool:
        """Whether every character of ``text`` has an id."""
        return all(character in self._ids for character in self.split(text))

    def unknown(self, text: str) -> list[str]:
        """The characters of ``text`` that no name holds, each once, in their order."""
        return [c for c in dict.fromkeys(self.split(text)) if c not in self._ids or c == BOUNDARY]

    def id(self, character: str) -> int:
        """The id of one character. Raises KeyError where it has none."""
        return self._ids[character]

    def find(self, text: str, missing: int) -> list[int]:
        """The ids of the characters, and ``missing`` for each that has none."""
        return [self._ids.get(character, missing) for character in self.split(text)]

    def encode(self, text: str) -> np.ndarray:
        """(len(split(text)),) ids. Raises ValueError, naming the characters, where one has none."""
        points = np.frombuffer(self.split(text).encode("utf-32-le"), dtype=np.uint32)
        ids = self._table[np.minimum(points, len(self._table) - 1)]
        if points.size and (points.max() >= len(self._table) or ids.min() < 0):
            missing = ", ".join(self.unknown(text))
            raise ValueError(f"The model does not know the characters {missing}.")
        return ids

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of the ids."""
        text = "".join(self.characters[i] for i in ids)
        return compose(text) if self.splits else text
