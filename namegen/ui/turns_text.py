"""Turns of the learning rate as a link has them: "4:0.1,9:0.3", epochs with the rates before."""

from __future__ import annotations

from namegen.cleaning import shorten
from namegen.setting_texts import from_texts, to_text
from namegen.settings import SettingsError
from namegen.turns import Turns


def written(turns: Turns) -> str:
    """The text from which ``read`` gives the turns back."""
    return ",".join(f"{epoch}:{to_text('lr', rate)}" for epoch, rate in turns)


def read(text: str) -> Turns:
    """The turns of a text, in the ranges of the app; the epochs rise, so there are never many.

    Raises SettingsError.
    """
    turns: list[tuple[int, float]] = []
    for part in text.split(",") if text else ():
        epoch, _, rate = part.partition(":")
        asked, problems = from_texts({"epochs": epoch, "lr": rate})
        if problems or (turns and asked.epochs <= turns[-1][0]):
            raise SettingsError(
                f"This link's turns {shorten(text)!r} are not understood; the learning rate is the "
                "same from the start."
            )
        turns.append((asked.epochs, asked.lr))
    return tuple(turns)
