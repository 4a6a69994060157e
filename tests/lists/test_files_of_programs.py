"""Lists that programs write, or that stand within one."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from namegen.lists.name_list import NamesError, from_text
from tests.lists.ten_names import NAMES, rows

_CLASS = (
    "namespace A\n{{\n  /// <summary>The names.</summary>\n  class B\n  {{\n"
    "    static string[] {}\n    {{\n      get\n      {{\n        return new[]\n            {{\n"
)
_BOYS = (
    "\n    static string[] Boys\n    {\n      get\n      {\n        return new[]\n            {\n"
)


@pytest.mark.parametrize(
    "text",
    [
        rows(
            "    ('{n}')",
            "INSERT INTO towns (id, name, at)\nSELECT make_id(), n, now()\nFROM (\n  VALUES\n",
            ",\n",
        )
        + "\n) AS t(n)\nCROSS JOIN (SELECT id FROM x WHERE n = 'a') y;\n",
        rows("{n}", 'a = list(set(re.split(r"x", """\n') + '\n""".strip())))\n',
        rows("'{n}'", "export const all = [\n  [// of one\n    [", ", ")
        .replace(", 'Z", "],\n    ['Z")
        .replace(", 'N", "]\n  ],\n  [// of another\n    ['N")
        .replace(", 'M", "], ['M")
        + "]\n  ]\n];\n",
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
        rows("SELECT '{n}' AS name", between=" UNION ALL\n"),
        rows('"{n}"', "let names: [String] = [", ", ") + "]",
        rows("dn: cn={n},dc=org\ncn: {n}\nsn: Smith\n"),
        rows('="00{i}",="{n}",{c}', "Code,Name,Qty\n"),
        rows("{n}:00003201{i:02}:"),
        rows("{n}/M{s}", "10\n"),
        rows("{n}", between=" / "),
        rows("'{n}'", between=" "),
        rows("“{n}”", "[", ", ") + "]",
        rows("  INTO t (id, name) VALUES ({i}, '{n}')", "INSERT ALL\n") + "\nSELECT 1 FROM dual;\n",
        json.dumps({"f": dict.fromkeys(NAMES[:5], 3), "m": dict.fromkeys(NAMES[5:], 4)}),
        rows("{n} * {c}"),
        rows("{n} → {c}"),
        rows("No. {i} {n}"),
        rows("+-----+---+\n| {n} | F |") + "\n+-----+---+",
        rows('"{n}"', between=", ").replace(', "Luna', ' and "Luna'),
        rows("'{n}'", "$names = ", ",") + "\n\nforeach ($one in $names) { Write-Host $one }\n",
        rows('"{n}"', "$names = ", ", ").replace(", ", ",\n  ", 1) + "\n",
        rows("+{n}"),
        rows("{n}={c}", "[girls]\n").replace("Ava", "[more]\nAva"),
        rows("2021CS{i:03} {n}"),
        rows("u10{c}{i} {n}"),
        rows("SELECT {i}, '{n}'", "INSERT INTO names (id, name)\n", "\nUNION ALL\n") + ";\n",
        rows('  "{n}",', '[people]\nsource = "made up"\nnames = [\n') + "\n]\n",
        rows('"{n}"', "(ns names.data)\n(def names\n  [", " ") + "])\n",
        "@names ~w(\n"
        + rows("  {n}").replace("New York", "New_York")
        + "\n)\n\ndef one, do: x(@names)",
        rows(' "{n}", "{s}"', 'leaders = {\n "name", "sex"\n') + "\n}\n",
        "first = '" + rows("{n}", between=" ").replace("New York", "New_York") + "'.split()\n",
        "NAMES = %w[\n" + rows("{n}").replace("New York", "New_York") + "\n].freeze\n",
        "NAMES = %w(\n"
        + rows("{n}").replace("New York", "New_York")
        + "\n).freeze\n\nNAMES.each { |one| puts one }\n",
        "%w["
        + rows("{n}", between=" ").replace("New York", "New_York")
        + "].each do |one|\n  Town.create!(name: one)\nend\n",
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
        rows("'{n}'", f"/* {150 * 'x'} */\n/* of them */\nconst n = [\n  ", ",\n  ")
        + "\n];\n\nexport default n;\n",
        rows("  {{ id: '{i}', name: '{n}', at: now }},", "const now = new Date();\n\nconst n = [\n")
        + "\n];\n",
        rows('    E {{ name: "{n}", value: hex!(0xed{i:02}a3) }},', "pub const A: &[E] = &[\n")
        + "\n];",
        rows("Name.create(last: '{n}')", "# N.create([{ name: 'Ada' }, { name: 'Zoe' }])\n\n"),
        rows("{n}").replace("Ava", "Ava,"),
        rows('"{n}"', _CLASS.format("Girls"), ", ").replace(', "New', " }; } }" + _BOYS + '"New')
        + "\n};\n}\n}\n}\n}\n",
        rows('"{n}"', "const x = {\n  names: [", ", ").replace(', "Z', '],\n  others: ["Z')
        + '],\n  whole: function(family, given) {\n    return given + " " + family;\n  }\n};\n',
        rows("{s}_{n},{n};,{c},{c},{c}").replace("F_", "").replace("M_", "").replace(";", "; x"),
    ],
)
def test_names_are_found_in_what_programs_write_around_them(text: str) -> None:
    assert tuple(name.replace("_", " ") for name in from_text(text).names) == NAMES


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


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"sex": dict.fromkeys(NAMES, "f"), "count": dict.fromkeys(NAMES, 9)}),
        json.dumps({"name": dict(enumerate(NAMES)), "sex": dict(enumerate("fmfmfmfmfm"))}),
    ],
)
def test_columns_of_json_may_be_keyed_by_their_rows(text: str) -> None:
    assert from_text(text).names == NAMES


def test_of_a_list_and_records_in_one_program_the_names_are_joined() -> None:
    records = rows('{{"condition": "Pain", "name": "{n}"}}', between=",\n")
    own = from_text(f'ills = ["Flu", "Pox", "Gout", "Cold", "Ague"];\n\ndrugs = [\n{records}];\n')
    assert own.names == ("flu", "pox", "gout", "cold", "ague", *NAMES)


def test_remarks_may_stand_between_the_lists_of_records_of_a_program() -> None:
    one, other = (rows('{{ name: "{n}", kind: "{s}" }}', between=",\n") for _ in "ab")
    own = from_text(
        f"// A\n\nexport const a = [\n{one}\n];\n\n// B\n\nexport const b = [\n{other}\n];\n"
    )
    assert own.names == (*NAMES, *NAMES)
    assert {"a", "b"} < {*own.understood.columns}


def test_lists_without_a_name_are_read_beside_one_that_has_one() -> None:
    records = rows('{{ name: "{n}", kind: "{s}" }}', between=",\n")
    own = from_text(f"x <- [\n{records}\n]\n\n-- B\n\nmore <- [\n{records}\n]\n")
    assert own.names == (*NAMES, *NAMES)
    assert own.understood.lists == ("1", "more")


def test_what_makes_a_list_is_none_of_its_words() -> None:
    own = from_text('set names [list Ada "New York" Zoe]\n')
    assert own.names == ("ada", "new york", "zoe")


def test_what_a_program_imports_is_none_of_its_lists() -> None:
    names = rows("    '{n}',\n", between="")
    used = "import { Names } from '.';\n\n"
    text = f"{used}export const x: Names = {{\n  girls: [\n{names}  ],\n}};\n"
    assert from_text(text).names == NAMES


def test_letters_above_lists_of_names_are_none() -> None:
    lists = {chr(ord("A") + i): [name] for i, name in enumerate(NAMES)}
    assert from_text(json.dumps(lists)).names == NAMES


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


@pytest.mark.parametrize(
    "text",
    [
        'names["girls"] = ["Ada", "Zoe"]\nnames["boys"] = ["Ben", "Tom"]\n',
        "x = {'girls': ['Ada', 'Zoe'], ['boys']: ['Ben', 'Tom']}",
        "x = {\n"
        + 70 * "  'a': {'n': 3},\n"
        + "  'b': 4,\n"
        + 'names: ["Ada", "Zoe", "Ben", "Tom"]}',
        "x = [['Ada', 'Zoe', 'Ben', 'Tom', 'Eva', 'Una', 'Ida'], ['Cy', 'Di']]",
    ],
)
def test_values_unlike_the_others_in_their_brackets_end_no_reading(text: str) -> None:
    assert from_text(text).names


def test_of_lists_that_differ_in_length_none_is_left_out() -> None:
    text = f"x = [{list(NAMES)}, ['Cy', 'Di']]"
    assert from_text(text).names == (*NAMES, "cy", "di")


def test_rows_of_sql_are_read_whatever_rows_stand_before_them() -> None:
    written = {
        "(1, 'Ada', NULL)": "ada",
        r"(2, 'D\'Arcy', '')": "d'arcy",
        "(-3, 'O''Neil', 'a (b), c')": "o'neil",
        "(4.5, N'Zoë', NOW())": "zoë",
    }
    for order in permutations(written):
        names = from_text(f"INSERT INTO t (id, name, at) VALUES {', '.join(order)};").names
        assert names == tuple(map(written.__getitem__, order))
