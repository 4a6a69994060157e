"""The question that each page asks before it shows the answer, which is computed from its model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from namegen.lists.name_list import NameList
from namegen.models.bigram import CountedBigram
from namegen.models.evaluation import perplexity
from namegen.training.projection import nearest, same_kind
from namegen.wording import count_names, kind, shown, signed

if TYPE_CHECKING:
    from namegen.lessons.similar_names import NameIndex

FIVE = ("ann", "akela", "az", "arileri", "chaiadayra")
MACHINE = "A machine made them up"
SAME_TABLE = "Almost the counted one"
YES, PARTLY, NO = "Yes", "Partly", "No"
SIMILAR_RANKS = (1, 10, 100)
"""Find alike offers the nearest name, and those of these ranks."""

_OPTIONS = 4


@dataclass(frozen=True)
class Question:
    """key: equal where question and options are. because: one sentence that stands with the
    answer."""

    key: str
    text: str
    options: tuple[str, ...]
    right: str
    because: str


def start(names: NameList) -> Question:
    """What the talk's five names have in common; on its own list, also which of them it holds."""
    because = "the talk's deep learning model wrote each one a letter at a time."
    if names.key == "talk":
        known = " and ".join(name for name in FIVE if name in names.distinct)
        because += f" Only {known} are in the list it learned from."
    options = ("They are all girls' names", "They are all from India", MACHINE)
    return Question("start", "What is notable about these names?", options, MACHINE, because)


def count(names: NameList, model: CountedBigram) -> Question | None:
    """Which letter begins the most names; None where no letter alone does, or none other begins
    any."""
    letters = [shown(character) for character in model.vocabulary.characters]
    begins = model.counts[0]
    likeliest = np.argsort(-begins, kind="stable")[:_OPTIONS]
    first, second = likeliest[:2]
    if not 0 < begins[second] < begins[first]:
        return None
    total = int(begins.sum())
    begun = f"of {count_names(total)} {'begins' if begins[first] == 1 else 'begin'} with it."
    return Question(
        f"count-{names.key}",
        "Which letter begins the most names?",
        tuple(letters[id] for id in sorted(likeliest) if begins[id]),
        letters[first],
        f"{begins[first]:,} "
        + (f"times of {total:,} a name begins with it." if names.weights else begun),
    )


def network(names: NameList, counted_loss: float) -> Question:
    """What a network of one layer makes of the table. counted_loss: the table's, nats a letter."""
    return Question(
        f"network-{names.key}",
        "Its one layer starts from random numbers. What will its table be after training?",
        ("Better than the counted one", SAME_TABLE, "Another one, just as good"),
        SAME_TABLE,
        "no table is less surprised by these names than the counted one (its loss is "
        f"{counted_loss:.3f}), and training goes downhill to it.",
    )


def embeddings(
    names: NameList, characters: Sequence[str], frequencies: np.ndarray, start: np.ndarray,
    embedding: np.ndarray, epoch: int,
) -> Question | None:  # fmt: skip
    """What training does to the letters; None for an alphabet too small to ask about.

    frequencies: (V,), how often each character occurs. start, embedding: (V, D), before training
    and after this epoch.
    """
    kinds = [kind(character) for character in characters]
    if min(kinds.count("vowel"), kinds.count("consonant")) > 1:
        return _vowels(names, characters, kinds, start, embedding, epoch)
    if len(characters) <= _OPTIONS:
        return None
    return _closest(names, characters, frequencies, embedding, epoch)


def _vowels(
    names: NameList, characters: Sequence[str], kinds: Sequence[str], start: np.ndarray,
    embedding: np.ndarray, epoch: int,
) -> Question:  # fmt: skip
    """Are letters of a kind nearest to each other? Only letters that are of a kind are asked."""
    letters = [id for id, of in enumerate(kinds) if of in ("vowel", "consonant")]
    asked = [kinds[id] for id in letters]
    found, before = same_kind(embedding[letters], asked), same_kind(start[letters], asked)

    vowels, consonants = found["vowel"], found["consonant"]
    chance = [_by_chance(of, len(letters)) for _, of in (vowels, consonants)]
    more = sum(kept for kept, _ in found.values()) > sum(kept for kept, _ in before.values())
    idle = "" if more else ", so training has not added to them"
    have = "has" if vowels[0] == 1 else "have"
    right = verdict(found)
    if right == PARTLY and not more:
        right = NO  # a part stood together before training as well
    return Question(
        f"embeddings-{names.key}",
        "Nobody tells the network which letters are vowels. Will it find out?",
        (YES, PARTLY, NO),
        right,
        f"after epoch {epoch}, {vowels[0]} of {vowels[1]} vowels {have} a vowel nearest by cosine, "
        f"{consonants[0]} of {consonants[1]} consonants a consonant. Before training: "
        f"{before['vowel'][0]} and {before['consonant'][0]}{idle}; by chance: {chance[0]:.1f} and "
        f"{chance[1]:.1f}.",
    )


