"""Settings as texts: what a link says, what is given on a command line, what a model file holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from namegen.settings import (
    APP_LAYERS,
    FULL_BATCH,
    MODELS,
    SPECS,
    Settings,
    SettingsError,
    check,
    not_understood,
    settings_for,
    written,
)
from namegen.wording import shorten


def parse(name: str, text: str) -> Any:
    """The value of a setting from its text, as URLs and command lines write it.

    Raises SettingsError where the text is not of the setting's kind.
    """
    spec, default = SPECS[name], getattr(Settings, name)
    if spec.choices:
        return text  # Settings says whether it is one of them
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "0": False, "false": False}[text.lower()]
        if isinstance(default, tuple):
            return tuple(map(int, text.split(","))) if text.strip() else ()
        if name == "batch" and text.lower() == "full":
            return FULL_BATCH
        value = type(default)(text)
        if not math.isfinite(value):
            raise ValueError(text)
        return value
    except (ValueError, KeyError, OverflowError):
        raise not_understood(name, text) from None


def from_texts(texts: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Settings for the app from the texts of a link, and a sentence for each not kept.

    What is out of the app's range is brought into it; what is not understood stays as usual, and so
    does what the model's nature decides.
    """
    notes: list[str] = []
    given: dict[str, Any] = {}
    for name, spec in SPECS.items():
        if name not in texts:
            continue
        model = given.get("model", Settings.model)
        try:
            wanted = parse(name, texts[name])
            allowed = MODELS[model].fixed.get(name, _bring_into(wanted, *spec.in_app))
            check(name, allowed, spec)
        except SettingsError as error:
            notes.append(f"{error} The default is used.")
            continue
        given[name] = allowed
        if allowed != wanted:
            why = "is outside what the app allows"
            if name in MODELS[model].fixed:
                why = f"does not go with {MODELS[model].said}"
            taken = to_text(name, allowed) or "none"
            notes.append(f"{spec.label}: {shorten(written(wanted))} {why}; {taken} is taken.")
    return settings_for(**given), notes


def to_text(name: str, value: Any) -> str:
    """The text from which ``parse`` gives the value back."""
    if name == "batch" and value == FULL_BATCH:
        return "full"
    return written(value)


def differing(settings: Settings) -> Mapping[str, str]:
    """As texts, the settings that differ from the defaults of their model: what a link must say."""
    usual = settings_for(settings.model)
    return {
        name: to_text(name, getattr(settings, name))
        for name in SPECS
        if getattr(settings, name) != getattr(usual, name)
    }


def _bring_into(value: Any, low: float, high: float) -> Any:
    if isinstance(value, tuple):
        return tuple(_bring_into(number, low, high) for number in value[:APP_LAYERS])
    if isinstance(value, (str, bool)):
        return value
    return type(value)(min(max(value, low), high))
