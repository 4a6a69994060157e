"""Lists in XML, as phones, maps and offices keep them."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import NamesError, from_bytes, from_text
from tests.lists.ten_names import NAMES, rows

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


@pytest.mark.parametrize(
    ("text", "column", "weights"),
    [
        (rows("  <name>{n}</name>", _XML + "<names>\n") + "\n</names>\n", None, None),
        (rows("<item>{n}</item>", '<x><string-array name="all">\n') + "</x>", "item", None),
        (rows('<name gender="{s}">{n}</name>', "<names>\n") + "</names>", "name", None),
        (rows('<string name="town_{i}">{n}</string>', "<x>\n") + "</x>", "string", None),
        (rows('<item name="{n}">{c}</item>', "<x>\n") + "</x>", "name", "item"),
        (rows('<city name="{n}" people="{c}"/>', "<cities>\n") + "</cities>", "name", "people"),
        (rows("<who><id>x{i}</id><first>{n}</first></who>", "<x>") + "</x>", "first", None),
        (
            rows("<a><name><![CDATA[{n}]]></name><d><![CDATA[a <b>town</b>]]></d></a>",
                _XML + '<kml xmlns="http://x.org/k"><doc><name>Towns</name>') + "</doc></kml>",
            "a.name",
            None,
        ),
        (
            rows("<star><name>{n}</name><in><name>Ori{i}</name></in></star>", "<x>") + "</x>",
            "name",
            None,
        ),
        (
            rows('<node id="{i}"><br/><tag k="at" v="x"/><tag k="name" v="{n}"/></node>', _XML),
            "name",
            None,
        ),
    ],
)  # fmt: skip
def test_the_texts_and_attributes_of_xml_are_columns(
    text: str, column: str | None, weights: str | None
) -> None:
    own = from_bytes(text.encode(), "any")
    assert own.names == NAMES
    assert (own.understood.column, own.understood.weights) == (column, weights)


def test_xml_without_a_text_is_refused() -> None:
    with pytest.raises(NamesError, match="XML without a list of names"):
        from_text(_XML + "<names></names>")
    with pytest.raises(NamesError, match="SVG"):
        from_text(_XML + '<svg width="9"><text>Ada</text></svg>')


def test_a_heading_of_names_in_one_row_alone_is_not_theirs() -> None:
    text = rows(",{n},{i}", "Name,Item name,Of\n").replace(",Olivia", "All,Olivia")
    assert from_text(text).names == NAMES
