"""Lists in the notation of programs: JSON, JSON lines, rows of SQL, a list in Python or alike."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any

from namegen.lists.cleaning import NamesError
from namegen.lists.table import SAMPLE, Row, Table

_MAX_DEPTH = 4  # of objects within an object whose values become columns
_MAX_HEADINGS = 60
_UNREAD = 0.2  # the share of lines that need not be JSON for a file to be JSON lines

_BLOCK = 1 << 16  # characters of an array that are decoded at once
_DECODE = json.JSONDecoder().raw_decode
_SEPARATOR = re.compile(r"[\s,]*")
# A text in quotes, in which a quote is doubled or has a backslash; words; or a sign.
_TOKEN = re.compile(
    r"""\s*(?:(?://|--|\#\s)[^\n]*|/\*[^*]{0,999}\*/|[bruN]?'([^'\\]{0,999}(?:(?:\\.|'')[^'\\]{0,999}){0,50})'"""
    r"""|"([^"\\]{0,999}(?:(?:\\.|"")[^"\\]{0,999}){0,50})"|(=>|[,()\[\]{}:;])"""
    r"""|([^\s,()\[\]{}:;'"][^\s,()\[\]{}:;"]*(?:[ \t]+[^\s,()\[\]{}:;'"]+)*)|(.))""",
    re.DOTALL,
)
_LITERAL = re.compile(
    r"(?:<\?php\s*)?(?:[\w$.: \t]{0,80}(?:=|<-)\s*)?[\w.$ \t]{0,30}\s?[\[({]\s*[\[({]*\s*[^\s]"
)
_INSERT = re.compile(
    r"""\bINSERT\s+(?:IGNORE\s+)?INTO\s+([\w.`"\[\]]{1,100})\s*(?:\(([^()]{1,2000})\))?\s*VALUES\b""",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_NOTHING = frozenset(("null", "none", "nil", "na", "nan", "undefined"))
_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")
_MOST_STRAY = 100  # quotes that never close


def structured(text: str) -> Table | None:
    """The table in a text that is written as programs write data; None where it is not."""
    start = text[:4_000].lstrip()
    if start[:1] in ("[", "{"):
        table = _json(text) or _json_lines(text)
        if table:
            return table
    if _INSERT.search(text, 0, 200_000):
        return _inserts(text)
    quotes = start.count("'") + start.count('"')
    closed = text[-200:].rstrip(" \n\r\t;,)")[-1:] in ("]", "}") or text.rstrip()[-1:] in "),;"
    if _LITERAL.match(start) and closed and (quotes > 1 or start[:1] in "[{"):
        return _literal(text)
    return None


# --- JSON ---


def _json(text: str) -> Table | None:
    try:
        if text.lstrip()[0] == "[":
            return _records(partial(_elements, text))
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _of_object(found)


def _elements(text: str) -> Iterator[Any]:
    """The elements of an array, one after the other: together they would take much memory.

    Raises ValueError where it is no array; NamesError where it is seen late that it is none.
    """
    at, read = _SEPARATOR.match(text, text.index("[") + 1).end(), 0
    try:
        while text[at : at + 1] != "]":
            some, at = _next_elements(text, at)
            yield from some
            read += len(some)
            at = _SEPARATOR.match(text, at).end()
        if _SEPARATOR.match(text, at + 1).end() < len(text):
            raise ValueError("More follows.")
    except (ValueError, RecursionError) as error:
        if read < SAMPLE:
            raise ValueError("This is no JSON.") from error
        raise NamesError(
            f"This JSON breaks off after {read:,} entries. Mend it there, or give one name a line."
        ) from error


def _next_elements(text: str, at: int) -> tuple[list[Any], int]:
    """The elements of an array from a place on, and where they end: many at once, which is fast,
    or else one."""
    if len(text) - at > _BLOCK:
        for end in ('",', "},", "],"):
            cut = text.rfind(end, at, at + _BLOCK) + 1
            with suppress(ValueError):
                if cut:
                    return json.loads(f"[{text[at:cut]}]"), cut
    element, at = _DECODE(text, at)
    return [element], at


def _json_lines(text: str) -> Table | None:
    lines = text[:200_000].split("\n")[:-1] or [text]
    sample = [line for line in lines[:SAMPLE] if line.strip()]
    read = list(_lines_read(sample))
    if len(sample) < 2 or len(read) < (1 - _UNREAD) * len(sample):
        return None
    table = _records(lambda: _lines_read(text.split("\n")))
    return table and Table("JSON lines", table.rows, table.headings)


def _lines_read(lines: Iterable[str]) -> Iterator[Any]:
    rest = (line for line in lines if line.strip())
    while some := list(islice(rest, SAMPLE)):
        try:
            yield from json.loads(f"[{','.join(some)}]")
        except (ValueError, RecursionError):
            for line in some:
                with suppress(ValueError, RecursionError):
                    yield json.loads(line)


def _records(elements: Callable[[], Iterator[Any]], form: str = "JSON") -> Table | None:
    """The table of an array's elements: of names, of rows, or of objects."""
    sample = list(islice(elements(), SAMPLE))
    if not sample:
        return None
    if sum(isinstance(one, dict) for one in sample) > len(sample) / 2:
        headings = _headings(sample)
        return Table(form, lambda: (_fields(one, headings) for one in elements()), headings)
    return Table(form, lambda: (_cells(one) for one in elements()))


def _headings(sample: list[Any]) -> tuple[str, ...]:
    names = (name for one in sample if isinstance(one, dict) for name, _ in _flat(one))
    return tuple(islice(dict.fromkeys(names), _MAX_HEADINGS))


def _fields(one: Any, headings: tuple[str, ...]) -> Row:
    found = dict(_flat(one)) if isinstance(one, dict) else {}
    return [found.get(heading, "") for heading in headings]


def _flat(one: Mapping[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    for name, value in one.items():
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, _cell(value)


def _cells(value: Any) -> Row:
    return [_cell(one) for one in value] if isinstance(value, list) else [_cell(value)]


def _cell(value: Any) -> str:
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    return str(value)


def _of_object(found: dict[str, Any]) -> Table | None:
    """The table of an object: of arrays, of objects, of names with a count each."""
    lists = {key: value for key, value in found.items() if isinstance(value, list) and value}
    inner = {key: value for key, value in found.items() if isinstance(value, dict) and value}
    if lists:
        lengths = {len(value) for value in lists.values()}
        flat = all(not isinstance(one, (dict, list)) for value in lists.values() for one in value)
        if flat and len(lists) > 1:
            if lengths == {max(lengths)} and max(lengths) > 1:
                return _columns(lists)
            return Table(
                "JSON",
                lambda: ([_cell(one), key] for key, value in lists.items() for one in value),
                doubt=f"The lists {', '.join(lists)[:80]} are joined.",
            )
        longest = max(
            lists.values(), key=lambda value: (isinstance(value[0], (list, dict)), len(value))
        )
        headings = [value for value in lists.values() if _names_columns_of(longest, value)]
        if headings:
            return Table("JSON", lambda: map(_cells, longest), tuple(map(str, headings[0])))
        return _records(lambda: iter(longest))
    if inner and len(inner) > len(found) / 2:
        keys = [tuple(value) for value in inner.values()]
        if len(set(keys)) == 1 and len(keys[0]) > len(keys) and all(map(_plain, inner.values())):
            return _columns({key: list(value.values()) for key, value in inner.items()})
        if len(inner) > 3:
            records = [{"": key, **value} for key, value in inner.items()]
            return _records(lambda: iter(records))
    if inner:
        return _of_object(max(inner.values(), key=lambda value: len(str(value)[:100_000])))
    return Table("JSON", lambda: ([key, _cell(value)] for key, value in found.items()))


def _names_columns_of(rows: list[Any], headings: list[Any]) -> bool:
    """Whether one array has as many texts as the other's first row has cells."""
    texts = all(isinstance(heading, str) for heading in headings)
    return isinstance(rows[0], list) and texts and len(rows[0]) == len(headings)


def _plain(values: Mapping[str, Any]) -> bool:
    return not any(isinstance(value, (dict, list)) for value in values.values())


def _columns(columns: Mapping[str, list[Any]]) -> Table:
    rows = partial(zip, *columns.values(), strict=True)
    return Table("JSON", lambda: ([_cell(one) for one in row] for row in rows()), tuple(columns))


# --- rows of SQL, and lists in the notation of Python, JavaScript, R ... ---


def _inserts(text: str) -> Table:
    """The rows of the table into which most of a dump is inserted."""
    found = list(_INSERT.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    sizes: Counter[str] = Counter()
    for one, end in zip(found, ends, strict=True):
        sizes[one[1]] += end - one.end()
    wanted = sizes.most_common(1)[0][0]
    named = next((one[2] for one in found if one[1] == wanted), None) or ""
    headings = tuple(name.strip(' `"[]\n') for name in named.split(",") if name)
    statements = [(o.end(), end) for o, end in zip(found, ends, strict=True) if o[1] == wanted]

    def rows() -> Iterator[Row]:
        for start, end in statements:
            yield from _groups(text, start, end, ends=";")

    others = f"Only the rows of {wanted} are read." if len(sizes) > 1 else ""
    return Table("rows of SQL", rows, headings, doubt=others)


def _literal(text: str) -> Table | None:
    depth, deepest, groups, sizes = 0, 0, 0, Counter()
    size = keyed = 0
    for value, sign in islice(_tokens(text), 4_000):
        if sign in _OPENS:
            depth, size = depth + 1, 0
            groups += depth == 1
            deepest = max(deepest, depth)
        elif sign in _CLOSES:
            depth -= 1
            sizes[size] += 1
        elif value is not None:
            size += 1
        keyed += sign in (":", "=>")
    if not deepest:
        return None
    nested = deepest > 1 or (groups > 1 and sizes.most_common(1)[0][0] in range(1, 50))
    if not nested:
        return Table("a list in brackets", lambda: _values(text))
    if not keyed:
        return Table("rows in brackets", lambda: _groups(text))
    records = partial(_keyed_groups, text)
    headings = tuple(dict.fromkeys(key for one in islice(records(), SAMPLE) for key in one))
    return Table(
        "rows in brackets",
        lambda: ([one.get(heading, "") for heading in headings] for one in records()),
        headings[:_MAX_HEADINGS],
    )


def _tokens(text: str, at: int = 0, end: int | None = None) -> Iterator[tuple[str | None, str]]:
    """The values in a text, and the signs between them: (value, "") or (None, sign)."""
    stray = 0
    for found in _TOKEN.finditer(text, at, len(text) if end is None else end):
        kind = found.lastindex
        if kind == 3:
            yield None, found[3]
        elif kind == 4:
            word = found[4]
            yield "" if word.lower() in _NOTHING else word, ""
        elif kind == 5:  # a quote that is never closed: each costs a look at the rest of the text
            stray += 1
            if stray > _MOST_STRAY:
                raise NamesError("Quotation marks in this list are never closed: close them.")
        elif kind:
            quote = "'" if kind == 1 else '"'
            yield _unescaped(found[kind], quote), ""


def _unescaped(value: str, quote: str) -> str:
    value = value.replace(2 * quote, quote)
    return _ESCAPE.sub(_escaped, value) if "\\" in value else value


def _escaped(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else " " if code in "nrt" else code


def _values(text: str) -> Iterator[Row]:
    """The values of one list, a row each; of a mapping, the key and its value."""
    depth, row, joined = 0, [], False
    for value, sign in _tokens(text):
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if value is not None and depth:
            if row and not joined:
                yield row
                row = []
            row, joined = [*row, value], False
        joined = joined or sign in (":", "=>")
        if sign == "," and row:
            yield row
            row = []
    if row:
        yield row


def _groups(text: str, at: int = 0, end: int | None = None, ends: str = "") -> Iterator[Row]:
    """The values of each innermost pair of brackets."""
    row: Row | None = None
    depth = 0
    for value, sign in _tokens(text, at, end):
        if value is not None:
            if row is not None:
                row.append(value)
        elif sign in _OPENS:
            depth, row = depth + 1, []
        elif sign in _CLOSES:
            depth -= 1
            if row:
                yield row
            row = None
        elif sign == ends and depth == 0:
            return


def _keyed_groups(text: str) -> Iterator[dict[str, str]]:
    """The keys and values of each innermost pair of brackets."""
    one: dict[str, str] = {}
    key = latest = ""
    for value, sign in _tokens(text):
        if value is not None:
            if key:
                one[key], key = value, ""
            latest = value
        elif sign in (":", "=>"):
            key = latest
        elif sign in _OPENS:
            one, key = {}, ""
        elif sign in _CLOSES and one:
            yield one
            one = {}
