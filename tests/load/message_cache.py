"""Streamlit's cache of messages, as a browser keeps it."""

from __future__ import annotations

from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class MessageCache:
    """Large messages are sent once: afterwards the server names them by their hash.

    It does so only for the hashes that a rerun says are at hand; they are forgotten when so many
    runs have not used them.
    """

    def __init__(self) -> None:
        self.messages: dict[str, ForwardMsg] = {}
        self.max_age = 2
        self._ages: dict[str, int] = {}

    def whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the one that it only names."""
        if message.WhichOneof("type") != "ref_hash":
            if message.metadata.cacheable:
                self.messages[message.hash], self._ages[message.hash] = message, 0
            return message
        self._ages[message.ref_hash] = 0
        found = ForwardMsg()
        found.CopyFrom(self.messages[message.ref_hash])
        found.metadata.CopyFrom(message.metadata)
        return found

    def grow_older(self, fragments: Any) -> None:
        """A run has finished: of these fragments, or of the whole page if there are none."""
        for hash, message in list(self.messages.items()):
            if fragments and message.delta.fragment_id not in fragments:
                continue
            self._ages[hash] += 1
            if self._ages[hash] > self.max_age:
                del self.messages[hash], self._ages[hash]
