"""Lists that hold names of several kinds, or more than names: what is the list, and what is not."""

from __future__ import annotations

import json

import pytest

from namegen.lists.name_list import Choices, from_text
from tests.lists.ten_names import NAMES, TITLED, rows

_FIRST, _SECOND = TITLED[:5], TITLED[5:]
_ALL = ", ".join(f"'{name}'" for name in TITLED)


def _beside(form: str, heading: str) -> str:
    """The names in two columns, five in each."""
    pairs = zip(_FIRST, _SECOND, strict=True)
    return "\n".join([heading, *(form.format(a, b, 90 - i) for i, (a, b) in enumerate(pairs))])


@pytest.mark.parametrize(
    "text",
    [
        _beside("{2},{0},5,{1},4", "Rank,Name,Number,Name,Number"),
        _beside("{0};{1}", "Jungen;Mädchen"),
        _beside("{0},{2},{1},{2}", "Male name,Males,Female name,Females"),
        _beside("{0},{1},{1}", "Boys 2018,Girls 2018,Girls 2019"),
        _beside("{0};{0};{1};{1}", "Guttenavn 2018;Guttenavn 2019;Jentenavn 2018;Jentenavn 2019"),
        _beside("{0},{2},{1}", "Men,Number,Unisex"),
        _beside("{0},x{1},{1},x{0}", "Boy name,Boy origin,Girl name,Girl origin"),
        _beside("{2},{0},5,,{2},{1}", "Boys,,,,Girls\nRank,Name,Of all babies,,Rank,Name"),
        _beside("{0},{1},{1}x", "male,female,surnames"),
        json.dumps({"boys": _FIRST, "girls": _SECOND}),
        json.dumps({"elves": _FIRST, "dwarves": _SECOND}),
    ],
)
def test_names_of_two_kinds_beside_each_other_are_all_taken_and_that_is_said(text: str) -> None:
    own = from_text(text)
    assert {*own.names} == {*NAMES}
    assert "are all taken" in own.understood.doubts[0] or "joined" in own.understood.doubts[0]


def test_two_columns_of_the_same_names_are_not_taken_twice() -> None:
    assert from_text("Name,Number,Name\n" + rows("{n},{c},{n}")).names == NAMES


@pytest.mark.parametrize(
    ("text", "column", "weights"),
    [
        (rows('"{n}","{N}","x {n}",{c}', "city,city_ascii,admin_name,population\n"), "city", 1),
        (rows("{i},{n},Cat{s}", "Licence,Animal's Name,Species\n"), "Animal's Name", 0),
        (rows("{n},科技", "公司名称,行业\n"), "公司名称", 0),
        (rows("{n};x{s}", "Όνομα σκύλου;Ράτσα\n"), "Όνομα σκύλου", 0),
        (rows("{n};{i}1%", "Vorname;Anteil\n"), "Vorname", 1),
        (rows("{n};ZH;20{i:02}1", "Ort;Kanton;Einwohner\n"), "Ort", 1),
    ],
)
def test_a_heading_that_says_more_than_another_is_believed(
    text: str, column: str, weights: int
) -> None:
    own = from_text(text)
    assert own.names == NAMES
    assert own.understood.column == column
    assert bool(own.understood.weights) == bool(weights)


@pytest.mark.parametrize(
    "text",
    [
        rows("{n},Fire{s}").replace("FireF", "Grass,Poison"),  # cells that are missing
        rows('"{n};{s};{i}"', "[", ",") + "]",
        rows('"{n},Fire{s}"', "x = [", ",\n").replace("FireF", "Grass,Poison") + "];",
        json.dumps([{name: 3} for name in TITLED]),
        json.dumps({name: ["x", "y"] for name in TITLED}),
        json.dumps({"data": {name: [{"type": "x"}] for name in TITLED}, "status": "ok"}),
        json.dumps({"message": {name: ["Sub"] * (name == "Ava") for name in TITLED}}),
        rows("{i}::{n}::x|{s}"),
        rows('  "{n}", // {c}', "// names\n[\n", "\n") + "\n]",
        "# names\nNAMES = %w[\n" + rows("{n}", between=" ").replace("New York", "New_York") + "]",
        f"const A = [{_ALL}];\n\nconst B = [...A];\nconsole.log(B);\n",
        "by@them\n2018.10.24\n\n" + rows("{n}"),
        "--- A ---\n" + rows("{n}").replace("Mia", "--- B ---\nMia"),
        rows("* '''{n}''' – of old"),
        rows("{n}") + "\n(10 rows)",
        "Copyright (c) 2020 A\nAll rights reserved.\n\n" + rows("{n}"),
    ],
)
def test_what_is_not_of_the_list_is_none_of_its_names(text: str) -> None:
    assert tuple(name.replace("_", " ") for name in from_text(text).names) == NAMES


def test_what_stands_above_a_blank_line_is_said_and_never_a_name() -> None:
    own = from_text("by@them\n2018.10.24\n\n" + rows("{n}"))
    assert "by@them" in own.understood.doubts[0]
    assert len(from_text("Ada\nBen\n\n" + rows("{n}")).names) == 12
    assert len(from_text("3M\n\n7-Eleven\n\n" + rows("{n}")).names) == 12


