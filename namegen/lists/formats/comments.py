"""What is in a text besides its list: comments, titles above it, what is printed below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from namegen.lists.formats.entry_parts import unlike
from namegen.lists.formats.markup import each
from namegen.lists.tables.headings import is_heading, speaks_of_names

_COMMENT = re.compile(r"(?:#(?![,;|\t]|\d)|//|[;%!]\s|--\s)")
_BEHIND = re.compile(r" # (?!\s*[,;|\t])")  # a name; and no heading of a column
_BLANK = re.compile(r"\n[^\S\n]*+\n")
_TITLES = re.compile(r"\s*+(?:[ \t]{0,20}[^\s][^\n]{0,300}\n){1,9}?[ \t\r]{0,20}\n")
_CELLS = re.compile(r"[,;|\t]")
_PRINTED = re.compile(  # by a database, by pandas: of a table, and of a column
    r"\n[\s|+-]*+(?:\(?\d[\d,]* rows?\b[^\n|]{0,40}[\s|+-]*|\[\d+ rows x \d+ columns\]"
    r"|(?:Name: [^\n]{1,99}, )?(?:Length: \d+, )?dtype: \w+)\s*\Z"
)
_NO_NAME = re.compile(r"[\d@:]|[.!?]\s*\Z")
_MOST_TITLES = 3  # times as many lines must stand below
_LOOKED_AT = 50_000  # characters in which no other line is blank
# A comment that may go on over lines; one that never ends is looked for once. And what says how a
# page looks, alone on its line or around a list: {{div col|colwidth=20em}}.
_BLOCK = re.compile(
    r"/\*(?:[^*]++|\*(?!/))*+(\*/)?|<!--(?:[^-]++|-(?!->))*+(-->)?"
    r"|\{\{(?<![^\n]\{\{)[A-Za-z][\w .-]{0,60}(?:\|[^{}|=\n]{1,40}=[^{}|\n]{0,99}){0,9}"
    r"(?:(\}\})[ \t\r]*+(?=\n|\Z)|\|[ \t\r]*+\n((?:(?!\}\}|\{\{)[^\n]*+\n)*+)\}\})"
)
_LONGEST = 300  # characters below a table that are looked at


def below_titles(text: str) -> tuple[str, str]:
    """The list below the one blank line in it, where what stands above is no name: who made it,
    and when; or where only what is below has a heading; and a sentence on what that was."""
    begun = _TITLES.match(text)
    if not begun or _BLANK.search(text[begun.end() - 1 : _LOOKED_AT].rstrip()):
        return text, ""
    titles = begun[0].split("\n")[:-2]
    many = text.count("\n", begun.end(), _LOOKED_AT) > _MOST_TITLES * len(titles)
    below = _CELLS.split(text[begun.end() :].partition("\n")[0].strip())
    above = [_CELLS.split(line) for line in titles]
    widest = max(map(len, above))
    known = any(is_heading(cell) or speaks_of_names(cell) for cell in below)
    headed = known and (len(below) > widest or not any(map(is_heading, chain(*above))))
    plain = widest == 1 and all(map(_NO_NAME.search, titles))
    if not many or not (plain or (headed and len(below) > 1)):
        return text, ""
    return text[begun.end() :], unlike(titles)


def in_a_sentence(text: str) -> tuple[str, str]:
    """The names in the one line that has commas, without the words of a sentence around them; and
    what is said of these: My friends are Ada, Ben and Zoe."""
    lines = [*filter(None, (line.strip(" ,.\t\r") for line in text[:_LOOKED_AT].split("\n")))]
    lists = [line for line in lines if "," in line]
    if len(lists) != 1 or len(text) > _LOOKED_AT or len(lines) - 2 > lists[0].count(","):
        return text, ""
    if lists[0].count(":") > 1:  # of a record
        return text, ""
    first, *names, last = re.split(r",\s*", lists[0])
    longest = 2 + max((name.count(" ") for name in names), default=0)  # words of a name, with und
    words, ends = first.split(), last.split()
    begin, end = 0, len(ends)
    if marks := [i for i, w in enumerate(words) if _is_of_sentence(w, len(words) > longest)]:
        begin = next((i for i in range(marks[-1] + 1, len(words)) if not words[i].islower()), 0)
    if marks := [i for i, w in enumerate(ends) if i and _is_of_sentence(w, len(ends) > longest)]:
        end = max((i for i in range(1, marks[0] + 1) if not ends[i - 1].islower()), default=end)
    if not begin and end == len(ends):
        return text, ""
    found = ", ".join([" ".join(words[begin:]), *names, " ".join(ends[:end])])
    around = [" ".join(words[:begin]), " ".join(ends[end:])]
    return found, unlike([*filter(None, around), *(line for line in lines if line != lists[0])])


def _is_of_sentence(word: str, is_long: bool) -> bool:
    """Whether it is more than one of the small words of names: van der, della."""
    is_one = is_long and word.islower() and len(word) > 3 and not word.startswith(("da", "de"))
    return is_one or word.endswith(":")


def above_print(text: str) -> str:
    """The text without what a program prints below a table: how long it is."""
    found = _PRINTED.search(text, max(0, len(text) - _LONGEST))
    return text[: found.start()] if found else text


def _within(block: re.Match[str]) -> str:
    return block[4] or "" if block.lastindex else block[0]


def without_blocks(text: str) -> str:
    """The text without comments that may go on over lines; as it is where it is all one."""
    rest = each(_BLOCK, _within, text, len(text))
    return rest if rest.strip() else text


def has_comments(sample: Sequence[str]) -> bool:
    """Whether a list has comments: some lines that are nothing else, or ends of lines."""
    whole = sum(_COMMENT.match(line.lstrip()) is not None for line in sample)
    return 0 < whole < len(sample) / 2 or any(map(_BEHIND.search, sample))


def without_comments(read: Callable[[], Iterator[str]]) -> Iterator[str]:
    """The lines of a list without comments."""
    for line in read():
        if _COMMENT.match(line.lstrip()):
            continue
        yield _BEHIND.split(line, maxsplit=1)[0]
