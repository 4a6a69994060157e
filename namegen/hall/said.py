"""What is said in a hall: where its leader is, and what a phone has sent or found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """What the leader shows.

    step: of the talk, from 0. link: list, model and settings as a link says them. epoch: on the
    stage; playing: whether it moves. phase: whether the question, the answer or the picture is
    shown. turn: how often more was asked for: the names drawn, the card of the game. cover: names
    that would embarrass are drawn over. blank: nothing is shown. talk: the id of the one that has
    the step.
    """

    step: int = 0
    page: str = ""
    link: Mapping[str, str] = field(default_factory=dict)
    epoch: int = 0
    playing: bool = False
    phase: int = 0
    turn: int = 0
    cover: bool = True
    blank: bool = False
    talk: str = ""

    @property
    def asked(self) -> str:
        """What the votes on the question of this moment are counted under."""
        card = f"-{self.turn}" if self.page == "game" else ""
        return f"{self.talk}-{self.step}{card}"


Began = tuple[int, int, int, int, str, str]
"""Where a talk that has been lost begins anew: the step, its phase, the epoch and the turn, and the
id of the talk they are of; in another talk it begins at its first step. Last the key of the list
that whoever begins it has chosen, which is the talk's until a step names another."""
NOWHERE: Began = (0, 0, 0, 0, "", "")


@dataclass(frozen=True)
class Result:
    """What a short training came to: the phone that found it first, settings as a link says them,
    the loss on the validation names (nats a letter), and some of its names."""

    phone: str
    link: Mapping[str, str]
    loss: float
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Result:
        """The result that is written in a text, as JSON."""
        known: dict[str, Any] = json.loads(text)
        return cls(known["phone"], known["link"], known["loss"], tuple(known["names"]))


@dataclass(frozen=True)
class SentName:
    """A name that a phone has sent, and whether the leader has struck it."""

    phone: str
    name: str
    struck: bool
