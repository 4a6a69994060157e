"""Lists in XML: the texts and the attributes of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from namegen.lists.cleaning import NamesError
from namegen.lists.formats.field_lines import in_records
from namegen.lists.tables.headings import has_letter
from namegen.lists.tables.table import Table, of_records

_TAG = re.compile(
    r"<(/?)([^\W\d][\w:.-]{0,60})((?:\s[^<>]{0,2000})?/?)>"
    r"(?:\s*+(?:<!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)\]\]>\s*+|([^<]*+))(</\2\s*>))?"
)
_ATTRIBUTE = re.compile(r"""([\w.-]{1,60})\s?=\s?(?:"([^"]*)"|'([^']*)')""")
_OF_PAGE = re.compile(
    r"<(?:a|b|br|dd|div|dl|dt|em|h[1-6]|i|img|li|ol|option|p|pre|select|span|strong|sup|table"
    r"|td|th|tr|ul)[\s/>]",
    re.IGNORECASE,
)
_LOOKED_AT = 50_000  # characters in which a page has one of its tags
_DEEPEST = 100
_NO_LIST = "This is a document in XML without a list of names. Save the list as plain text or CSV."


def xml_table(text: str) -> Table | None:
    """The table of the elements of XML; None for a web page, or another text with tags. Raises
    NamesError where it is XML and has no text and no attribute."""
    declared = text.startswith("<?xml")
    if text[:1] != "<" or (not declared and _OF_PAGE.search(text, 0, _LOOKED_AT)):
        return None
    fields = partial(_fields, text)
    if not any(fields()):
        if declared:
            raise NamesError(_NO_LIST)
        return None
    return of_records("XML", lambda: in_records(fields()))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """What an element is called, and its text, where it holds no other; and its attributes. One
    that stands within another than the first of its name is called after that, too."""
    within, parents = [""], dict[str, str]()
    for found in _TAG.finditer(text):
        closes, tag, attributes, data, plain, closed = found.groups()
        if closes:
            if within[-1] == tag:
                within.pop()
            continue
        inside = " ".join((data or plain or "").split()) if closed else ""
        if attributes:
            said = [(key, one or other) for key, one, other in _ATTRIBUTE.findall(attributes)]
            said = [(said[0][1], said[1][1])] if _is_pair(said) else said
            keyed = has_letter(inside)  # what a text is called by is no name: name="app_title"
            yield from (("key" if keyed and key == "name" else key, value) for key, value in said)
        parent = within[-1]
        first = parents.setdefault(tag, parent)
        if inside:
            yield tag if first == parent else f"{parent}.{tag}", inside
        elif not closed and attributes[-1:] != "/" and len(within) < _DEEPEST:
            within.append(tag)


def _is_pair(said: list[tuple[str, str]]) -> bool:
    """Whether attributes are a key and its value, as maps have them."""
    return [key for key, _ in said] == ["k", "v"]
