"""A list of the visitor's own: what was read of it, and how it comes back to a new session."""

from __future__ import annotations

import functools
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from namegen.lists.name_list import Choices, NameList, NamesError, from_bytes, from_text
from namegen.ui.serving import own_lists
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.one_at_a_time import in_turn
from namegen.ui.session.visitor import Visitor

BEFORE = "own-before"  # in the session: the list used before
_READING = "own-reading"
# What a browser keeps of a list: the characters of its packed source, about 200,000 names; and the
# bytes that this may unpack to.
_MOST_KEPT, _MOST_UNPACKED = 700_000, 10_000_000
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Reading:
    """What became of what was pasted or uploaded: a list, or the sentence that says why not; or
    both, where a list was read and a choice for it could not be had."""

    names: NameList | None = None
    problem: str = ""
    title: str = ""
    source: bytes = b""  # what was read, packed, so that it can be read in another way
    is_file: bool = False

    @functools.cached_property
    def characters(self) -> list[tuple[str, int]]:
        """The list's characters and how often they stand in it, the most frequent first."""
        return Counter("".join(self.names.names if self.names else ())).most_common()

    @classmethod
    def of_text(cls, text: str) -> Reading:
        source = zlib.compress(text.encode(errors="replace"), 1)
        return cls(title="a pasted list", source=source).again(Choices())

    @classmethod
    def of_file(cls, data: bytes, title: str) -> Reading:
        return cls(title=title, source=zlib.compress(data, 1), is_file=True).again(Choices())

    def again(self, choices: Choices) -> Reading:
        """The same source read as a person says."""
        data = zlib.decompress(self.source)
        try:
            with in_turn():
                if self.is_file:
                    names = from_bytes(data, self.title, choices)
                else:
                    names = from_text(data.decode(), self.title, choices)
                return replace(self, names=own_lists.keep(names), problem="")
        except (NamesError, LimitError) as error:
            return replace(self, problem=str(error))

    def to_keep(self) -> list[Any] | None:
        """What the browser keeps, for ``kept`` to read again; None where it is too much."""
        if not self.names:
            return None
        source = self.source or zlib.compress("\n".join(self.names.names).encode())
        choices = asdict(self.names.understood.choices)
        packed = b64encode(source).decode()
        if len(packed) > _MOST_KEPT:
            return None
        return [self.names.title, packed, self.is_file, choices]


def kept(brought: Any) -> Reading | None:
    """What a browser has kept of a list, read; None where it is none."""
    match brought:
        case [str(title), str(packed), bool(is_file), dict(choices)] if len(packed) <= _MOST_KEPT:
            known = {one.name: choices.get(one.name) for one in fields(Choices)}
            asked = {name: one for name, one in known.items() if isinstance(one, (str, bool))}
            try:
                unpack = zlib.decompressobj()
                data = unpack.decompress(b64decode(packed), _MOST_UNPACKED)
                if not is_file:
                    data.decode()
            except (ValueError, zlib.error):
                return None
            source = zlib.compress(data, 1)
            read = Reading(title=title[:_LONGEST_TITLE], source=source, is_file=is_file)
            read = read.again(Choices(**asked))
            return read if read.names else None
    return None


def last(visitor: Visitor) -> Reading | None:
    """What was read last in this session."""
    return visitor.things.get(_READING)


def keep(visitor: Visitor, reading: Reading) -> None:
    """Show what was read, and use it on every page at once; what was used before can come back."""
    before = last(visitor)
    if reading.names and visitor.names.digest != reading.names.digest:
        if not (before and before.names and before.names.digest == visitor.names.digest):
            visitor.things[BEFORE] = visitor.names
        visitor.choose_list(reading.names)
    visitor.things[_READING] = reading


def bring_back(visitor: Visitor, reading: Reading) -> None:
    """Go on with a list of an earlier session, at the same settings and the same epoch."""
    assert reading.names
    visitor.own = visitor.names = reading.names
    visitor.things[_READING] = reading


def undo(visitor: Visitor) -> None:
    visitor.choose_list(visitor.things.pop(BEFORE))
