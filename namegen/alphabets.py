"""What alphabets do that Latin does not: syllables made of letters, and writing from the right."""

from __future__ import annotations

import re
import unicodedata

_SYLLABLES = re.compile("[\uac00-\ud7a3]+")
_JAMO = re.compile("[\u1100-\u11ff]")
_WITHIN = re.compile("[\u1160-\u11ff]")  # vowels, and consonants that end a syllable
_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]"
_FROM_THE_RIGHT = re.compile(f"{_RIGHT}+(?:[ '-]{_RIGHT}+)*")  # words after each other
# Around a text, they keep its direction from what stands beside it (Unicode Annex 9).
_ISOLATE, _POP = "\u2068", "\u2069"


def has_syllables(text: str) -> bool:
    """Whether Hangul is in the text as whole syllables."""
    return _SYLLABLES.search(text) is not None


def has_jamo(text: str) -> bool:
    """Whether single letters of Hangul are in the text."""
    return _JAMO.search(text) is not None


def split_syllables(text: str) -> str:
    """Each Hangul syllable as its two or three letters (jamo); all else as it is."""
    return _SYLLABLES.sub(lambda found: unicodedata.normalize("NFD", found[0]), text)


def compose(text: str) -> str:
    """The letters of Hangul put together to syllables, as far as they make some."""
    return unicodedata.normalize("NFC", text)


def whole_syllables(text: str) -> str:
    """The text without single letters of Hangul, which no name has."""
    return _JAMO.sub("", text)


def isolated(text: str) -> str:
    """The text so that what stands around it is shown in its own order, too.

    Hebrew and Arabic names would otherwise draw numbers and signs beside them over to their side.
    In a sentence that is read from the left, each of them is kept so.
    """
    if any(map(str.isalpha, _FROM_THE_RIGHT.sub("", text))):
        return _FROM_THE_RIGHT.sub(rf"{_ISOLATE}\g<0>{_POP}", text)
    return f"{_ISOLATE}{text}{_POP}" if _FROM_THE_RIGHT.search(text) else text


def letter_start(text: str, at: int) -> int:
    """Where the letter begins that has the character at ``at`` as a sign on it, or the syllable of
    Hangul that has it within, or ``at``.

    A text that is parted between the two is drawn with an empty circle under the sign.
    """
    while 0 < at < len(text) and (_is_sign(text[at]) or _WITHIN.match(text[at])):
        at -= 1
    return at


def _is_sign(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


_TURKISH_ALONE = re.compile("[ıİğĞ]")
_NOT_TURKISH = re.compile("[^\\W\\d_a-zA-ZçğıöşüâîûəÇĞİÖŞÜÂÎÛƏI\u0307]")
_A_FEW = 0.05


def is_turkish(names: list[str]) -> bool:
    """Whether names are spelled as in Turkish or Azeri, whose capital I is that of ı, not of i."""
    ours = sum(_TURKISH_ALONE.search(name) is not None for name in names)
    if ours <= _A_FEW * len(names):
        return False
    return sum(_NOT_TURKISH.search(name) is not None for name in names) < ours / 4


TURKISH_CAPITALS = {ord("I"): "ı", ord("İ"): "i"}