@pytest.mark.parametrize(("first", "doubted"), [("AC/DC", False), ("BMW", True), ("AT&T", False)])
def test_a_first_name_in_capitals_is_no_heading(first: str, doubted: bool) -> None:
    own = from_text(f"{first}\n" + rows("{n}"))
    assert own.names == (first.lower(), *NAMES)
    assert own.understood.doubts == ((f"The first row, {first}, may be a heading.",) * doubted)


def test_lines_of_many_words_hold_a_name_in_each() -> None:
    line = rows("{n}", between=" ").replace("New York", "Nia")
    own = from_text(f"{line}\n{line}")
    assert len(own.names) == 20
    assert own.understood.doubts[0] == "Each word is taken for a name."


@pytest.mark.parametrize(
    "text",
    [
        rows("INSERT INTO t (a, b) VALUES ('{n}', now());"),
        rows("Insert into T (A,B) values ({c},'{n}',to_date('17-DEC-8{i}','DD-MON-RR'),8{i});"),
        "INSERT INTO t (name) VALUES\n" + rows("('{n}')", between=",") + "\nON CONFLICT (name) x;",
        "INSERT INTO t (a, b) VALUES\n" + rows("('{n}', to_b('x'))", between=",\n") + ";",
        "Top ten\n\n" + rows("{i}. {n}\t{c}"),
    ],
)
def test_neither_calls_nor_ranks_stand_among_names(text: str) -> None:
    assert from_text(text).names == NAMES


def test_countries_are_names_where_each_stands_once_and_the_other_column_is_asked_about() -> None:
    own = from_text("country,capital\n" + rows("{n},{n}ville"))
    assert own.names == NAMES
    assert "may also stand in capital" in own.understood.doubts[0]
    assert from_text("country,city\n" + rows("{n}land,{n}")).names == NAMES


def test_a_line_of_code_is_no_heading() -> None:
    own = from_text("type Name = 'Ben' | " + rows("'{n}'", between=" | ") + ";")
    assert own.names == NAMES
    assert "type Name = 'Ben'" in str(own.report.left_out[0])
    assert from_text("Child's name\n" + rows("{n}")).names == NAMES


def test_a_year_behind_the_name_of_a_film_is_none_of_a_table() -> None:
    own = from_text(rows("{i}::{n} (19{i:02})::Drama{s}"))
    assert own.names[:2] == ("olivia (1901)", "emma (1902)")


@pytest.mark.parametrize("form", ["{}", "export default {};", "NAMES = {}\n"])
def test_lists_of_records_that_are_alike_are_joined_and_each_can_be_chosen(form: str) -> None:
    records = [{"name": name, "by": ["x", "y"], "n": i} for i, name in enumerate(NAMES)]
    text = form.format(json.dumps({"Ab": records[:6], "Be": records[6:]}, ensure_ascii=False))
    own = from_text(text)
    assert own.names == NAMES
    assert "The lists Ab, Be are joined." in own.understood.doubts
    assert {"name", "Ab", "Be"}.issubset(own.understood.columns)
    assert "n" not in own.understood.columns
    assert from_text(text, choices=Choices(column="Be")).names == NAMES[6:]


def test_lists_of_groups_of_names_are_no_lists_of_names() -> None:
    groups = {key: [{"name_of_group": "a", "in": [{"name": n} for n in NAMES]}] for key in "xy"}
    assert from_text(json.dumps(groups)).names == NAMES


def test_one_of_lists_of_records_with_very_many_columns_can_be_chosen() -> None:
    records = [{"name": name, **dict.fromkeys(map(str, range(70)), 1)} for name in NAMES]
    text = json.dumps({"ab": records[:6], "be": records[6:]})
    assert from_text(text, choices=Choices(column="be")).names == NAMES[6:]


def test_of_lists_of_other_records_only_the_longest_is_read() -> None:
    own = from_text(json.dumps({"of": [{"name": "x", "n": 1}], "in": [{"name": n} for n in NAMES]}))
    assert own.names == NAMES
    assert "Only what stands in in is read." in own.understood.doubts


@pytest.mark.parametrize("form", ["{}", "const S: Record<string, Of> = {};"])
def test_short_lists_of_what_is_told_of_each_of_many_names_are_no_lists_of_names(form: str) -> None:
    lines = ["Red line", "Blue line", "Green line"]
    told = {name: {"of": "Rome", "lines": lines[i % 2 :]} for i, name in enumerate(NAMES)}
    assert from_text(form.format(json.dumps(told, ensure_ascii=False))).names == NAMES
    long = {"a": {"of": "Rome", "names": NAMES[:5]}, "b": {"of": "Oslo", "names": NAMES[5:]}}
    assert from_text(form.format(json.dumps(long, ensure_ascii=False))).names == NAMES


def test_names_within_records_count_as_much_as_those_of_their_columns() -> None:
    some = {"fields": [{"name": "NAME"}, {"name": "SIZE"}]}
    features = [{"attributes": {"NAME": name, "SIZE": 2}} for name in TITLED]
    assert from_text(json.dumps({**some, "features": features})).names == NAMES


def test_a_few_names_of_an_object_may_have_several_spellings() -> None:
    names = {str(i): n if i % 5 else [n, f"{n}x"] for i, n in enumerate(TITLED)}
    own = from_text(json.dumps({"locale": "en", "places": names}))
    assert own.names == NAMES