def _by_chance(of: int, everyone: int) -> float:
    """How many of a kind would have one of their own nearest if letters lay anywhere."""
    return of * (of - 1) / (everyone - 1)


def verdict(found: dict[str, tuple[int, int]]) -> str:
    """Whether the kinds have come apart: 0 where letters lie as by chance, 1 where all keep to
    their own kind, on average over the kinds. No kind of which more than a quarter went
    astray is called apart."""
    everyone = sum(of for _, of in found.values())
    apart = 0.0
    for kept, of in found.values():
        chance = _by_chance(of, everyone)
        apart += (kept - chance) / (of - chance) / len(found)
    if apart > 0.7 and all(kept >= 0.75 * of for kept, of in found.values()):
        return YES
    return PARTLY if apart > 0.2 else NO


def _closest(
    names: NameList, characters: Sequence[str], frequencies: np.ndarray, embedding: np.ndarray,
    epoch: int,
) -> Question:  # fmt: skip
    """For an alphabet without vowels: which letter is nearest to the most frequent one?"""
    common = [int(id) for id in np.argsort(-frequencies, kind="stable") if id]
    asked, others = common[0], common[1:]
    near = [id for id, _ in nearest(embedding, asked, len(characters)) if id]
    # The nearest, and of the others the most frequent, in the order of the alphabet.
    offered = sorted([near[0], *[id for id in others if id != near[0]][: _OPTIONS - 1]])
    return Question(
        f"embeddings-{names.key}",
        f"Which letter has the network put nearest to {shown(characters[asked])}?",
        tuple(shown(characters[id]) for id in offered),
        shown(characters[near[0]]),
        f"by the cosine of the angle in all {embedding.shape[1]} numbers, after epoch {epoch}.",
    )


def compare(names: NameList, counted_loss: float, size: int) -> Question | None:
    """How much doubt counting leaves; None where that is more than knowing nothing would, or no
    wrong answer differs from the right one.

    counted_loss: the counted bigram's, nats a letter. size: of the vocabulary.
    """
    doubt = perplexity(counted_loss)
    if doubt > size:
        return None
    right = round(doubt)
    others = max(2, round(doubt / 3)), max(2, round(doubt / 1.6)), round((doubt + size) / 2)
    # One nearly as near as the right one would be no wrong answer.
    offered = {right, *(other for other in others if abs(other - doubt) >= 1)}
    if len(offered) < 2:
        return None
    return Question(
        f"compare-{names.key}",
        f"The next letter could be any of {size}, the mark for the end included. Once you know the "
        "previous letter, among how many equally likely letters are you still choosing?",
        tuple(str(number) for number in sorted(offered)),
        str(right),
        f"counting pairs leaves as much doubt as {doubt:.1f} equally likely letters. That number "
        "is called perplexity.",
    )


def similar_names(names: NameList, index: NameIndex) -> Question | None:
    """Which name is nearest to the list's first; None where there are too few names, or two that
    are as near."""
    asked = index.names[0]
    near = index.nearest(asked, max(SIMILAR_RANKS))
    offered = [near[rank - 1] for rank in SIMILAR_RANKS if rank <= len(near)]
    if len(offered) < 2:
        return None
    right, *others = offered
    nearest, second = (one.similarity for one in offered[:2])
    # A network that has hardly learned thinks all names alike: it takes more digits to tell them.
    digits = next((n for n in range(2, 6) if round(nearest, n) > round(second, n)), None)
    if digits is None:
        return None
    against = " and ".join(f"{signed(one.similarity, digits)} for {one.name}" for one in others)
    return Question(
        f"alike-{names.key}",
        f"Which of these names does the network think most like {asked}?",
        tuple(sorted(one.name for one in offered)),
        right.name,
        f"similarity {signed(nearest, digits)}, against {against} (1 is the same direction).",
    )


def recipe(unchanged: Sequence[str], plain_step: bool) -> Question:
    """How many of the seven functions stay as they are. unchanged: their names. plain_step: whether
    update_coeffs could too, for plain gradient descent."""
    stay = [*unchanged, *["update_coeffs"] * plain_step]
    right = str(len(stay))
    because = f"{' and '.join(unchanged)} only say in which order the others are called."
    if plain_step:
        because += (
            " update_coeffs could stay for plain gradient descent, step for step; here it also "
            "offers another optimiser and weight decay."
        )
    others = [number for number in ("0", "7", "5", "2") if number != right]
    return Question(
        "recipe",
        "The seven were written to answer yes or no. Now they say which letter comes next. How "
        "many of them could stay as they were?",
        tuple(sorted([right, *others[: _OPTIONS - 1]])),
        right,
        because,
    )
