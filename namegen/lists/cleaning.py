"""What a name is: the entries of a list -> clean names, and a report of what was left out.

A clean name is in lower case and in Unicode form NFC. It holds letters, combining marks, digits,
single spaces, hyphens, apostrophes and other signs of writing, and at least one letter, but never
".", with which the models mark start and end. Cleaning a clean name changes nothing.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from namegen.alphabets import TURKISH_CAPITALS, has_syllables, is_turkish, split_syllables
from namegen.errors import InputError
from namegen.vocabulary import MAX_CHARACTERS
from namegen.wording import JOINERS, count_names, percent, shorten

MAX_LENGTH = 40  # characters in a name

# No character has a decomposition (NFD) of more than four, so what is longer than this stays
# longer than MAX_LENGTH. Cut first: NFC is quadratic in the length of a run of combining marks.
_MAX_RAW_LENGTH = 4 * MAX_LENGTH
_MAX_EXAMPLES = 5
# Entries treated at once: a whole list would hold up the threads of others for half a second.
_AT_ONCE = 10_000

_APOSTROPHES = frozenset("\u2018\u2019\u201b\u02bc\u2032\u05f3\uff07`\u00b4")
_MINUS_SIGN = "\u2212"
_PUNCTUATION = frozenset(" -'")
_DROPPED = frozenset(".\u0640")  # and the line that stretches Arabic words
# Signs that markup and programs are made of, not names.
_UNREAD = "\ufffd"
_OF_CODE = frozenset("<>{}=\\^|~" + _UNREAD)

# What may stand behind a name without being a part of it.
_SEPARATORS = ",", ";"
_BEHIND = re.compile(rf"[,; ][,; {''.join(JOINERS)}]*$")
_LONE_JOINERS = re.compile(rf"(?<!\S)[{''.join(JOINERS)}]+(?!\S)")

_FOREIGN = "characters that are not letters"
_TOO_LONG = f"being longer than {MAX_LENGTH} characters"
_NO_LETTER = "holding no letter"


class NamesError(InputError):
    """A list of names cannot be used. The text is the sentence to show: it says what to do."""


@dataclass(frozen=True)
class LeftOut:
    """The entries of a list that were left out for one reason."""

    reason: str  # completes "left out for ..."
    count: int
    examples: tuple[str, ...]  # different ones, at most 5, each shortened to be shown

    def __str__(self) -> str:
        such_as = ", such as " if self.count > len(self.examples) else ": "
        examples = "; ".join(self.examples)
        return f"{count_names(self.count)} left out for {self.reason}{such_as}{examples}"


@dataclass(frozen=True)
class Report:
    """What became of a list. `lines` is `kept` and all the counts of `left_out` together:
    it counts the entries read, not blank ones, not the heading."""

    lines: int
    kept: int
    left_out: tuple[LeftOut, ...] = ()
    signs: str = ""  # those that names hold beside letters, digits, spaces, - and '
    notes: tuple[str, ...] = ()  # sentences on what was done to names

    def sentences(self) -> list[str]:
        """The report in short plain sentences."""
        read = f"{self.kept:,} of {count_names(self.lines)}" if self.left_out else None
        signs = [f"Signs in names are kept as characters: {' '.join(self.signs)}"]
        left_out = [f"{group}." for group in self.left_out]
        said = [f"{read or count_names(self.kept)} read.", *self.notes, *left_out]
        return said + signs if self.signs else said


@dataclass(frozen=True)
class Cleaned:
    """Names, each with how often it counts where that is said, and the report on them."""

    names: tuple[str, ...]
    weights: tuple[int, ...] | None
    report: Report


def normalise(entries: Iterable[str], turkish: bool = False, strip: bool = False) -> list[str]:
    """Each entry in uniform spelling, whether it is a name or not. Idempotent. Lower
    case, NFC, single spaces, plain hyphens and apostrophes; neither full stops nor invisible
    control characters. turkish: the small letter of I is ı. strip: without signs such as & and !.
    The entries hold no newline: many are treated as one text, and what becomes of a character is
    decided once for all its occurrences, so that a million names take a second."""
    rest = iter(entries)
    return [
        name
        for some in iter(lambda: list(islice(rest, _AT_ONCE)), [])
        for name in _normalised(some, turkish, strip)
    ]


def spelled(text: str, turkish: bool = False) -> str:
    """One text as ``normalise`` spells the entries of lists; as it is where nothing of it can stand
    in a name, for the model to say so. turkish: the list is, whatever the text may tell."""
    (entry,) = normalise([text.replace("\n", " ")], turkish)
    return entry or text.strip()


def _normalised(entries: Sequence[str], turkish: bool, strip: bool) -> list[str]:
    """``normalise`` of one text's worth of entries."""
    text = unicodedata.normalize("NFC", "\n".join(entries))
    replacements = {ord(c): _replacement(c, strip) for c in set(text) - {"\n"}}
    if turkish:
        replacements |= TURKISH_CAPITALS
    text = text.translate({code: new for code, new in replacements.items() if new != chr(code)})
    if not JOINERS.isdisjoint(text):  # what joined pictures
        text = _LONE_JOINERS.sub("", text)
    # The lower case of a capital i with a dot is two characters, the dot on its own.
    text = unicodedata.normalize("NFC", text.lower()).replace("i\u0307", "i")
    if "ţ" in text:  # in Romanian, which older encodings write with the cedilla of Turkish
        text = text.replace("ţ", "ț").replace("ş", "ș")
    return [" ".join(entry.split()) for entry in text.split("\n")]


