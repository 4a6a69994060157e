"""Lists that programs write, and what such a file holds beside names."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from namegen.lists.name_list import Choices, NamesError, from_bytes, from_text
from tests.lists.ten_names import NAMES, rows


@pytest.mark.parametrize(
    "text",
    [
        rows(
            "INSERT INTO names (id, name, at)\nSELECT {i}, '{n}', now()\nWHERE NOT EXISTS "
            "(SELECT 1 FROM names WHERE name = '{n}');\n"
        ),
        rows('    u"{n}" : {i},', '"""Names"""\n\nids = {\n')
        + "\n}\n\nnames = dict(\n    [(v, k) for k, v in ids.items()]\n)\n",
        rows("    '{n}',", '"""\nNombres\nCon acentos\n"""\n\nNAMES = {\n')
        + "\n}\n\ndef is_one(word: str) -> bool:\n    return word in NAMES\n",
        rows(' -16.7{i}  {i}.75 "{n}"\timage=none').replace(" -16.71 ", "  52.11 "),
        rows('  db "{n}" ; {c} of them', "Names::\n"),
        rows("SELECT {i}, '{n}'", "INSERT INTO names (id, name)\n", " UNION ALL ") + ";\n",
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
        rows("{n}: {{m: [heb, eng]}}"),
        rows('"{n}"', "names = [", ", ") + "]\nnames = [" + rows("10{i:02}", between=", ") + "]",
        rows("St_{n},4{i},{n}", "Identifiant,CoordsY,NomStation\n"),
        rows("{i}. - {n}"),
        rows("{i}-{n}"),
        rows("- {i}. {n}: {c}", "The first ten:\n"),
        rows("{i}位 {n} 約{c}万5000人"),
        rows(" 4{i:02}0{i:02}-{n};{c};1", "Of all places\n;Total;0-4\n"),
        rows("4{i:02}1 {n},{c}", "Place,People\n"),
        rows("#{n}", between=" ").replace("New York", "New_York"),
        rows("{n}").replace("Ava", "Ava,"),
        rows("{s}_{n},{n};,{c},{c},{c}").replace("F_", "").replace("M_", "").replace(";", "; x"),
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
    said = " ".join(asked.doubts)
    asking = any(words in said for words in ("?", "may also", "are all taken"))
    assert column == asked.column or asking
    assert from_text(text, choices=Choices(column=column)).names == NAMES


def test_columns_of_which_each_row_fills_one_are_both_read() -> None:
    rows = (f"{i},{n},\n" if i % 2 else f"{i},,{n}\n" for i, n in enumerate(NAMES))
    own = from_text("id,g.m,g.f\n" + "".join(rows))
    assert own.names == NAMES
    assert "The names in g.m and g.f are all taken." in own.understood.doubts


def test_a_family_of_few_is_read_as_genealogists_write_it() -> None:
    text = "0 @I1@ INDI\n1 NAME Ada /Byron/\n1 SEX F\n1 BIRT\n2 DATE 1815\n2 PLAC London\n"
    own = from_text(f"0 HEAD\n1 CHAR UTF-8\n{text}{text.replace('Ada', 'Zoe')}0 TRLR\n")
    assert own.names == ("ada /byron/", "zoe /byron/")


def test_markup_in_the_cells_of_json_is_no_part_of_them() -> None:
    cells = [{"title": f"<a href='https://x.org/{n}'>{n}</a>", "of": "x"} for n in NAMES]
    assert from_text(json.dumps(cells)).names == NAMES


def test_headings_of_several_levels_above_points_are_no_names() -> None:
    head = "\n#### A\n##### B\n"
    points = "".join(f"{'' if i % 3 else head}* {n}\n" for i, n in enumerate(NAMES))
    assert from_text(f"# Names\n{points}").names == NAMES


def test_sentences_below_numbered_names_are_left_out() -> None:
    said = "Of this name it is told that it is older than all the others and longer."
    own = from_text(rows("{i}. {n} – over {c} people\n" + f"{said}\n{said}"))
    assert own.names == NAMES
    assert "unlike the others" in own.understood.doubts[0]


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


def test_the_column_of_groups_is_not_that_of_their_members() -> None:
    groups = [{"family": n[:2], "members": [n, f"{n} b", f"{n} c"]} for n in NAMES]
    assert from_text(json.dumps({"birds": groups})).names[:3] == ("olivia", "olivia b", "olivia c")


def test_what_is_written_for_people_goes_before_its_short_form() -> None:
    own = from_text(rows("{n},The {n},English").lower().replace("the ", "The ").title())
    short = from_text("\n".join(f"{n.replace(' ', '-')},{n.title()},en" for n in NAMES))
    assert (own.understood.column, short.understood.column) == ("1", "2")
    assert short.names == NAMES


def test_names_of_many_words_stay_where_all_rows_hold_nothing_else() -> None:
    own = from_text(rows("{n} Quincy Adams,,,", "Name,1,2,3\n"))
    assert own.names == tuple(f"{name} quincy adams" for name in NAMES)


def test_one_word_that_is_a_heading_everywhere_is_taken_for_one_and_said() -> None:
    own = from_text(rows("{n}", "Field1\n"))
    assert own.names == NAMES
    assert own.understood.doubts == ("The first row, Field1, is taken for a heading.",)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        (rows("2022,{n},{s},{c}", "year,name,sex,num\n"), "num"),
        (rows("{i},{n}", "num,name\n"), None),
        ("\n".join(f"{320 + i // 3},{name}" for i, name in enumerate(NAMES)), None),
        (rows("{n},48.{c}", "name,CoordsY\n"), None),
        (rows("{n},{c}4211", "name,geonameid\n"), None),
        (
            "\n".join(f"{n} 0.{900 - i * 7} {1 + i * 2}.006 {i + 1}" for i, n in enumerate(NAMES)),
            "2",
        ),
    ],
)
def test_which_numbers_count(text: str, weights: str | None) -> None:
    assert from_text(text).understood.weights == weights


@pytest.mark.parametrize(
    "text",
    ["name,count\n", "SET x = 1;\nCREATE TABLE `names` (\n  `id` int NOT NULL\n) ENGINE=x;\n"],
)
def test_a_file_that_only_says_what_its_columns_are_is_refused(text: str) -> None:
    with pytest.raises(NamesError, match=r"empty|no rows"):
        from_text(text)


def test_full_stops_that_are_left_out_are_said() -> None:
    own = from_text("St. Ives\nCamborne\nNew.York")
    assert own.names == ("st ives", "camborne", "newyork")
    assert "Full stops are left out" in " ".join(own.report.sentences())
    assert not from_text("Camborne\nRedruth").report.notes


def test_japanese_names_of_two_characters_are_not_read_as_chinese() -> None:
    names = "沢\t勝太郎\n三宅\t孝吉\n入江\t豊子\n吾妻\t真依\n川田\t輝子\n猪俣\t広重\n"
    assert from_bytes(names.encode("cp932"), "x").understood.encoding == "shift_jis"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("{{name: '{n}', height: 0.7, type: ['Grass', 'Fire']}}", "name"),
        ("{{id: {i}, name: '{n}', born: {{year: 18{i:02}, place: 'Rome'}}}}", "name"),
        ("'x{i}' => array('name' => '{n}', 'n' => 3)", "name"),
        ("'{n}': {{'kind': 'x', 'n': {c}}}", "1"),
        ("{{ name = '{n}', mass = {c} }}", "name"),
        ("new Star {{ Name = '{n}', Mass = {c} }}", "Name"),
        ("Star(kind='{s}', name='{n}', mass={c})", "name"),
        ("Star(id = 'x{i}'.uuid, name = '{n}')", "name"),
        ("Star {{ name: `{n}`, mass: {c} }}", "name"),
    ],
)
def test_what_stands_in_brackets_within_a_record_goes_with_it(row: str, column: str) -> None:
    for before, behind in (
        ("", ""),
        ("import stars\n\n", "\n\nfunction pick() {\n  return x;\n}\n"),
    ):
        own = from_text(f"{before}const x = [{rows(row, between=', ')}];{behind}")
        assert own.names == NAMES
        assert own.understood.column == column


def test_of_a_list_and_records_in_one_program_the_names_are_joined() -> None:
    records = rows('{{"condition": "Pain", "name": "{n}"}}', between=",\n")
    own = from_text(f'ills = ["Flu", "Pox", "Gout", "Cold", "Ague"];\n\ndrugs = [\n{records}];\n')
    assert own.names == ("flu", "pox", "gout", "cold", "ague", *NAMES)


def test_what_a_program_imports_is_none_of_its_lists() -> None:
    names = rows("    '{n}',\n", between="")
    used = "import { Names } from '.';\n\n"
    text = f"{used}export const x: Names = {{\n  girls: [\n{names}  ],\n}};\n"
    assert from_text(text).names == NAMES


def test_lists_of_parts_of_names_are_no_rows() -> None:
    parts = 'x = [\n["Bal", "Thor", "Mor", "Gim"],\n["in", "ar", "ek"],\n["a", "o", "e", "i", "u"]]'
    assert len(from_text(parts).names) == 12


def test_statements_beside_rows_hold_no_keys() -> None:
    ships = rows('{N}("{n}", {i}2)', between=", ").replace(" YORK", "")
    text = f"enum Ship {{\n{ships};\nShip(String a) {{ this.a = a; }}\n}}\n"
    assert from_text(text).names[:10] == NAMES


def test_lists_that_have_names_are_joined_and_that_is_said() -> None:
    own = from_text('x = {"girls": ["Ada", "Zoe"],\n"boys": ["Ben", "Tom"]}\n'.replace('"', "'"))
    assert own.names == ("ada", "zoe", "ben", "tom")
    assert own.understood.doubts == ("The lists girls, boys are joined.",)


def test_variables_of_a_program_are_lists_of_which_one_can_be_chosen() -> None:
    text = "".join(f"{n} = ['a', 'b', 'c']\n" for n in ("things", "friends", "places", "verbs"))
    own = from_text(f"# a story\n{text}place = choice(places)\nprint(place)\n")
    assert own.understood.doubts[0] == "The lists things, friends, places, verbs are joined."
    assert {"things", "verbs"} < {*own.understood.columns}


def test_brackets_within_brackets_without_end_are_refused() -> None:
    with pytest.raises(NamesError, match="too deep"):
        from_text("x = [" + "{a: 'Ada', b: {c: 'Ben'}}, " * 1_000 + "{a: 'Ada', b: " * 50 + "]")


def test_objects_with_a_list_each_are_records_and_no_lists() -> None:
    peaks = {n: {"icons": ["x"], "country": "CN", "name": n.title()} for n in NAMES}
    assert from_text(json.dumps(peaks)).names == NAMES


def test_rows_of_numbers_behind_a_name_may_end_early() -> None:
    text = "".join(f"{n};{'0;' * (i * 3 % 10)};{i + 1}\n" for i, n in enumerate(NAMES))
    assert from_text(text).names == NAMES


@pytest.mark.parametrize(
    "row", ["{0},{1},what+is+{1}".format, "{0}\tгород{2}\tсело{2}".format], ids=["short", "other"]
)
def test_names_in_three_spellings_are_no_three_names(row: Callable[..., str]) -> None:
    parts = [(n.title(), n.replace(" ", "+"), "абвгдежзик"[i]) for i, n in enumerate(NAMES)]
    assert from_text("\n".join(row(*part) for part in parts)).names == NAMES


def test_of_two_counts_the_one_that_falls_from_row_to_row_is_offered() -> None:
    ages = (41, 14, 58, 37, 38, 60, 54, 33, 55, 20)
    text = "\n".join(f"{n},{900 - 7 * i},{ages[i]},x" for i, n in enumerate(NAMES))
    assert from_text(text).understood.weights == "2"


def test_a_sign_of_another_script_that_stands_once_is_of_a_name() -> None:
    text = "\n".join(f"{i}\t夜{n}" for i, n in enumerate((*NAMES, "：空")))
    assert from_text(text).names[-1] == "夜：空"


def test_the_lists_of_a_program_that_is_mostly_lists_are_joined_and_that_is_said() -> None:
    a, b = (", ".join(f"'{n}'" for n in part) for part in (NAMES[:5], NAMES[5:]))
    text = f"// The first\nexport const A = [{a}];\n\nexport const B = [\n{b}\n];\n"
    own = from_text(f"{text}\nexport const ALL = [...A, ...B];\n")
    assert own.names == NAMES
    assert own.understood.doubts == ("The lists A, B are joined.",)


def test_of_a_program_with_one_list_only_that_is_read() -> None:
    own = from_text(f"import random\n\nnames = {list(NAMES)}\nprint(random.choice(names))\n")
    assert own.names == NAMES
    assert own.understood.doubts == ("Only one list in this program is read.",)


def test_that_a_program_has_shorter_lists_is_said() -> None:
    own = from_text(f"A = {list(NAMES)}\nB = ['Bo', 'Cy', 'Di']\n\ndef one():\n    return A[0]\n")
    assert own.names == NAMES
    assert own.understood.doubts[0].endswith("Lists of fewer than 5 are left out: B.")


def test_symbols_of_two_letters_are_not_taken_where_the_names_stand_beside_them() -> None:
    text = "\n".join(f"{i} \t{n[:2].title()} \t{n} \t{i}.5" for i, n in enumerate(NAMES, 80))
    assert from_text(text).names == NAMES
