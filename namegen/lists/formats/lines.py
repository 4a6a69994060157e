"""Lists written for people: one name a line, or a table with a sign between its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise

from namegen.lists.cleaning import MAX_LENGTH
from namegen.lists.formats import comments
from namegen.lists.formats.cells_below import cells_below, in_cells, size_of_blocks
from namegen.lists.formats.delimited import delimited
from namegen.lists.formats.documents import plain
from namegen.lists.formats.entry_parts import (
    QUOTES,
    are_cells,
    are_parted,
    if_quoted,
    parted,
    unlike,
    unquoted,
)
from namegen.lists.formats.field_lines import fields
from namegen.lists.formats.markup import unmarked, without_markup
from namegen.lists.formats.tokens import words
from namegen.lists.tables.headings import is_number, key
from namegen.lists.tables.table import SAMPLE, Table, joined

_Read = Callable[[], Iterator[str]]
_NamesIn = Callable[[str], Iterable[str]]  # of a line
_BLOCK = 1 << 20  # characters split into lines at once
_MOSTLY = 0.7  # the share of lines in quotes above which the others are no names
_FEWEST = 4  # words of a line that holds nothing else
_LONGEST = 300  # characters of a line that is looked at
_JUDGED = 20_000  # characters of a line by which its list is judged

# Signs; and letters that a word processor's bullets become. Some need no space behind them.
_BULLET = re.compile(
    r"""\s*+(?:(?:[^\w\s"'“„«‘`(\[#№&@$|,;:]{1,6}|\[[ xX]?\]|\\item|[oØüㅇ])\s++"""
    r"""|[•·・‣▪●○■□◆◇※►]|[*#@+–—-](?=[^\W\d])){1,3}+"""
)
_SIMPLE = ("one name a line", "names in quotation marks")  # forms
_QUOTED = re.compile(
    r"""\s*+,?\s*+(?:"[^"]+"|'[^']+'|“[^”]+”|„[^“]+“|«[^»]+»|`[^`]+`)(?:[ ]++(?:"[^"]+"|'[^']+'))*+\s*+[,;]?\s*+(?:(?://|\#).*)?"""
)
_DIGITS, _CALLED = re.compile(r"[\d\s+-]+"), re.compile(r"\w+")
_IN_QUOTES = re.compile(
    r""""([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|`([^`]+)`|'([^']+(?:(?<=\w)'(?=\w)[^']+){0,9})'"""
)


def lines_of(text: str) -> Iterator[str]:
    """The lines that are not blank, without the spaces around them."""
    start = 0
    while start < len(text):
        end = start + _BLOCK
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
            if cut <= start:
                at = [place for place in (text.find("\n", end), text.find("\r", end)) if place >= 0]
                cut = min(at, default=len(text) - 1) + 1
            end = cut
        yield from filter(str.strip, text[start:end].splitlines())
        start = end


def lines(text: str) -> Table:
    """The table in a text that a person may have written."""
    if text.count(";") == 1:  # the end of a statement
        text = text.rstrip().removesuffix(";")
    text, doubt = without_markup(plain(text))
    text, titles = comments.below_titles(comments.above_print(text))
    text, around = comments.in_a_sentence(text)
    read = partial(lines_of, text)
    sample = _start(read)
    if len(sample) > 1 and all("::" in line for line in sample):  # between columns
        read = partial(lines_of, text.replace("::", "\t"))
        sample = _start(read)
    headings = [head for head in _heads(sample, _behind_bullet) if head[:1] == "#"]  # of Markdown
    if comments.has_comments(sample) and len(headings) < 2:
        read = partial(comments.without_comments, read)
        sample = _start(read)
    size = size_of_blocks(text, _BULLET)
    table = fields(read, sample) or (in_cells(read, size) if size else _in_lines(read, sample))
    return replace(table, doubt=doubt or table.doubt or titles or around)


def cut(table: Table) -> Table:
    """The table of a list in a program whose texts hold cells, "Ada;f;3", or markup."""
    if not table.lists and any("</" in cell for row in table.sample for cell in row):
        marked = table.rows
        table = replace(table, rows=lambda: ([*map(unmarked, row)] for row in marked()))
    sample = [row[0] for row in table.sample if len(row) == 1]
    if len(sample) < len(table.sample) or not are_cells(sample):
        return table
    found = delimited(lambda: (row[0] for row in table.rows()), sample)
    return found if found and found.form.startswith("a table") else table


def _start(read: _Read) -> list[str]:
    return [line[:_JUDGED] for line in islice(read(), SAMPLE)]


def _in_lines(read: _Read, sample: Sequence[str]) -> Table:
    if table := cells_below(read, sample):
        return table
    found = [_BULLET.match(line) for line in sample]
    shown = [one[0].rstrip() for one in found if one]
    if shown and 2 * len(shown) >= len(found):
        usual = Counter(shown).most_common(1)[0][0]
        above = {one for one in shown if one != usual and usual.endswith(one)}  # * above **
        above = above if 4 * sum(one in above for one in shown) < len(shown) else set()
        titles = next(i for i, one in enumerate(found) if one)
        only = len(shown) >= _MOSTLY * sum(line[:1] != "#" for line in sample[titles:])
        others = [line for i, line in enumerate(sample) if not found[i] and (only or i < titles)]
        others += [one.string for one in found if one and one[0].rstrip() in above]
        bare = partial(_without_bullets, read, titles, only, above)
        table = _unmarked(bare, _start(bare))
        heads = _heads(sample, _behind_bullet) if only and not above else []
        if len({*heads}) > 1 and table.form in _SIMPLE and parted(table) is table:
            table = _joined(table.form, read, _behind_bullet, heads)
        return replace(table, form="lines with bullets", doubt=table.doubt or unlike(others))
    return _unmarked(read, sample)


def _behind_bullet(line: str) -> tuple[str, ...]:
    found = _BULLET.match(line)
    return (unquoted(line[found.end() :].partition(" # ")[0]),) if found else ()


def _indented(line: str) -> tuple[str, ...]:
    return (line.strip(),) if line.startswith(("\t", "  ")) else ()


def _heads(sample: Sequence[str], names_in: _NamesIn) -> list[str]:
    """The lines that stand above one with names, and have none."""
    has = [any(names_in(line)) for line in sample]
    return [sample[i] for i, (one, after) in enumerate(pairwise(has)) if after > one]


def _called(head: str) -> str:
    return unquoted(head.strip("#:*= \t"))


def _joined(form: str, read: _Read, names_in: _NamesIn, heads: list[str]) -> Table:
    """The table of the names in lines, each with the line above it that has none."""

    def entries() -> Iterator[tuple[str, str]]:
        head = ""
        for line in read():
            names = tuple(names_in(line))
            for name in names:
                yield name, head
            if not names:
                head = _called(line)

    return joined(form, entries, map(_called, heads))


def _unmarked(read: _Read, sample: Sequence[str]) -> Table:
    table = _quoted(read, sample)
    if not (table or are_parted(sample)):
        table = delimited(read, sample)
    return table or _plain(read, sample)


def _without_bullets(read: _Read, titles: int, only: bool, above: set[str]) -> Iterator[str]:
    """What stands behind bullets, but for those above the others."""
    for line in islice(read(), titles, None):
        if found := _BULLET.match(line):
            if not above or found[0].rstrip() not in above:
                yield line[found.end() :]
        elif not only:
            yield line


def _plain(read: _Read, sample: Sequence[str]) -> Table:
    heads = _heads(sample, _indented)
    judged = sample[: SAMPLE - 1]  # a longer list's last line may stand above what is not seen
    all_do = 1 < len(heads) == len([line for line in judged if not _indented(line)])
    if all_do and not are_parted(sample):
        return _joined("lists with a heading above each", read, _indented, heads)
    told = [line for line in sample if not line.rstrip().endswith(":")]  # of parts
    whole = len(sample) == 1 and len(sample[0]) > MAX_LENGTH and " " in sample[0].strip()
    if whole or 2 * sum(map(_holds_words, told)) > len(told) > 1:
        return Table(
            "one name a word",
            lambda: ([word.lstrip("#")] for line in read() for word in words(line)),
            doubt="Each word is taken for a name.",
        )
    if begun := sum(line.strip()[:1] in QUOTES for line in sample):
        bare = unquoted if begun > len(sample) / 2 else if_quoted
        return Table("one name a line", lambda: ([bare(line)] for line in read()))
    return Table("one name a line", lambda: map(list, zip(read(), strict=False)))


def _holds_words(line: str) -> bool:
    """Whether a line is too long for a name, and holds words with nothing between them."""
    words_in = line[:_LONGEST].split()
    return len(line) > MAX_LENGTH and len(words_in) >= _FEWEST and all(map(str.isalpha, words_in))


def _quoted(read: _Read, sample: Sequence[str]) -> Table | None:
    """Names in quotation marks, or one a line in the same code, in most lines."""
    around = Counter(filter(None, map(_code_around, sample)))
    names_in = _in_quotes
    if around and max(around.values()) >= _MOSTLY * len(sample):
        names_in = partial(_in_code, around.most_common(1)[0][0])
    found = [any(names_in(line)) for line in sample]
    if sum(map(bool, found)) < _MOSTLY * len(sample):
        return None
    heads = _heads(sample, names_in)
    if len({*heads}) > 1:
        return _joined("names in quotation marks", read, names_in, heads)
    others = [line.strip() for line, names in zip(sample, found, strict=True) if not names]
    texts = [text for line in sample for text in names_in(line)]
    if sum(map(is_number, texts)) >= _MOSTLY * len(sample):  # of rows, each with its number
        return None
    return Table(
        "names in quotation marks",
        lambda: ([text] for line in read() for text in names_in(line)),
        doubt=unlike(others),
    )


def _texts(line: str) -> Iterator[str]:
    """What stands in quotes in it, whatever the sign."""
    return (found[found.lastindex] for found in _IN_QUOTES.finditer(line))


def _in_quotes(line: str) -> Iterator[str]:
    """The names of a line that holds nothing else."""
    if _QUOTED.fullmatch(line[:_LONGEST]):
        yield from _texts(line)


def _code_around(line: str) -> str:
    """What stands around the one text in quotes of a line: put(_); "" without code before it. What
    is called like the text is none of it: case ada = "Ada"."""
    line = line[:_LONGEST].strip(" \t,")
    found = [one.span() for one in _IN_QUOTES.finditer(line)]
    if (
        len(found) != 1
        or line.count("|") > 1
        or line[: found[0][0]][-1:] not in ("(", "[", "=", " ")
    ):
        return ""
    start, end = found[0]
    called = key(line[start:end])
    before = _CALLED.sub(lambda word: "" if key(word[0]) == called else word[0], line[:start])
    return _DIGITS.sub(" ", f"{before}_{line[end:]}")


def _in_code(around: str, line: str) -> Iterator[str]:
    if (code := _code_around(line)) and around.startswith(code):  # the last may end early
        yield from _texts(line)