def _replacement(character: str, strip: bool) -> str:
    category = unicodedata.category(character)
    if character in _APOSTROPHES:
        return "'"
    if character == "\u05f4":  # in Hebrew
        return '"'
    if category == "Pd" or character == _MINUS_SIGN:
        return "-"
    if character.isspace():
        return " "
    if character in _DROPPED or (category in ("Cc", "Cf") and character not in JOINERS):
        return ""
    if _is_picture(character) or (strip and is_sign(character)):
        return " "
    return character


def clean(
    entries: Iterable[str], weights: Sequence[int] | None = None, strip: bool = False
) -> Cleaned:
    """The names among `entries`, in order, as often as they stand there.
    weights: how often each entry counts. strip: signs such as & and ! are dropped from names; else
    they are characters like others. Blank entries are skipped."""
    raws = [entry.strip() for entry in entries]
    counts = [1] * len(raws) if weights is None else weights
    counts = [count for raw, count in zip(raws, counts, strict=True) if raw]
    raws = [raw for raw in raws if raw]
    turkish = is_turkish(raws)
    uniform = normalise((raw[:_MAX_RAW_LENGTH] for raw in raws), turkish, strip)
    candidates = [_BEHIND.sub("", name) if name.endswith(_SEPARATORS) else name for name in uniform]
    characters = set("".join(candidates))
    letters = {c for c in characters if unicodedata.category(c)[0] == "L"}
    foreign = {c for c in characters if not is_allowed(c)}

    kept: list[tuple[str, int]] = []
    faulty: dict[str, list[str]] = defaultdict(list)
    for raw, name, count in zip(raws, candidates, counts, strict=True):
        if len(name) > MAX_LENGTH or len(raw) > _MAX_RAW_LENGTH:
            faulty[_TOO_LONG].append(raw)
        elif not foreign.isdisjoint(name):
            faulty[_FOREIGN].append(raw)
        elif letters.isdisjoint(name):
            faulty[_NO_LETTER].append(raw)
        else:
            kept.append((name, count))

    notes = []
    if turkish and any("I" in raw for raw in raws):
        notes.append("Its capital I is read as ı, as in Turkish.")
    if any("." in raw for raw in raws):
        notes.append("Full stops are left out of names: they mark where a name ends.")
    if pictures := sorted(filter(_is_picture, set("".join(raws[:_AT_ONCE])) - _OF_PICTURES)):
        notes.append(f"Pictures are left out of names: {' '.join(pictures[:_MAX_EXAMPLES])}")
    rare, split = _rare_characters([name for name, _ in kept])
    if split:
        notes.append("Its syllables are read letter by letter, and put together again when drawn.")
    if rare:
        spell = split_syllables if split else str
        dropped = [name for name, _ in kept if not rare.isdisjoint(spell(name))]
        stay = percent(1 - len(dropped) / len(kept))
        faulty[
            f"characters that are rare here (the {MAX_CHARACTERS} most frequent stay, and with "
            f"them {stay} of the names)"
        ] = dropped
        kept = [(name, count) for name, count in kept if rare.isdisjoint(spell(name))]
    left_out = tuple(_left_out(reason, faulty[reason], foreign) for reason in faulty)
    signs = "".join(sorted(filter(is_sign, set("".join(name for name, _ in kept)))))
    return Cleaned(
        tuple(name for name, _ in kept),
        None if weights is None else tuple(count for _, count in kept),
        Report(len(raws), len(kept), left_out, signs, tuple(notes)),
    )


def is_sign(character: str) -> bool:
    """Whether it is one of the signs that a list keeps or drops, such as & and !."""
    if character in _OF_CODE or character in _PUNCTUATION | _OF_PICTURES or character == ".":
        return False
    return unicodedata.category(character) in _SIGNS or character in "♀♂°©®"


def _is_picture(character: str) -> bool:
    """Whether it is an emoji or a part of one: its colour of skin, or that it is to be coloured."""
    is_symbol = unicodedata.category(character) == "So" and character != _UNREAD
    return (is_symbol and not is_sign(character)) or character in _OF_PICTURES


_OF_PICTURES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), 0x20E3)))
# Punctuation and symbols, but no pictures.
_SIGNS = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk"))


def is_allowed(character: str) -> bool:
    """Whether clean names may hold the character."""
    category = unicodedata.category(character)
    # Some capitals, such as the mathematical ones, have no small letter and so survive lower().
    is_letter_or_mark = category[0] in "LM" and category not in ("Lu", "Lt")
    return (
        is_letter_or_mark
        or category == "Nd"
        or character in _PUNCTUATION
        or character in JOINERS
        or is_sign(character)
    )


def _rare_characters(names: Sequence[str]) -> tuple[set[str], bool]:
    """All characters of the names but the MAX_CHARACTERS most frequent; and whether the letters of
    Hangul syllables are counted for that, since there are more syllables."""
    text = "".join(names)
    if len(set(text)) <= MAX_CHARACTERS:
        return set(), False
    split = has_syllables(text)
    frequencies = Counter(split_syllables(text) if split else text)
    by_frequency = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))
    return {character for character, _ in by_frequency[MAX_CHARACTERS:]}, split


def _left_out(reason: str, entries: Sequence[str], foreign: set[str]) -> LeftOut:
    """The group of a reason; `foreign` characters that its examples show are named."""
    examples = tuple(islice(dict.fromkeys(map(shorten, entries[:_AT_ONCE])), _MAX_EXAMPLES))
    if reason == _FOREIGN:
        shown = sorted(foreign.intersection("".join(examples)))
        reason += f" ({', '.join(shown)})" if shown else ""
    return LeftOut(reason, len(entries), examples)
