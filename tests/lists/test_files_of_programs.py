"""Lists that programs write, and what such a file holds beside names."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import Choices, from_text
from tests.lists.ten_names import NAMES, rows


@pytest.mark.parametrize(
    "text",
    [
        rows('="00{i}",="{n}",{c}', "Code,Name,Qty\n"),
        rows("{n}:00003201{i:02}:"),
        rows("{n}/M{s}", "10\n"),
        rows("{n}", between=" / "),
        rows("SELECT {i}, '{n}'", "INSERT INTO names (id, name)\n", "\nUNION ALL\n") + ";\n",
        rows('  "{n}",', '[people]\nsource = "made up"\nnames = [\n') + "\n]\n",
        "NAMES = %w[\n" + rows("{n}").replace("New York", "New_York") + "\n].freeze\n",
        rows("{i}、{n}（{c}万人）"),
        rows("{n}").replace("v", "v\u0640"),
        rows('{n},"a note,\nover lines",,x', "Name,Notes,Of,Status\n"),
        rows('"{n}"', "names :: [String]\nnames =\n  [ ", "\n  , ") + "\n  ]\n",
        "- Girls\n" + rows("  - {n}").replace("  - Ava", "- Boys\n  - Ava"),
    ],
)
def test_names_are_found_in_what_programs_write_around_them(text: str) -> None:
    assert tuple(name.replace("_", " ") for name in from_text(text).names) == NAMES


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (rows("0 @I{i}@ INDI\n1 NAME {n} /Byron/\n2 GIVN {n}\n1 BIRT\n2 DATE 18{i:02}"), "GIVN"),
        (rows('#: a.c:{i}\nmsgid "x{s}"\nmsgstr "{n}"\n'), "msgstr"),
        (rows('"name_{i}" = "{n}";'), "2"),
        (rows("{i},x{n},{c},{i},{n},{c}", "Girls,,,Boys,,\nRank,Name,N,Rank,Name,N\n"), "Name 5"),
    ],
)
def test_where_several_columns_could_be_meant_the_names_are_one_question_away(
    text: str, column: str
) -> None:
    asked = from_text(text).understood
    assert column == asked.column or any("?" in d or "may also" in d for d in asked.doubts)
    assert from_text(text, choices=Choices(column=column)).names == NAMES


def test_a_numeral_behind_a_name_belongs_to_it() -> None:
    own = from_text(rows("{n} I{s} (19{i:02}–20{i:02})").replace("IF", "IV").replace("IM", "II"))
    assert own.names[:2] == ("olivia ii", "emma iv")


def test_a_sheet_of_chords_is_asked_about() -> None:
    chords = "C  G  Am  F\nDm  G  F  C\nEm  A7  Dm  G\nAm  B7  E  A\n"
    assert "are they names?" in " ".join(from_text(chords).understood.doubts)
    assert "are they names?" in " ".join(from_text(4 * chords).understood.doubts)


def test_points_above_others_are_left_out_and_said() -> None:
    text = "- Girls\n" + rows("  - {n}").replace("  - Ava", "- Boys\n  - Ava")
    assert "unlike the others: - Girls; - Boys." in from_text(text).understood.doubts[0]
    assert from_text("- Ada\n- Ben\n  - Cy\n- Dee").names == ("ada", "ben", "cy", "dee")


def test_letters_read_in_another_encoding_and_saved_so_are_mended_though_they_look_like_signs() -> (
    None
):
    assert from_text("Анна\nБорис\nРоман".encode().decode("latin-1")).names[2] == "роман"


@pytest.mark.parametrize("text", [rows("{n}.png"), rows("{n}", between=" ") + " a b c d e f g h"])
def test_what_may_be_no_list_of_names_is_asked_about(text: str) -> None:
    assert from_text(text).understood.doubts
