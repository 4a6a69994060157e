"""Records, values and texts that a program sets up, and how it writes their keys."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import NamesError, from_text
from tests.lists.ten_names import NAMES, rows


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("['{n}'] = {{ " + ", ".join(f"{key} = 1" for key in "abcdefghij") + ", k = 'x' }}", "1"),
        (":x{i} => '{n}'", "2"),
    ],
)
def test_keys_are_read_as_lua_and_ruby_write_them(row: str, column: str) -> None:
    for before, behind in (("", ""), ("require 'x'\n\n", "\n\ndef one()\n  return 3\nend\n")):
        own = from_text(f"{before}x = {{\n{rows(row, between=',')}\n}}{behind}")
        assert (own.names, own.understood.column) == (NAMES, column)


def test_a_list_within_a_row_is_none_of_its_names() -> None:
    own = from_text("x = [" + rows("['{n}', [x, y], 5, 'town']", between=",") + "]")
    assert (own.names, own.understood.column) == (NAMES, "1")


@pytest.mark.parametrize(
    "text",
    [
        rows("  {n}", "package x;\n\npublic enum Name {\n", ",\n") + ";\n}\n",
        rows("  {n} = {i};", "enum Name {\n  // first\n") + "\n}\n",
        rows("  case {n}", "import x\n\nenum Name: Int {\n") + "\n}\n",
        rows('  case {n} = "{n}"', "import x\n\nenum Name: String {\n").replace(
            "New_York =", "newYork ="
        ),
    ],
)
def test_values_of_a_type_that_has_no_others_are_names(text: str) -> None:
    text = text.replace("New York", "New_York").replace("NEW YORK", "NEW_YORK")
    assert tuple(name.replace("_", " ") for name in from_text(text).names) == NAMES


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("DB::table('towns')->insert(['name' => '{n}']);", None),
        (
            "DB::table('x')->insert([\n  'id' => '{i}',\n  'kind' => 'x',\n  'town' => '{n}',\n]);",
            "town",
        ),
        ("await Town.create({{ name: '{n}', country: 'DE' }});", "name"),
        ("Town.objects.create(name='{n}', at='x')", "name"),
    ],
)
def test_records_that_a_program_makes_one_by_one_are_read(row: str, column: str | None) -> None:
    towns = rows(row, "const { Town } = require('x');\nfunction run() {\n") + "\n}\n"
    own = from_text(towns)
    assert (own.names, own.understood.column) == (NAMES, column)


@pytest.mark.parametrize("row", ["all.add(new Town('{n}', {i}));", "m['{n}'] = {i};"])
def test_names_in_calls_with_a_number_are_read(row: str) -> None:
    assert from_text(rows(row, "List<Town> all = new ArrayList<>();\n")).names == NAMES


def test_a_notebook_is_refused() -> None:
    with pytest.raises(NamesError, match="Jupyter"):
        from_text('{"cells": [{"cell_type": "code", "source": ["names = [1]"]}], "nbformat": 4}')


def test_names_in_tagged_words_are_read() -> None:
    words = [f"{n.replace(' ', ' NN B-LOC§')} NN I-LOC" for n in NAMES]
    text = "".join(f"so RB O\n{w}\n. . O\n\n" for w in words).replace("§", "\n")
    own = from_text(text)
    assert own.names == NAMES
    assert "tagged as names" in own.understood.doubts[0]


def test_the_texts_of_a_program_are_joined_where_they_are_most_of_it() -> None:
    girls, boys = ("\n".join(part) for part in (NAMES[:5], NAMES[5:]))
    own = from_text(f'girls = """\n{girls}\n"""\n\nboys = """\n{boys}\n"""\n')
    assert own.names == NAMES
    assert own.understood.doubts == ("The blocks of text in it are joined.",)


@pytest.mark.parametrize(
    "text", ["class Names {\n  ADA\n  BEN\n}\n", "import x\nAda\nBen\nreturn y\n"]
)
def test_lines_of_a_program_among_names_are_asked_about(text: str) -> None:
    assert "those of a program" in " ".join(from_text(text).understood.doubts)
