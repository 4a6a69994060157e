"""Numbers, characters and probabilities in words: what figures and pages call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from namegen.vocabulary import BOUNDARY

JOINERS = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling in scripts of India."""

_SHOWN_LENGTH = 30  # characters

Kind = Literal["vowel", "consonant", "mark", "other"]

_SPOKEN = {
    BOUNDARY: "the mark for start and end",
    " ": "space",
    "-": "hyphen",
    "'": "apostrophe",
    "\u200c": "non-joiner",
    "\u200d": "joiner",
}
_VOWELS = frozenset("aeiouæœøıəаеиоуыэюяєіαεηιουω")
_SEMIVOWELS = frozenset("йў")  # they decompose to a vowel and a breve
_SIGNS = frozenset("ьъ")  # letters that stand for no sound of their own
_ALPHABETS = ("LATIN ", "CYRILLIC ", "GREEK ")
# Scripts of India whose letters Unicode names alike: LETTER KA, LETTER AA, VOWEL SIGN AA.
_INDIAN = (
    "DEVANAGARI ",
    "BENGALI ",
    "GURMUKHI ",
    "GUJARATI ",
    "ORIYA ",
    "TAMIL ",
    "TELUGU ",
    "KANNADA ",
    "MALAYALAM ",
)
# Alphabets whose vowels are told by these letters, and by the points that stand for vowels alone.
_OTHER_VOWELS = {
    "HEBREW ": "אהוי",
    "ARABIC ": "اويىآأإیۆ",
    "HIRAGANA ": "あいうえおぁぃぅぇぉ",
    "KATAKANA": "アイウエオァィゥェォー",
    "GEORGIAN ": "აეიოუ",
    "ARMENIAN ": "աեէըիոօ",
    "THAI ": "ะาำเแโใไ",
}
_POINT = re.compile(
    r"HEBREW POINT (?!DAGESH|RAFE|SH?IN)|ARABIC (?:FATHA|DAMMA|KASRA|FATHATAN|DAMMATAN|KASRATAN)$"
    r"|THAI CHARACTER (?:SARA |MAI HAN)|HANGUL (?:JUNGSEONG |LETTER (?:[AEIOUWY]|Y?[AEO]))"
)
_INDIAN_VOWEL = re.compile(r" VOWEL SIGN | LETTER (VOCALIC .*|.*\b[AEIOU]+)$")


def kind(character: str) -> Kind:
    """What a character is. "mark" is the start-and-end mark; y is a consonant.

    "other" is what is neither (a hyphen, a digit), and every letter of a script whose letters do
    not part into vowels and consonants, or not by rules known here.
    """
    if character == BOUNDARY:
        return "mark"
    name = unicodedata.name(character, "")
    if name.startswith(_INDIAN):
        if _INDIAN_VOWEL.search(name):
            return "vowel"
        return "consonant" if " LETTER " in name else "other"
    if _POINT.match(name):
        return "vowel"
    if name.startswith(("HANGUL CHOSEONG ", "HANGUL JONGSEONG ", "HANGUL LETTER ")):
        return "consonant"
    for alphabet, vowels in _OTHER_VOWELS.items():
        if name.startswith(alphabet) and character.isalpha():
            return "vowel" if character in vowels else "consonant"
    if not name.startswith(_ALPHABETS) or not character.isalpha() or character in _SIGNS:
        return "other"
    base = unicodedata.normalize("NFD", character)[0]
    return "vowel" if base in _VOWELS and character not in _SEMIVOWELS else "consonant"


def shown(character: str) -> str:
    """The character as it stands alone, on an axis or in a plot: always something to see."""
    if character == " ":
        return "␣"
    # A combining mark needs a letter to sit on, and a joiner is invisible.
    if unicodedata.category(character) in ("Mn", "Mc", "Me") or character in JOINERS:
        return "◌" + character
    return printable(character)


def shown_or_end(character: str) -> str:
    """The same for what comes next, which may be the end of a name."""
    return "end" if character == BOUNDARY else shown(character)


def spoken(character: str) -> str:
    """The character as it stands in a sentence, such as "u", "space", "hyphen"."""
    if character in _SPOKEN:
        return _SPOKEN[character]
    # Without the left-to-right mark a number that follows a Hebrew or Arabic letter would be
    # shown before it.
    right_to_left = unicodedata.bidirectional(character) in ("R", "AL")
    return shown(character) + ("\u200e" if right_to_left else "")


def percent(probability: float) -> str:
    """Such as "84 %", "0.4 %", "99.6 %", "less than 0.1 %": "0 %" and "100 %" are exact."""
    away = min(probability, 1 - probability)
    if 0 < away < 0.0005:
        return "less than 0.1 %" if probability < 0.5 else "more than 99.9 %"
    decimals = 1 if 0 < away < 0.0095 else 0
    return f"{100 * probability:.{decimals}f} %"


def signed(value: float, decimals: int = 2) -> str:
    """Such as "0.84" or "−0.30", with a minus sign and none before zero."""
    return f"{value:z.{decimals}f}".replace("-", "−")


def pair_sentence(
    before: str, after: str, probability: float, counted: tuple[int, int] | None = None
) -> str:
    """Such as "after q comes u 76 % of the time (206 times of 272)".

    counted: how often the pair was seen, and how often its first character was.
    """
    share = percent(probability)
    if before == BOUNDARY:
        what = "have no letters" if after == BOUNDARY else f"begin with “{spoken(after)}”"
        sentence = f"{share} of names {what}"
    elif after == BOUNDARY:
        sentence = f"after {spoken(before)} the name ends {share} of the time"
    else:
        sentence = f"after {spoken(before)} comes {spoken(after)} {share} of the time"
    if counted is None:
        return sentence
    count, total = counted
    return f"{sentence} ({count:,} {'time' if count == 1 else 'times'} of {total:,})"


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Such as "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last


def counted(count: int, noun: str) -> str:
    """Such as "1 name" or "2,000 names"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def count_names(count: int) -> str:
    """``counted`` of names."""
    return counted(count, "name")


def printable(text: str) -> str:
    """`text` with "\ufffd" for what cannot be shown, such as what a terminal would obey."""
    return "".join(c if c.isprintable() or c in JOINERS else "\ufffd" for c in text)


def shorten(text: str) -> str:
    """``printable`` on one line, in at most 30 characters."""
    shown = printable(text[: _SHOWN_LENGTH + 1])
    return shown if len(shown) <= _SHOWN_LENGTH else shown[: _SHOWN_LENGTH - 1] + "…"
